import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./platform.ts";

/** Bundles a handler as the SST command does for `nodejs: { minify }`, in memory. */
export async function bundle(handler: string, minify: boolean): Promise<{ exports: string[]; bytes: number }> {
  const { metafile } = await build({
    entryPoints: [join(root, handler.replace(/\.[^.]+$/, ".ts"))],
    outdir: join(root, "node_modules/.cache/earshot-sst/bundles"),
    write: false,
    bundle: true,
    metafile: true,
    minify,
    keepNames: true,
    format: "esm",
    target: "es2024",
    platform: "node",
    mainFields: ["module", "main"],
    external: ["sharp", "pg-native"],
    absWorkingDir: root,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  return { exports: output?.exports ?? [], bytes: output?.bytes ?? 0 };
}
