import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { EarshotError } from "@earshot/core/error.ts";
import * as z from "zod";

/** The file that is written last: an export without it was broken off. */
export const manifestFile = "manifest.json";

/** What one file of an export holds; `work` is restored after all `facts`. */
const ExportFile = z.object({
  name: z.string().regex(/^(facts|work)-\d{5}\.jsonl$/),
  stage: z.enum(["facts", "work"]),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
});
export type ExportFile = z.infer<typeof ExportFile>;

/** What an export is: of which table, in which shape, and how each of its files has to be. */
export const Manifest = z.object({
  format: z.literal("earshot export 1"),
  /** The shape of the rows (packages/store/migrations.ts). */
  shape: z.number().int().min(1),
  table: z.string(),
  /** What was acknowledged before it began is in it. */
  beganAt: z.string(),
  endedAt: z.string(),
  /** Rows by kind. One that changed meanwhile is there more than once. */
  rows: z.record(z.string(), z.number().int()),
  files: z.array(ExportFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** @throws EarshotError that says in one line what is wrong with the folder. */
export function readManifest(folder: string): Manifest {
  const file = path.join(folder, manifestFile);
  if (!existsSync(folder)) throw new EarshotError("missing", `There is no folder ${folder}.`);
  if (!existsSync(file))
    throw new EarshotError(
      "input",
      `${folder} holds no complete export: it has no ${manifestFile}, which is written last.`,
    );
  const read = Manifest.safeParse(json(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new EarshotError("input", `${file} cannot be used: ${issue?.path.join(".")}: ${issue?.message}.`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
