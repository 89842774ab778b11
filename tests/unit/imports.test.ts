import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

let house = "";

/** A house with the rooms of this one, its rules, and next to nothing in it. */
beforeAll(async () => {
  house = mkdtempSync(path.join(tmpdir(), "earshot-imports-"));
  for (const file of ["biome.json", "tsconfig.json", "package.json", ".gitignore"])
    copyFileSync(path.join(root, file), path.join(house, file));
  symlinkSync(path.join(root, "node_modules"), path.join(house, "node_modules"));
  await promisify(execFile)("git", ["init", "--quiet"], { cwd: house });
  for (const room of ["core", "store", "sources", "outlets", "portal"])
    plant(`packages/${room}/thing.ts`, "export const thing = 1;\n");
  plant("functions/thing.ts", "export const thing = 1;\n");
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, file), text);
}

/** What `biome check` says of the house: nothing where all is well. */
async function check(): Promise<string> {
  try {
    await promisify(execFile)(path.join(root, "node_modules/.bin/biome"), ["check", "--max-diagnostics=200", "."], {
      cwd: house,
    });
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return stdout + stderr || String(error);
  }
}

async function checkWith(files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) plant(file, text);
  try {
    return await check();
  } finally {
    for (const file of Object.keys(files)) rmSync(path.join(house, file));
  }
}

const importing = (from: string): string => `import { thing } from "${from}";\n\nexport const planted = thing;\n`;

const forbidden: [room: string, what: string][] = [
  ...["store", "sources", "outlets", "portal"].map((other): [string, string] => ["core", `@earshot/${other}/thing.ts`]),
  ...["sources", "outlets", "portal"].map((other): [string, string] => ["store", `@earshot/${other}/thing.ts`]),
  ...["store", "outlets", "portal"].map((other): [string, string] => ["sources", `@earshot/${other}/thing.ts`]),
  ...["store", "sources", "portal"].map((other): [string, string] => ["outlets", `@earshot/${other}/thing.ts`]),
  ...["store", "sources", "outlets"].map((other): [string, string] => ["portal", `@earshot/${other}/thing.ts`]),
  ...["core", "store", "sources", "outlets", "portal"].map((room): [string, string] => [
    room,
    "../../functions/thing.ts",
  ]),
  ["core", "@aws-sdk/client-dynamodb"],
  ["core", "hono"],
  ["core", "@octokit/rest"],
  ["core", "@slack/web-api"],
];

describe("npm run check", () => {
  it("passes a house in order", async () => {
    expect(await check()).toBe("");
  });

  it("passes every room's import of core", async () => {
    const rooms = ["store", "sources", "outlets", "portal"].map((room) => [
      `packages/${room}/planted.ts`,
      importing("@earshot/core/thing.ts"),
    ]);
    expect(await checkWith(Object.fromEntries(rooms))).toBe("");
  });

  it("fails on every import against the direction, each in its place", async () => {
    const files = Object.fromEntries(
      forbidden.map(([room, what], i) => [`packages/${room}/planted${i}.ts`, importing(what)]),
    );
    const said = await checkWith(files);
    const told = Object.keys(files).filter((file) =>
      new RegExp(`${file}:\\d+:\\d+ lint/style/noRestrictedImports`).test(said),
    );
    expect(told).toEqual(Object.keys(files));
  });

  it("fails on imports that go round in a circle", async () => {
    const said = await checkWith({
      "packages/core/one.ts": 'import { two } from "./two.ts";\n\nexport const one = (): number => two();\n',
      "packages/core/two.ts": 'import { one } from "./one.ts";\n\nexport const two = (): number => one();\n',
    });
    expect(said).toMatch(/packages\/core\/(?:one|two)\.ts:\d+:\d+ lint\/suspicious\/noImportCycles/);
  });
});
