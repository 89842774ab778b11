import { createServer } from "node:net";
import { second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import type { Mail } from "@earshot/core/mail.ts";
import { serve as serveHttp } from "@hono/node-server";
import { addressOf } from "../../functions/base.ts";
import { readEnvironment } from "../../functions/environment.ts";
import { Admission } from "./admission.ts";
import { colour, fail, fileLog, printable, variables } from "./console.ts";
import { type House, openHouse } from "./house.ts";
import { loadSample } from "./sample/load.ts";
import { themeLines } from "./show.ts";
import { staffLine } from "./staff-link.ts";

/** `npm start`: the whole product in one process, on one port, out of one folder. */
async function start(): Promise<void> {
  const given = variables();
  const { PORT, EARSHOT_TRUSTED_PROXIES } = readEnvironment(given);
  await mustBeFree(PORT);
  const admission = new Admission(EARSHOT_TRUSTED_PROXIES);
  const isBusy = () => admission.isBusy;
  const house = await openHouse({ variables: given, log: fileLog(given), showMail, isBusy }, true);
  const { environment, runtime } = house;
  const server = serveHttp({
    fetch: admission.before(runtime.portal.fetch),
    port: environment.PORT,
    // Whoever sends slowly holds room that others need.
    serverOptions: { requestTimeout: 10 * second, headersTimeout: 5 * second, connectionsCheckingInterval: 2 * second },
  });
  // Somebody may have taken the port since it was looked at.
  server.once("error", (error) => fail(unusable(environment.PORT, error)));
  house.announce();
  house.onEngineDeath(() =>
    fail(new EarshotError("upstream", "The database engine died. What was acknowledged is safe: start again.")),
  );
  endWith(house, () => new Promise((resolve) => server.close(() => resolve())));
  if (environment.EARSHOT_SAMPLE !== "0") await loadSample(house);
  await introduce(house);
}

/** Said before anything is started: nothing is half open when the port is taken. */
async function mustBeFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error) => reject(unusable(port, error)));
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

function unusable(port: number, { code }: NodeJS.ErrnoException): EarshotError {
  const why = code === "EADDRINUSE" ? "is taken by another program" : "cannot be used";
  return new EarshotError("conflict", `Port ${port} ${why}. Stop it, or choose another: PORT=3001 npm start`);
}

/** The reader of the link sits here: what would be mailed to her is told at once. */
function showMail({ to, subject, body }: Mail): void {
  console.log(`\nMail to ${printable(to)} (not sent: no SMTP_URL is set): ${subject}\n${body}\n`);
}

async function introduce(house: House): Promise<void> {
  const { runtime, key } = house;
  const boards = (await existingBoards(runtime.store)).map(({ id }) => id);
  const { items } = await runtime.store.themes.list(
    { boards, visibilities: ["public", "private"], sort: "trending" },
    { limit: 8 },
  );
  if (items.length > 0) console.log(`\nWhat people want at the moment:\n${themeLines(items)}\n`);
  const { items: pushes } = await runtime.store.outbox.list(["dry_run"], { limit: 100 });
  const dry = pushes.filter(({ outlet }) => outlet !== "mail").length;
  if (dry > 0)
    console.log(
      `${dry} ${dry === 1 ? "message" : "messages"} for GitHub and Slack, not sent (no tokens are set): npm run earshot -- outbox`,
    );
  if (key.made) console.log(`Your API key, shown this once and kept in ${house.folder}/api-key: ${colour(key.value)}`);
  console.log(await staffLine(runtime));
  console.log(`ready ${addressOf(runtime.environment)}`);
}

function endWith(house: House, closeServer: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    const giveUp = setTimeout(() => process.exit(0), 5000);
    giveUp.unref();
    void Promise.race([closeServer(), new Promise((resolve) => setTimeout(resolve, 1000))])
      .then(() => house.close())
      .then(() => process.exit(0));
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

start().catch(fail);
