import { askErasure, Erased } from "@earshot/core/erasure.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { OwnRecord } from "@earshot/core/own-record.ts";
import { parseAlias } from "@earshot/core/person.ts";
import { ownRecord } from "@earshot/core/recording.ts";
import * as z from "zod";
import { route } from "./route.ts";

const ErasureView = z
  .object({
    id: z.string(),
    state: z.enum(["under_way", "done"]),
    askedAt: z.string(),
    doneAt: z.string().optional(),
    feedback: Erased.unwrap().shape.feedback.optional().describe("Pieces of feedback of which only the id is left."),
    look: Erased.unwrap()
      .shape.look.optional()
      .describe("Themes where people wrote something that may quote the person: theirs to look at."),
  })
  .meta({ id: "Erasure" });

export const peopleRoutes = [
  route({
    method: "get",
    path: "/people/{alias}/export",
    summary: "Everything that is kept about a person, under all names that were found to be hers.",
    result: OwnRecord,
    handle: (deps, { params: { alias } }) => ownRecord(deps, parseAlias(alias)),
  }),

  route({
    method: "delete",
    path: "/people/{alias}",
    summary:
      "Erase a person: everything she said, voted for and follows, under all her names. Done within minutes; what she says later is new. Again begins anew.",
    status: 202,
    result: ErasureView,
    async handle(deps, { params: { alias } }) {
      const { id, askedAt } = await askErasure(deps, parseAlias(alias));
      return { id, state: "under_way" as const, askedAt };
    },
  }),

  route({
    method: "get",
    path: "/erasures/{erasure}",
    summary: "How far an erasure is.",
    result: ErasureView,
    async handle(deps, { params: { erasure } }) {
      const found = /^ers_[0-9a-z]{1,40}$/.test(erasure) ? await deps.erasures.stateOf(erasure) : undefined;
      if (found === undefined) throw new EarshotError("missing", "There is no such erasure.");
      return found;
    },
  }),
];
