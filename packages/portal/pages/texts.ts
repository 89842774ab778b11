import { de } from "./texts/de.ts";
import { en, type Texts } from "./texts/en.ts";

export type { Texts } from "./texts/en.ts";

/** The languages the pages speak, English first. A third one is one more file of `texts/`, named here. */
export const languages: readonly Texts[] = [en, de];

const spoken = (code: string | undefined): Texts | undefined => languages.find((texts) => texts.code === code);

/** The texts asked for by name (`?lang=de`), or else those a browser prefers (RFC 9110, 12.5.4); English failing all. */
export function textsFor(chosen: string | undefined, acceptLanguage: string | undefined): Texts {
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
    .find((texts) => texts !== undefined);
  return spoken(chosen) ?? preferred ?? en;
}
