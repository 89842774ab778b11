import { unaccented } from "../accents.ts";
import type { Language } from "../language.ts";
import { onFirstUse } from "../lazily.ts";

/**
 * Several words that mean one thing, and of which each alone means another: "mot de passe" (password) is no bus that
 * "passe". As they are typed without accents; what stands for them is one word.
 */
const expressions: Partial<Record<Language, readonly (readonly [string, string])[]>> = {
  fr: [
    ["mot de passe", "motdepasse"],
    ["mots de passe", "motdepasse"],
    ["mise a jour", "majour"],
    ["mises a jour", "majour"],
    ["hors ligne", "horsligne"],
    ["hors connexion", "horsligne"],
    ["temps reel", "tempsreel"],
  ],
  es: [
    ["sin conexion", "sinconexion"],
    ["inicio de sesion", "login"],
    ["iniciar sesion", "login"],
  ],
  it: [["fuori linea", "offline"]],
  pt: [["palavra passe", "senha"]],
};

const byFirst = onFirstUse(() => {
  const found = new Map<Language, Map<string, { rest: string[]; whole: string }[]>>();
  for (const [language, list] of Object.entries(expressions) as [Language, readonly (readonly [string, string])[]][]) {
    const starts = new Map<string, { rest: string[]; whole: string }[]>();
    found.set(language, starts);
    for (const [expression, whole] of list) {
      const [first = "", ...rest] = expression.split(" ");
      starts.set(first, [...(starts.get(first) ?? []), { rest, whole }]);
    }
  }
  return found;
});

/** The words of a text in order, with one word for each such expression. */
export function withExpressions(words: readonly string[], language: Language): readonly string[] {
  const starts = byFirst().get(language);
  if (starts === undefined) return words;
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const found = starts
      .get(unaccented(words[at] ?? ""))
      ?.find(({ rest }) => rest.every((word, i) => unaccented(words[at + 1 + i] ?? "") === word));
    joined.push(found?.whole ?? words[at] ?? "");
    at += found?.rest.length ?? 0;
  }
  return joined;
}
