import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * SST's components, as the SST command carries them, in a folder of their own under node_modules/.cache: there they
 * outlive a test run and are found again by every later one. They take about half a minute and 320 MB once.
 */
const run = promisify(execFile);

export const root = resolve(import.meta.dirname, "../..");
const sst = resolve(fileURLToPath(import.meta.resolve("sst")), "../..");
const cache = join(root, "node_modules/.cache/earshot-sst");

export interface Platform {
  /** Holds `.sst/platform`, and what tests keep beside it. */
  readonly home: string;
}

/** @returns undefined where there is no registry to get the components' packages from. */
export async function findPlatform(): Promise<Platform | undefined> {
  const { version } = JSON.parse(await readFile(join(sst, "package.json"), "utf8")) as { version: string };
  const home = join(cache, version);
  if (!existsSync(home) && !(await install(home, version))) return undefined;
  return { home };
}

/** Installs aside and moves into place, so that a run cut short, or two at once, leave nothing half done. */
async function install(home: string, version: string): Promise<boolean> {
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, "installing-"));
  try {
    await copyConfig(aside);
    await run(process.execPath, [join(sst, "bin/sst.mjs"), "install", "--stage", "ci"], {
      cwd: aside,
      env: {
        ...process.env,
        SST_TELEMETRY_DISABLED: "1",
        SST_SKIP_DEPENDENCY_CHECK: "1",
        SST_NO_BUN: "1",
        AWS_EC2_METADATA_DISABLED: "true",
      },
    });
    if (!existsSync(join(aside, ".sst/platform/src/auto/run.ts"))) throw new Error("sst install left no components");
    await rename(aside, home).catch((error: unknown) => {
      if (!existsSync(home)) throw error;
    });
    return true;
  } catch (error) {
    const reachable = await run("npm", ["view", `sst@${version}`, "version"], { cwd: root }).then(
      () => true,
      () => false,
    );
    if (reachable) throw error;
    return false;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * Type-checks sst.config.ts beside the components that its first line refers to.
 * The components do not pass our own compiler options, hence plain `strict`.
 * @returns what the compiler complains of; nothing when all is well.
 */
export async function typeErrors({ home }: Platform): Promise<string> {
  await copyConfig(home);
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2024",
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    preserveSymlinks: true,
    noUncheckedSideEffectImports: false,
    types: ["node"],
    paths: { "@earshot/*": ["./packages/*"] },
  };
  const project = join(home, "tsconfig.json");
  await writeFile(project, JSON.stringify({ compilerOptions: options, files: ["sst.config.ts"] }));
  try {
    await run(join(root, "node_modules/.bin/tsc"), ["--project", project]);
    return "";
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    // What the configuration imports of ours is checked with the rest of it, and more strictly.
    const ours = /^\S*(functions|packages)\/\S+: error .*\n(\s.*\n)*/gm;
    if (stdout === "") throw new Error(`The compiler did not run: ${stderr}`, { cause: error });
    return stdout.replace(ours, "");
  }
}

async function copyConfig(folder: string): Promise<void> {
  await cp(join(root, "sst.config.ts"), join(folder, "sst.config.ts"));
  for (const imported of ["packages", "functions"]) {
    await rm(join(folder, imported), { force: true });
    await symlink(join(root, imported), join(folder, imported), "dir");
  }
}
