import type { Board, Team } from "@earshot/core/board.ts";
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
});
