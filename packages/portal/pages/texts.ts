import { once } from "@earshot/core/once.ts";
import type { Texts } from "./texts/en.ts";

export type { Texts } from "./texts/en.ts";

/** What is known of a language before anybody reads it: its texts are loaded with the first page in it. */
interface Language {
  readonly code: string;
  /** What it calls itself. */
  readonly name: string;
  readonly texts: () => Promise<Texts>;
}

const english: Language = { code: "en", name: "English", texts: once(async () => (await import("./texts/en.ts")).en) };

/** The languages the pages speak, English first. A third one is one more file of `texts/`, named here. */
export const languages: readonly Language[] = [
  english,
  { code: "de", name: "Deutsch", texts: once(async () => (await import("./texts/de.ts")).de) },
];

const spoken = (code: string | undefined): Language | undefined => languages.find((one) => one.code === code);

/** The texts asked for by name (`?lang=de`), or else those a browser prefers (RFC 9110, 12.5.4); English failing all. */
export function textsFor(chosen: string | undefined, acceptLanguage: string | undefined): Promise<Texts> {
  const preferred = (acceptLanguage ?? "")
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return { code: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ code }) => spoken(code))
    .find((language) => language !== undefined);
  return (spoken(chosen) ?? preferred ?? english).texts();
}
