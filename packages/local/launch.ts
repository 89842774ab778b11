import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm start`: makes plain JavaScript of the product, which takes half a second, and becomes the process that runs it.
 * What translates TypeScript as it is imported stays in memory with all it knows: a quarter of what the product needs.
 * Node itself reads this file, and no other of ours: it knows none of our package names.
 */

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Beneath the packages, so that the engine's is found from there. */
const builds = path.join(root, "node_modules", ".cache", "earshot");

/** Garbage is collected often and in small parts: it leaves half as much memory in use, and costs a tenth of the speed. */
const memory = ["--max-semi-space-size=8", "--heap-growing-percent=50"];

/** Packages in CommonJS want a `require`. */
const banner = `import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);`;

/** The file to run. Each content has a folder of its own, which appears whole: others may be running it. */
function built(): string {
  const making = mkdtempSync(path.join(builds, "making-"));
  const esbuild = createRequire(import.meta.url).resolve("esbuild/bin/esbuild");
  const options = [
    ...["--bundle", "--splitting", "--keep-names", "--platform=node", "--format=esm", "--target=esnext"],
    ...["--main-fields=module,main", "--out-extension:.js=.mjs", `--banner:js=${banner}`, "--log-level=error"],
  ];
  execFileSync(esbuild, ["packages/local/start.ts", ...options, `--outdir=${making}`], { cwd: root, stdio: "inherit" });
  const hash = createHash("sha256");
  for (const name of readdirSync(making).sort()) hash.update(name).update(readFileSync(path.join(making, name)));
  const folder = path.join(builds, hash.digest("hex").slice(0, 16));
  try {
    renameSync(making, folder);
  } catch (error) {
    // There is the same already, be it since a moment ago.
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true });
  }
  return path.join(folder, "start.mjs");
}

function isWritable(): boolean {
  try {
    mkdirSync(builds, { recursive: true });
    accessSync(builds, constants.W_OK);
    return true;
  } catch {
    // Installed by somebody else, or onto a disk that cannot be written to.
    return false;
  }
}

// Where nothing can be written, or a process cannot become another, it is run here as it is.
if (process.execve && process.platform !== "win32" && isWritable())
  process.execve(process.execPath, [process.execPath, ...memory, built()], process.env);
const { register } = await import("tsx/esm/api");
register();
await import("./start.ts");
