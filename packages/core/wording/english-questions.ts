import { app, type Rule, rule, who } from "./english-rule.ts";

/** After these a question has its subject second: "why is my card", not "why my card is". */
const inverted =
  "(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|must|may|might|not|\\p{L}+n't|cannot|it|this|that|there|you|they|i|we|he|she)";

/** What was asked as what is the matter, or as how to do it: "can't X", "X declined", "how to X". */
export const questions: readonly Rule[] = [
  rule(`why (?:can't|cannot|can not|couldn't|can) ${who} (?:not )?(?:even |just )?(.+)`, (x) => `can't ${x}`),
  rule("why is there (?!no\\b|not\\b)(?:an? )?(.+)", (x) => x),
  rule("why (?:can't|isn't|is) there (?:be )?(?:no |not )?(?:an? )?(.+)", (x) => `no ${x}`),
  rule(
    `why (?:won't|doesn't|wouldn't|does|will) ${app} (?:not )?(?:let|allow) (?:me|us|you) (?:to )?(.+)`,
    (x) => `can't ${x}`,
  ),
  rule(
    "why (?:hasn't|has|haven't|have) (?:my |the )?(.+?) (?:not |yet )*(arrived|come|been|shown|gone|updated|worked|changed|cleared|posted|appeared|reached)(.*)",
    (thing, verb, rest) => `${thing} hasn't ${verb}${rest}`,
  ),
  rule(
    "why (?:is|are|was|were)(?:n't| not) (?:my |the )?(.+?) (working|available|showing|loading|updating|there|here|possible|accepted|activated|complete|completed|responding|updated|playing|shown|visible|opening)(.*)",
    (thing, state, rest) => `${thing} not ${state}${rest}`,
  ),
  rule(
    "why (?:is|are|was|were) (?:my |the )?(.+?) (not|still|so|being|always|blocked|pending|declined|wrong|different|missing|failing|taking|gone|charged|rejected|cancelled|down|slow) ?(.*)",
    (thing, state, rest) => `${thing} ${state} ${rest}`,
  ),
  rule(
    `(?:why|how come) (?:is it (?:that )?)?(?:${who}|${app}) ((?:can't|cannot|couldn't|won't|doesn't|don't|didn't|haven't|hasn't|isn't|keeps?)\\b.+)`,
    (x) => x,
  ),
  rule(
    `(?:why|how come) (?:is it (?:that )?)?(?:my |the |our )?(?!${inverted}\\b)((?:\\p{L}+ ){1,3}(?:is|are|was|were|won't|doesn't|don't|isn't|aren't|wasn't|hasn't|haven't|keeps?|has been|have been) .+)`,
    (x) => x,
  ),
  rule("why (?:do|did) (?:i|we) not (.+)", (x) => `don't ${x}`),
  rule("why (?:was|am|were) (?:i|we) (?:get |being |been )?(.+)", (x) => x),
  rule("why (?:doesn't|does not|don't|didn't) (?:it|this|the app) (.+)", (x) => `doesn't ${x}`),
  rule(
    "why (?:doesn't|don't) (?:my |the )?(\\p{L}+(?: \\p{L}+)?) (work|load|open|play|sync|show|update|connect|appear|arrive|function)(.*)",
    (thing, verb, rest) => `${thing} ${/s$/.test(thing) ? "don't" : "doesn't"} ${verb}${rest}`,
  ),
  rule(
    "why (?:did|does|do|would) (?:my |the )?(\\p{L}+(?: \\p{L}+)?) (?:not|get|keep) (.+)",
    (thing, x) => `${thing} ${x}`,
  ),
  rule(
    "why (?:not|don't you|can't you|don't they|can't they|couldn't you) (?:guys )?(?:just )?(?:have|add|put|get) (.+)",
    (x) => `add ${x}`,
  ),
  rule("why (?:not|don't you|can't you|couldn't you) (?:guys )?(?:just )?(.+)", (x) => x),

  rule("how (?:do|can|would|should|could) (?:i|we|you|one) go about (.+)", (x) => x),
  rule(
    "(how|where) (?:(?:do|can|would|should|could|might|must) (?:i|we|you|u|one|someone|people)|to)(?: (?:possibly|just|actually|please|now|also|even|be able to))* (.+)",
    (asked, x) => `${asked} to ${x}`,
  ),
  rule("how (?:am i|are we|is one) (?:able|supposed|meant) to (.+)", (x) => `how to ${x}`),
  rule("what (?:do|should|can|must) (?:i|we) (?:need to |have to )?do (?:in order )?to (.+)", (x) => `how to ${x}`),
  rule(
    "what (?:do|should|can|must) (?:i|we) (?:need to |have to )?do (?:if|when|after) (?:(?:i|we) (?!am\\b|have\\b))?(.+)",
    (x) => x,
  ),
  rule(
    "what (?:do|should|can|must) (?:i|we) (?:need to |have to )?do (?:about|with) (.+)",
    (x) => `what to do about ${x}`,
  ),
];
