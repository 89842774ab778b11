import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { classify } from "@earshot/core/classify.ts";
import { prevailingAmong } from "@earshot/core/kind.ts";
import { redact } from "@earshot/core/redact.ts";
import { Vocabulary } from "@earshot/core/vocabulary.ts";
import { type Member, wordTheme } from "@earshot/core/wording.ts";
import { formed } from "./formed.ts";

/** A label is a board where it has this many items (reviews by app); else the whole file is one (questions by intent). */
const itemsOfBoard = 200;
/** Smaller themes say little about titles. */
const fewestMembers = 4;

interface Item extends Member {
  heat: number;
}

/**
 * What themes are called and how they are told, for scoring by eye: `--data F`, lines of `label<TAB>text`. One line of
 * JSON for each theme of four or more, the largest first on each board; the last says what a theme takes.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { data: { type: "string", multiple: true } } });
  for (const file of values.data ?? []) {
    let themes = 0;
    let milliseconds = 0;
    let slowest = 0;
    for (const [name, texts] of boards(file)) {
      const { members, vocabulary } = await clustered(texts);
      for (const items of members) {
        const begun = performance.now();
        const { title, titleScore, draft, summary, quotes } = wordTheme(items, vocabulary);
        const taken = performance.now() - begun;
        themes++;
        milliseconds += taken;
        slowest = Math.max(slowest, taken);
        const kind = prevailingAmong(items.map((item) => item.kind));
        const heat = percentile(items.map((item) => item.heat));
        const told = { size: items.length, title, titleScore, draft, kind, heat, summary, quotes };
        console.log(JSON.stringify({ bench: "titles", name, ...told }));
      }
    }
    const figure = (ms: number) => Number(ms.toFixed(2));
    console.log(
      JSON.stringify({
        bench: "titles",
        themes,
        ms_per_theme: figure(milliseconds / Math.max(1, themes)),
        ms_slowest: figure(slowest),
      }),
    );
  }
}

function boards(file: string): Map<string, string[]> {
  const byLabel = new Map<string, string[]>();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const tab = line.indexOf("\t");
    if (tab < 0) continue;
    const texts = byLabel.get(line.slice(0, tab)) ?? [];
    byLabel.set(line.slice(0, tab), texts);
    texts.push(redact(line.slice(tab + 1)));
  }
  if ([...byLabel.values()].every((texts) => texts.length >= itemsOfBoard)) return byLabel;
  return new Map([["all", [...byLabel.values()].flat()]]);
}

/** Themes as the product makes them: what asks for nothing stands apart. */
async function clustered(texts: readonly string[]): Promise<{ members: Item[][]; vocabulary: Vocabulary }> {
  const items = texts.flatMap((text, i): Item[] => {
    const { kind, heat, apart } = classify(text);
    const id = String(i);
    return apart === undefined ? [{ id, person: id, text, visibility: "public", kind, heat }] : [];
  });
  const vocabulary = new Vocabulary();
  for (const { text } of items) vocabulary.add(text);
  const themes = await formed(items.map(({ text }) => text));
  const members = [...Map.groupBy(items, (_, i) => themes[i] ?? "").values()].filter(
    (theme) => theme.length >= fewestMembers,
  );
  return { members: members.sort((a, b) => b.length - a.length), vocabulary };
}

/** The 75th percentile: a mean would drown the angry. */
function percentile(heats: readonly number[]): number {
  return [...heats].sort((a, b) => a - b)[Math.floor(heats.length * 0.75)] ?? 0;
}
