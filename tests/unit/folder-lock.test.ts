import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lockFolder } from "@earshot/local/folder-lock.ts";
import { expect, it, onTestFinished } from "vitest";

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it("has one owner at a time", () => {
  const folder = temporaryFolder();
  const first = lockFolder(folder);
  expect(lockFolder(folder)).toBeUndefined();
  first?.release();
  const second = lockFolder(folder);
  expect(second).toBeDefined();
  second?.release();
});

it("is free at once when its owner is killed", async () => {
  const folder = temporaryFolder();
  const file = JSON.stringify(path.join(folder, "lock"));
  const script = `const lock = new (require("node:sqlite").DatabaseSync)(${file}); lock.exec("BEGIN EXCLUSIVE");
    console.log("locked"); setInterval(() => lock.isOpen, 1000);`;
  const owner = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((resolve) => owner.stdout.once("data", resolve));
  expect(lockFolder(folder)).toBeUndefined();
  const ended = new Promise((resolve) => owner.once("exit", resolve));
  owner.kill("SIGKILL");
  await ended;
  const lock = lockFolder(folder);
  expect(lock).toBeDefined();
  lock?.release();
});
