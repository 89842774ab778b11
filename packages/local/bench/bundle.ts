import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Of SST's options for a function in Node, those that we set. */
export interface Packing {
  minify?: boolean;
  splitting?: boolean;
  esbuild?: { external?: string[] };
}

export interface Bundle {
  exports: string[];
  /** Of all chunks together: what is deployed. */
  bytes: number;
  /** Of the entry and the chunks it cannot do without: what a cold start reads. */
  loadedBytes: number;
  /** Where the entry is, where chunks were written to. */
  entry: string;
}

/**
 * Bundles a handler as SST 4 does; into a folder where one is named.
 * @see https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go
 */
export async function bundle(
  handler: string,
  { minify = false, splitting = false, esbuild = {} }: Packing,
  into?: string,
): Promise<Bundle> {
  const source = handler.replace(/\.[^./]+$/, ".ts");
  const { metafile } = await build({
    entryPoints: [source],
    outdir: into ?? "node_modules/.cache/earshot-sst/bundles",
    outExtension: { ".js": ".mjs" },
    write: into !== undefined,
    bundle: true,
    splitting,
    metafile: true,
    minify,
    keepNames: true,
    format: "esm",
    target: "esnext",
    platform: "node",
    mainFields: ["module", "main"],
    external: ["sharp", "pg-native", ...(esbuild.external ?? [])],
    // Its own, word for word: packages in CommonJS want a `require`.
    banner: {
      js: `import { createRequire as topLevelCreateRequire } from 'module';
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"
const __filename = topLevelFileUrlToPath(import.meta.url)
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))
`,
    },
    absWorkingDir: root,
    logLevel: "silent",
  });
  const { outputs } = metafile;
  const [entry = ""] = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === source);
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const { kind, path: other } of outputs[name]?.imports ?? [])
      if (kind === "import-statement" && other in outputs) load(other);
  };
  load(entry);
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + (outputs[name]?.bytes ?? 0), 0);
  return {
    exports: outputs[entry]?.exports ?? [],
    bytes: sum(Object.keys(outputs)),
    loadedBytes: sum(loaded),
    entry: path.resolve(root, entry),
  };
}
