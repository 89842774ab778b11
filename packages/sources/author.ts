import { type FeedbackEvent, limits } from "@earshot/core/feedback.ts";
import { Alias } from "@earshot/core/person.ts";
import { clip, tidy } from "./text.ts";

export interface Named {
  /** The source's own name for the person, which edits do not change. */
  id?: string | undefined;
  email?: string | undefined;
  name?: string | undefined;
}

/** Who said it, as a source names people; undefined when it names nobody. What is no alias is left out. */
export function authorOf(source: string, { id, email, name }: Named): FeedbackEvent["author"] {
  const told = [id ? `${source}:${id}` : "", email && /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? `email:${email}` : ""];
  const aliases = told.flatMap((alias) => Alias.safeParse(alias).data ?? []);
  const called = clip(tidy(name ?? "").replaceAll("\n", " "), limits.name);
  if (aliases.length === 0 && called === "") return undefined;
  return { aliases, ...(called !== "" && { name: called }) };
}
