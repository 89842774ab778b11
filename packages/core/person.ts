import * as z from "zod";
import { EarshotError } from "./error.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";

/**
 * Where one is known by which name: `email:ann@example.org`, `discourse:42`, `zendesk:8447388090494`,
 * `member:psn_…`. Lower case before the colon; e-mail addresses are lower case throughout.
 */
export const Alias = z
  .string()
  .trim()
  .max(320)
  .regex(/^[a-z][a-z0-9_-]{0,31}:\S(?:.*\S)?$/u, "an alias looks like email:ann@example.org or discourse:42")
  .transform((alias) => (alias.startsWith("email:") ? alias.toLowerCase() : alias));
export type Alias = z.infer<typeof Alias>;

/** Reads an alias or says what one looks like. */
export function parseAlias(text: string): Alias {
  const parsed = Alias.safeParse(text);
  if (!parsed.success) throw new EarshotError("input", "An alias looks like email:ann@example.org or discourse:42.");
  return parsed.data;
}

/**
 * The same of somebody who may be named for the first time: nobody is called by what no mail reaches, or nobody can read.
 * Aliases that are stored may be older than this.
 */
export function parseNewAlias(text: string): Alias {
  const alias = parseAlias(text);
  const unreachable = alias.startsWith("email:") && !/^email:[^\s@]+@[^\s@]+$/.test(alias);
  if (/\p{Cc}/u.test(alias) || unreachable)
    throw new EarshotError("input", "An alias looks like email:ann@example.org or discourse:42.");
  return alias;
}

/**
 * Each alias names a person of its own until somebody finds that two are one: then one person's row points `into`
 * the other's. So nothing has to be written for a person who is known by one name only, which most people are, and
 * who somebody is never depends on the order in which things arrive (union-find over rows).
 */
export const Person = lazily(() =>
  z.object({
    id: z.string(),
    /** The alias this person was made from. */
    alias: Alias.optional(),
    /** Set once this person was found to be another; follow it. */
    into: z.string().optional(),
    /** The people who were found to be this one, whatever they were joined through. */
    joined: z.array(z.string()).default([]),
    joinedAt: z.string().optional(),
  }),
);
export type Person = z.infer<typeof Person>;

/** The person an alias names as long as nothing says otherwise. */
export function personOf(alias: Alias): string {
  return idFrom("person", alias);
}

/** Which of two people stays when both are found to be one: the same whichever is named first. */
export function keeperOf(a: string, b: string): { keeper: string; joining: string } {
  return a < b ? { keeper: a, joining: b } : { keeper: b, joining: a };
}
