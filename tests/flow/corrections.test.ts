import { second } from "@earshot/core/clock.ts";
import * as cli from "@earshot/local/commands/corrections.ts";
import { usage } from "@earshot/local/console.ts";
import { describe, expect, test, vi } from "vitest";
import { faultsOf, landlord, open, themesOf, until, type World } from "./house.ts";

const endpoint = landlord();

const dark = [
  "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
  "The calendar needs a dark mode, its white pages hurt at night.",
  "A dark mode for the calendar, please: white pages at night hurt my eyes.",
];
const invoices = [
  "Exporting invoices as PDF fails with an error at the end of every month.",
  "The export of invoices as PDF ends with an error every month.",
  "An error again when I export the invoices as PDF this month.",
];

interface Theme {
  id: string;
  status: string;
  supporters: number;
  votes: number;
  feedback: number;
  mergedInto?: string;
  correction: string | null;
}
interface Feedback {
  id: string;
  theme: string | null;
  placedBy: string;
  apart?: string;
}

async function community() {
  const world = await open({ endpoint: endpoint() });
  const { tell, settle } = world;
  const say = async (body: string, person: string, externalId?: string, more: object = {}) => {
    const { id } = await tell<{ id: string }>("POST", "/api/v1/feedback", {
      ...{ body, author: { email: `${person}@example.org` } },
      ...(externalId !== undefined && { externalId }),
      ...more,
    });
    await settle();
    return tell<Feedback>("GET", `/api/v1/feedback/${id}`);
  };
  const darkly: Feedback[] = [];
  const paid: Feedback[] = [];
  for (const [i, body] of dark.entries()) darkly.push(await say(body, ["ann", "ben", "cleo"][i] ?? "", `dark-${i}`));
  for (const [i, body] of invoices.entries()) paid.push(await say(body, ["ann", "dan", "eve"][i] ?? "", `pdf-${i}`));
  const [a, b] = [darkly[0]?.theme ?? "", paid[0]?.theme ?? ""];
  const theme = async (id: string) => {
    await settle();
    return tell<Theme>("GET", `/api/v1/themes/${id}`);
  };
  const feedback = (id: string) => tell<Feedback>("GET", `/api/v1/feedback/${id}`);
  /** Readers of the clustering see what others did after a while. */
  const later = () => {
    world.time.now += 3 * second;
  };
  return { ...world, say, theme, feedback, later, darkly, paid, a, b };
}

const supporters = ({ supporters: people, votes, feedback }: Theme) => ({ people, votes, feedback });

describe("a theme merged by mistake", () => {
  test("counts everybody once, is one theme to clustering, and comes back as it was", async () => {
    const { runtime, tell, ask, say, theme, later, darkly, a, b } = await community();
    expect(a).not.toBe(b);
    expect(new Set(darkly.map((one) => one.theme))).toEqual(new Set([a]));
    for (const [id, person] of [
      [a, "fay"],
      [b, "fay"],
      [a, "gus"],
    ] as const)
      await tell("PUT", `/api/v1/themes/${id}/votes/email:${person}@example.org`);
    const before = [await theme(a), await theme(b)].map(supporters);
    expect(before).toEqual([
      { people: 5, votes: 2, feedback: 3 },
      { people: 4, votes: 1, feedback: 3 },
    ]);

    await tell("POST", `/api/v1/themes/${a}/merge`, { into: b });
    expect(supporters(await theme(b))).toEqual({ people: 7, votes: 2, feedback: 6 });
    expect(await theme(a)).toMatchObject({ status: "merged", mergedInto: b });
    expect((await themesOf(runtime)).filter(({ status }) => status !== "merged").map(({ id }) => id)).toEqual([b]);
    expect(await tell("GET", `/api/v1/feedback/${darkly[0]?.id}`)).toMatchObject({ theme: b });
    const heard = await tell<{ items: Feedback[] }>("GET", `/api/v1/themes/${a}/feedback?limit=50`);
    expect(heard.items.map((one) => one.theme)).toEqual(Array.from({ length: 6 }, () => b));
    expect(await faultsOf(runtime)).toEqual([]);

    const late = await say("A dark mode for the calendar at night, white pages hurt.", "hal");
    expect(late.theme).toBe(b);
    later();
    const { items } = await tell<{ items: { theme: string }[] }>("GET", "/api/v1/similar?text=dark%20mode%20calendar");
    expect(items.map((one) => one.theme)).toEqual([b]);
    const edited = await say(`${dark[1]} It is too bright.`, "ben", "dark-1");
    expect(edited.theme).toBe(b);
    await tell("PUT", `/api/v1/themes/${a}/votes/email:ida@example.org`);

    await tell("POST", `/api/v1/themes/${a}/unmerge`, {});
    expect([await theme(a), await theme(b)].map(supporters)).toEqual([before[0], { people: 6, votes: 2, feedback: 4 }]);
    expect(await tell("GET", `/api/v1/feedback/${edited.id}`)).toMatchObject({ theme: a });
    expect(await faultsOf(runtime)).toEqual([]);
    const again = await say("The calendar at night: a dark mode, please, my eyes hurt.", "jon");
    expect(again.theme).toBe(a);
    expect((await ask("POST", `/api/v1/themes/${a}/unmerge`)).status).toBe(409);
  });
});

describe("a locked theme", () => {
  test("gets nothing more from the machine, and loses nothing to it", async () => {
    const { runtime, tell, say, darkly, feedback, theme, a } = await community();
    await tell("POST", `/api/v1/themes/${a}/lock`, {});
    const late = await say("A dark mode for the calendar at night, white pages hurt.", "hal");
    expect(late.theme).not.toBe(a);
    await say(invoices[0] ?? "", "ann", "dark-0");
    expect(await feedback(darkly[0]?.id ?? "")).toMatchObject({ theme: a });
    await say("Great app, love it!", "ben", "dark-1");
    expect(await feedback(darkly[1]?.id ?? "")).toMatchObject({ theme: a, placedBy: "machine" });
    await tell("POST", `/api/v1/feedback/${late.id}/move`, { theme: a });
    expect(await theme(a)).toMatchObject({ feedback: 4 });
    await tell("POST", `/api/v1/themes/${a}/unlock`, {});
    expect((await say("My eyes hurt at night: a dark mode for the calendar.", "ida")).theme).toBe(a);
    expect(await faultsOf(runtime)).toEqual([]);
  });
});

describe("what a person has placed", () => {
  test("stays there when it is edited, and when it was withdrawn and comes back", async () => {
    const { runtime, tell, say, settle, feedback, paid, a } = await community();
    const { id = "" } = paid[0] ?? {};
    await tell("POST", `/api/v1/feedback/${id}/move`, { theme: a });
    expect(await say(`${invoices[0]} Please mend it.`, "ann", "pdf-0")).toMatchObject({ theme: a, placedBy: "person" });
    const event = { source: "api", externalId: "pdf-0" };
    for (const [version, withdrawn] of [
      ["9999-01", true],
      ["9999-02", false],
    ] as const) {
      await receive(runtime, { ...event, version, withdrawn, body: invoices[0] ?? "" });
      const found = await until(
        () => feedback(id),
        ({ theme }) => (theme === null) === withdrawn,
      );
      await settle();
      expect(found.theme).toBe(withdrawn ? null : a);
    }
    expect(await faultsOf(runtime)).toEqual([]);
  });

  test("and is no request: neither is what is worded like it, until that is taken back", async () => {
    const { tell, say, later, darkly } = await community();
    const loan = "Need money fast? Our loans are paid out within the hour.";
    const first = await say(loan, "zoe", "loan-1");
    expect(first.theme).not.toBeNull();
    await tell("POST", `/api/v1/feedback/${first.id}/move`, { theme: null });
    later();
    const again = await say(loan.toUpperCase(), "yan", "loan-2");
    expect(again).toMatchObject({ theme: null, apart: "not a request" });
    expect((await say(dark[0] ?? "", "xia", "dark-9")).theme).toBe(darkly[0]?.theme);
    // What she says by now has nothing to do with it.
    await say("Our loans are cheap, and we are a choir too.", "zoe", "loan-1");
    const { items } = await tell<{ items: { id: string }[] }>("GET", "/api/v1/audit");
    await tell("POST", `/api/v1/audit/${items[0]?.id}/undo`);
    later();
    expect((await say(loan, "will", "loan-3")).theme).not.toBeNull();
  });

  test("and is no request stays none when it is edited", async () => {
    const { tell, say, paid, b, theme } = await community();
    await tell("POST", `/api/v1/feedback/${paid[1]?.id}/move`, { theme: null });
    expect(await theme(b)).toMatchObject({ feedback: 2 });
    expect(await say(`${invoices[1]} Really.`, "dan", "pdf-1")).toMatchObject({ theme: null, apart: "not a request" });
  });

  test("draws its neighbours after it", async () => {
    const { tell, say, settle, a } = await community();
    const first = await say("The loudspeakers in the gym crackle.", "kim");
    await tell("POST", `/api/v1/feedback/${first.id}/move`, { theme: a });
    await settle();
    expect((await say("The loudspeakers in the gym crackle loudly.", "lea")).theme).toBe(a);
  });
});

describe("a theme split in two", () => {
  test("is two to all that count, name and cluster", async () => {
    const { runtime, tell, say, theme, darkly, paid, a, b } = await community();
    await tell("POST", `/api/v1/themes/${a}/merge`, { into: b });
    const ids = darkly.map(({ id }) => id);
    const made = await tell<Theme>("POST", `/api/v1/themes/${b}/split`, { feedback: ids });
    expect(await theme(made.id)).toMatchObject({
      supporters: 3,
      feedback: 3,
      visibility: "public",
      title: expect.stringMatching(/dark|white/i),
    });
    expect(supporters(await theme(b))).toEqual({ people: 3, votes: 0, feedback: 3 });
    expect((await say("A dark mode for the calendar at night, white pages hurt.", "hal")).theme).toBe(made.id);
    expect(await faultsOf(runtime)).toEqual([]);
    const { items } = await tell<{ items: { id: string; text: string }[] }>("GET", `/api/v1/audit?theme=${made.id}`);
    expect(items.map(({ text }) => text)).toEqual([expect.stringMatching(/^Split 3 pieces of feedback off /)]);
    expect(paid).toHaveLength(3);
  });
});

describe("on the command line", () => {
  test("people merge, un-merge, split, move, lock and undo", async () => {
    const { house, theme, darkly, feedback, a, b } = await community();
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((line: string) => lines.push(line));
    await cli.merge(house, [a, b]);
    expect(await theme(b)).toMatchObject({ feedback: 6 });
    await cli.merge(house, [a, b]);
    expect(lines.at(-1)).toBe("That is how it already was.");
    await cli.unmerge(house, [a, "--by", "Mara"]);
    expect(await theme(b)).toMatchObject({ feedback: 3 });
    const [x = "", y = ""] = darkly.map(({ id }) => id);
    await cli.move(house, [x, b]);
    await cli.move(house, [y, "none"]);
    expect([(await feedback(x)).theme, (await feedback(y)).theme]).toEqual([b, null]);
    await cli.split(house, [b, x, "--title", "Night"]);
    await cli.lock(house, [b]);
    await cli.unlock(house, [b]);
    lines.length = 0;
    await cli.audit(house, ["--json"]);
    const trail = JSON.parse(lines[0] ?? "[]") as { id: string; kind: string; by: string }[];
    const kinds = ["lock", "merge", "move", "move", "split", "unlock", "unmerge"];
    expect(trail.map(({ kind }) => kind).sort()).toEqual(kinds);
    const split = trail.find(({ kind }) => kind === "split");
    await cli.audit(house, ["--undo", split?.id ?? ""]);
    expect((await feedback(x)).theme).toBe(b);
    await cli.audit(house, ["--theme", a]);
    expect(lines.at(-1)).toContain("Un-merged");
    for (const [run, words] of [
      [cli.merge, [a]],
      [cli.split, [a]],
      [cli.lock, []],
      [cli.move, [x, a, b]],
    ] as const)
      await expect(run(house, [...words])).rejects.toMatchObject({ kind: "input", status: usage });
    log.mockRestore();
  });
});

async function receive({ store, world }: World["runtime"], event: object): Promise<void> {
  const at = new Date(world.clock()).toISOString();
  const id = `inb_${String(Math.random()).slice(2)}`;
  await store.inbox.receive([
    { id, receivedAt: at, attempts: 0, parked: false, content: { type: "event", event: event as never } },
  ]);
}
