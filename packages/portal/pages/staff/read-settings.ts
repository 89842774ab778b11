import { Board, Team } from "@earshot/core/board.ts";
import { isTimeZone } from "@earshot/core/calendar.ts";
import * as z from "zod";
import type { Texts } from "../texts.ts";
import { textIn } from "./acting.tsx";
import { wrong } from "./refusal.ts";
import { readAs, readRule } from "./rules.ts";

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** A board as its form tells it. What the form does not show stays as it was. */
export function readBoard(fields: URLSearchParams, known: Board | undefined): z.input<typeof Board> {
  const team = textIn(fields, "team");
  const { team: _, guests: _g, approval: _a, ...rest } = known ?? { id: "" };
  return {
    ...rest,
    id: known?.id ?? readAs(Board.unwrap().shape.id, textIn(fields, "id"), "id"),
    name: readAs(Board.unwrap().shape.name, textIn(fields, "name"), "name"),
    ...(team !== "" && { team }),
    claims: readAs(Board.unwrap().shape.claims, lines(textIn(fields, "claims")), "claims"),
    granularity: readAs(Board.unwrap().shape.granularity, textIn(fields, "granularity") || "normal", "granularity"),
    ...(fields.has("guests") && { guests: true }),
    ...(fields.has("approval") && { approval: true }),
  };
}

const count = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const Hour = count.pipe(z.number().max(23));
const Weekday = count.pipe(z.number().min(1).max(7));

/** How many fields for rules a form can bring. */
const mostRules = 51;

/**
 * A team as its form tells it.
 * @throws EarshotError `input` that names the field at fault.
 */
export function readTeam(
  fields: URLSearchParams,
  known: Team | undefined,
  texts: Texts["staff"]["setup"],
): z.input<typeof Team> {
  const optional = (name: string) => textIn(fields, name) || undefined;
  const rules = Array.from({ length: mostRules }, (_, i) => `rule${i + 1}`).flatMap(
    (name) => readRule(textIn(fields, name), name, texts) ?? [],
  );
  const supporters = optional("supporters");
  const mail = textIn(fields, "mail")
    .split(/[\s,;]+/)
    .filter((address) => address !== "");
  const rising = fields.has("rising");
  const { shape } = Team.unwrap();
  return {
    id: known?.id ?? readAs(shape.id, textIn(fields, "id"), "id"),
    name: readAs(shape.name, textIn(fields, "name"), "name"),
    repository: readAs(shape.repository, optional("repository"), "repository"),
    channel: readAs(shape.channel, optional("channel"), "channel"),
    ...(mail.length > 0 && { mail: readAs(shape.mail, mail, "mail") }),
    ...(rules.length > 0 && { rules }),
    ...(fields.has("fallback") && { fallback: true }),
    ...((supporters !== undefined || rising) && {
      issueRule: {
        ...(supporters !== undefined && {
          supporters: readAs(count.pipe(z.number().min(1)), supporters, "supporters"),
        }),
        ...(rising && { rising }),
      },
    }),
    digest: {
      weekday: readAs(Weekday, textIn(fields, "weekday"), "weekday"),
      hour: readAs(Hour, textIn(fields, "hour"), "hour"),
      timeZone: readTimeZone(textIn(fields, "timeZone"), texts),
    },
  };
}

function readTimeZone(name: string, texts: Texts["staff"]["setup"]): string {
  if (!isTimeZone(name)) throw wrong("timeZone", texts.timeZoneWrong);
  return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
}
