import type { Board, Team } from "@earshot/core/board.ts";
import type { Correction } from "@earshot/core/correction.ts";
import { isError } from "@earshot/core/error.ts";
import type { SettingVersions } from "@earshot/core/ports.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";

const billing: Board = { id: "billing", name: "Billing", team: "money", claims: ["discourse:category:7"] };
const app: Board = { id: "app", name: "The app", claims: [] };
const money: Team = {
  id: "money",
  name: "Money",
  repository: "acme/money",
  channel: "#money",
  digest: { weekday: 5, hour: 17, timeZone: "Europe/Vienna" },
};
const core: Team = { id: "core", name: "Core", digest: { weekday: 1, hour: 8, timeZone: "UTC" } };

contract("settings", (open) => {
  test("there are no boards and no teams until somebody makes one", async () => {
    const { settings } = await open();
    expect(await settings.boards()).toEqual([]);
    expect(await settings.teams()).toEqual([]);
  });

  test("boards and teams come back as they were put, each kind by itself, in the order of their names", async () => {
    const { settings } = await open();
    await Promise.all([settings.putBoard(billing), settings.putTeam(money), settings.putBoard(app)]);
    await settings.putTeam(core);
    expect(await settings.boards()).toEqual([app, billing]);
    expect(await settings.teams()).toEqual([core, money]);
  });

  test("putting one again replaces it whole", async () => {
    const { settings } = await open();
    await settings.putBoard(billing);
    const { team: _, ...ownerless } = { ...billing, name: "Bills" };
    await settings.putBoard(ownerless);
    expect(await settings.boards()).toEqual([ownerless]);
  });

  test("a board and a team of the same name are two things", async () => {
    const { settings } = await open();
    await settings.putBoard({ ...app, id: "core" });
    await settings.putTeam(core);
    expect(await settings.boards()).toEqual([{ ...app, id: "core" }]);
    expect(await settings.teams()).toEqual([core]);
  });

  test("what is set with its entry in the audit trail is set as a whole, and only over what was read", async () => {
    const { settings, corrections } = await open();
    const entry = (name: string): Correction => ({
      ...{
        id: `cor_${name}`,
        kind: "set",
        at: "2026-11-01T10:00:00.000Z",
        by: "Mara",
        text: "",
        before: "",
        after: "",
      },
      ...{ themes: [], moves: [], state: "done", revision: 1 },
    });
    const set = (name: string, change: SettingVersions) =>
      corrections.write({
        corrections: [{ next: entry(name), previous: undefined }],
        settings: [change],
        ...{ heads: [], feedback: [], deliveries: [], fact: undefined, count: [] },
      });
    const [renamed, other] = [
      { ...billing, name: "Bills" },
      { ...app, guests: true },
    ];
    await set("1", { of: "board", next: billing, previous: undefined });
    await set("2", { of: "team", next: core, previous: undefined });
    await set("3", { of: "board", next: renamed, previous: billing });
    await set("4", { of: "team", next: { ...core, mail: ["ada@example.org"], fallback: true }, previous: core });
    const stale: SettingVersions[] = [
      { of: "board", next: other, previous: billing },
      { of: "board", next: { ...other, id: "billing" }, previous: undefined },
      { of: "board", next: app, previous: app },
      { of: "team", next: money, previous: core },
      { of: "team", next: core, previous: { ...core, mail: ["bo@example.org"], fallback: true } },
    ];
    for (const change of stale) await expect(set("5", change)).rejects.toSatisfy((error) => isError(error, "conflict"));
    expect(await settings.boards()).toEqual([renamed]);
    expect(await settings.teams()).toEqual([{ ...core, mail: ["ada@example.org"], fallback: true }]);
    expect(await corrections.get("cor_5")).toBeUndefined();
    expect(await corrections.get("cor_4")).toEqual(entry("4"));
  });
});
