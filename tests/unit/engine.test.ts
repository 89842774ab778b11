import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findEngine, type Surroundings, startEngine } from "@earshot/local/engine.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "earshot-engine-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nowhere: Surroundings = {
  platform: "plan9-mips",
  path: "",
  resolve: () => undefined,
  fetchable: async () => false,
};

describe("finding the engine", () => {
  test("an installed package of the platform comes first", async () => {
    const asked: string[] = [];
    const resolve = (name: string) => {
      asked.push(name);
      return "/modules/@dynoxide/plan9-mips/package.json";
    };
    expect(await findEngine({ ...nowhere, path: folder, resolve, fetchable: async () => true })).toEqual({
      command: "/modules/@dynoxide/plan9-mips/dynoxide",
      args: [],
    });
    expect(asked).toEqual(["@dynoxide/plan9-mips/package.json"]);
  });

  test("then one on the path", async () => {
    const file = path.join(folder, "dynoxide");
    writeFileSync(file, "");
    chmodSync(file, 0o755);
    const found = await findEngine({
      ...nowhere,
      path: `/nowhere${path.delimiter}${folder}`,
      fetchable: async () => true,
    });
    expect(found).toEqual({ command: file, args: [] });
  });

  test("then one that npm can fetch", async () => {
    const found = await findEngine({ ...nowhere, fetchable: async (name) => name === "dynoxide" });
    expect(found.command).toBe("npm");
    expect(found.args).toContain("--package=dynoxide");
  });

  test("where there is none, one line says for which platform and what to do", async () => {
    await expect(findEngine(nowhere)).rejects.toMatchObject({
      kind: "missing",
      message: expect.stringMatching(/^[^\n]*plan9-mips[^\n]*AWS_ENDPOINT_URL_DYNAMODB[^\n]*$/),
    });
  });
});

describe("starting the engine", () => {
  test("one that stops at once is told by its last words", async () => {
    const program = { command: "sh", args: ["-c", "echo warming up >&2; echo the file is broken >&2; exit 3"] };
    await expect(startEngine(folder, program)).rejects.toMatchObject({
      kind: "upstream",
      message: expect.stringMatching(/stopped at once: the file is broken$/),
    });
  });

  test("so is one that cannot be run at all", async () => {
    const program = { command: path.join(folder, "not-there"), args: [] };
    await expect(startEngine(folder, program)).rejects.toMatchObject({ kind: "upstream" });
  });
});
