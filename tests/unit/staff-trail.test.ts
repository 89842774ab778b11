import type { Suggestion } from "@earshot/core/suggestion.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { type Place, place, visitor } from "./visitor.ts";

async function ines(at: Place) {
  const her = visitor(at);
  await her.signIn("ines@example.org");
  /** A second later, as entries stand in the order of their times. */
  const press: typeof her.press = (...given) => {
    at.clock.now += 1_000;
    return her.press(...given);
  };
  return { ...her, press };
}

const trail = ({ rows }: Place) => [...rows.corrections.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
const boardForm = { id: "prints", name: "Prints", claims: "", granularity: "normal" };
const teamForm = { name: "Payments", weekday: "1", hour: "8", timeZone: "Europe/Vienna" };
const path = (of: string, id: string) => `/admin/settings/${of}/${id}`;

/** A proposal about what is said in the second theme, which goes on having more. */
function proposed(at: Place): Suggestion {
  const said = exampleFeedback("would leave", { theme: at.second.id });
  at.rows.feedback.set(said.id, said);
  for (const { id } of [at.theme, at.second]) {
    const head = at.rows.themes.get(id);
    if (head) at.rows.themes.set(id, { ...head, feedback: 6 });
  }
  const suggestion: Suggestion = {
    ...{ id: "prp_one", board: at.theme.board, kind: "merge", themes: [at.theme.id, at.second.id] },
    ...{
      feedback: [said.id],
      reason: "They are alike.",
      examples: [],
      staying: [],
      state: "open",
      at: at.theme.createdAt,
      revision: 1,
    },
  };
  at.rows.suggestions.set(suggestion.id, suggestion);
  return suggestion;
}

/** What stands in the cards of a page. */
const cards = (html: string): string => [...html.matchAll(/<article class="card">.*?<\/article>/gs)].join("\n");

describe("the audit trail of settings", () => {
  it("says who changed which board, from what to what, in the reader's language, and takes it back", async () => {
    const at = place();
    const her = await ines(at);
    await her.press(path("boards", "new"), path("boards", "new"), boardForm);
    const made = at.rows.boards.get("prints");
    const toast = (await her.get(`/admin/settings?done=${trail(at)[0]?.id}`)).html;
    expect(toast).toContain('role="status"><span>Saved.</span></div>');
    await her.press(path("boards", "prints"), path("boards", "prints"), {
      ...{ ...boardForm, name: "Print", claims: "discourse:tag:print", approval: "on" },
    });
    expect(trail(at)).toMatchObject([
      {
        ...{ kind: "set", by: "ines@example.org", board: "prints", text: expect.stringContaining("name, claims") },
        setting: { of: "board", made: false, fields: ["name", "claims", "approval"], was: { name: "Prints" } },
      },
      { kind: "set", setting: { of: "board", id: "prints", made: true } },
    ]);
    const { html } = await her.get("/admin/audit?lang=de");
    expect(cards(html)).toContain("Bereich „Print“ geändert: Name, Ansprüche, Neue werden erst gelesen.");
    expect(cards(html)).toMatch(
      /<dt>Vorher<\/dt><dd dir="auto">Name: Prints; Ansprüche: keine Angabe; .*keine Angabe/s,
    );
    expect(cards(html)).toContain("Ansprüche: discourse:tag:print; Neue werden erst gelesen: ja");
    expect(cards(html)).not.toContain('lang="en"');
    // What was made stays: only the change has a way back.
    expect(html.match(/name="correction"/g)).toHaveLength(1);
    await her.press("/admin/audit", "/admin/undo", { correction: trail(at)[0]?.id ?? "", to: "/admin/audit" });
    expect(at.rows.boards.get("prints")).toEqual(made);
  });

  it("says so of teams, with their rules and lists, and says nothing where nothing was changed", async () => {
    const at = place();
    const her = await ines(at);
    const form = { ...teamForm, mail: "ada@example.org\nbo@example.org", rule1: "words: refund, pay back" };
    await her.press(path("teams", "new"), path("teams", "new"), { ...form, id: "pay" });
    await her.press(path("teams", "pay"), path("teams", "pay"), form);
    expect(trail(at)).toHaveLength(1);
    await her.press(path("teams", "pay"), path("teams", "pay"), { ...teamForm, hour: "17", supporters: "20" });
    const { html } = await her.get("/admin/audit?lang=de");
    expect(cards(html)).toContain("Team „Payments“ geändert:");
    expect(cards(html)).toContain("Bericht per Mail an: ada@example.org, bo@example.org");
    expect(cards(html)).toContain("Regeln: words: refund, pay back");
    expect(cards(html)).toContain("Issues von selbst: ab 20 Leute");
    expect(cards(html)).toContain("wann der Bericht kommt: Montag, 17:00, Europe/Vienna");
  });

  it("takes nothing back over what was set since, and says why in the reader's language", async () => {
    const at = place();
    const her = await ines(at);
    const save = (name: string) =>
      her.press(path("boards", "prints"), path("boards", "prints"), { ...boardForm, name });
    await her.press(path("boards", "new"), path("boards", "new"), boardForm);
    await save("Print");
    const [first] = trail(at);
    await save("Printing");
    const undo = { correction: first?.id ?? "", to: "/admin/audit" };
    const { status, html } = await her.press("/admin/audit", "/admin/undo?lang=de", undo);
    expect(status).toBe(409);
    expect(html).toContain("Es lässt sich nicht mehr rückgängig machen: Seither wurde etwas anderes entschieden.");
    expect(at.rows.boards.get("prints")).toMatchObject({ name: "Printing" });
    const english = /href="([^"]+)" lang="en"/.exec(html)?.[1] ?? "";
    expect(await her.get(english)).toMatchObject({ status: 303, location: "/admin/audit?lang=en" });
    const { status: refused, html: page } = await her.press("/admin/audit", "/admin/undo?lang=de", {
      ...{ correction: trail(at).at(-1)?.id ?? "", to: "/admin/audit" },
    });
    expect([refused, page.includes("Was angelegt wurde, wird nicht zurückgenommen")]).toEqual([409, true]);
  });
});

describe("a proposal", () => {
  it.each(["merge", "move"] as const)("to %s shows beside each theme what was said in it", async (kind) => {
    const at = place();
    const her = await ines(at);
    const [to, from] = [at.theme.id, at.second.id];
    const [one, other] = [exampleFeedback("leaves", { theme: from }), exampleFeedback("is near", { theme: to })];
    for (const said of [one, other]) at.rows.feedback.set(said.id, { ...said, text: `What ${said.id} says` });
    const suggestion = proposed(at);
    at.rows.suggestions.set(suggestion.id, {
      ...{ ...suggestion, kind, themes: kind === "merge" ? [to, from] : [from, to], feedback: [one.id] },
      examples: [{ feedback: one.id, near: other.id, similarity: 0.5 }],
    });
    const { html } = await her.get("/admin/proposals");
    const sides = [...html.matchAll(/\/admin\/themes\/(thm_\w+)".*?class="voice"[^>]*>([^<]*)</gs)];
    expect(Object.fromEntries(sides.map(([, theme, said]) => [theme, said]))).toEqual({
      [from]: `What ${one.id} says`,
      [to]: `What ${other.id} says`,
    });
  });
});

describe("a proposal's card", () => {
  it("is one of the largest, and says so where there are more", async () => {
    const at = place();
    const her = await ines(at);
    const one = proposed(at);
    const more = "These are the 20 largest; the others follow as you decide.";
    const page = async () => (await her.get("/admin/proposals")).html;
    for (let nth = 1; nth < 20; nth++) at.rows.suggestions.set(`prp_${nth}`, { ...one, id: `prp_${nth}` });
    expect(await page()).not.toContain(more);
    at.rows.suggestions.set("prp_20", { ...one, id: "prp_20" });
    expect(await page()).toContain(more);
    expect(await page()).toContain("21 proposals wait.");
  });

  it("says how much of it is left where the board has changed since", async () => {
    const at = place();
    const her = await ines(at);
    at.rows.suggestions.set("prp_one", { ...proposed(at), counts: { changing: 1, of: 1 } });
    const text = async (lang: string) => (await her.get(`/admin/proposals?lang=${lang}`)).html.replace(/<[^>]*>/g, "");
    expect(await text("en")).toContain(
      "Its only piece of feedback is nearest to the other theme. By now 1 of them is left there, of 6 pieces of feedback.",
    );
    expect(await text("de")).toContain("Inzwischen ist noch 1 davon dort, von 6 Beiträgen.");
  });

  it("to merge says which theme stays, by title, id and people, before and after", async () => {
    const at = place();
    const her = await ines(at);
    const [stays, joins] = [at.theme, at.second];
    for (const [head, supporters] of [
      [stays, 14],
      [joins, 7],
    ] as const)
      at.rows.themes.set(head.id, { ...head, supporters });
    at.rows.suggestions.set("prp_one", { ...proposed(at), counts: { changing: 5, of: 6 } });
    const text = (await her.get("/admin/proposals")).html.replace(/<[^>]*>/g, "");
    expect(text).toContain(`Stays${stays.title}14 people · ${stays.id}`);
    expect(text).toContain(`Joins it${joins.title}7 people · ${joins.id}`);
    expect(text).toContain("5 of 6 pieces of feedback are nearest to the other theme.");
    expect(text).toContain(`Afterwards: one theme, “${stays.title}”, with 14 to 21 people.`);
  });

  it("to split shows examples of what stays and of what leaves, and nothing that was withdrawn", async () => {
    const at = place();
    const her = await ines(at);
    const said = Object.fromEntries(
      ["stays", "too", "leaves", "along", "gone"].map((name) => {
        const one = exampleFeedback(name, name === "gone" ? { withdrawn: true } : { theme: at.theme.id });
        at.rows.feedback.set(one.id, { ...one, text: `This ${name}` });
        return [name, one.id];
      }),
    ) as Record<string, string>;
    const of = (name: string): string => said[name] ?? "";
    at.rows.suggestions.set("prp_one", {
      ...{ ...proposed(at), kind: "split", themes: [at.theme.id], feedback: [of("leaves"), of("along"), of("gone")] },
      examples: [
        { feedback: of("gone"), near: of("leaves"), similarity: 0.9 },
        { feedback: of("leaves"), near: of("along"), similarity: 0.5 },
      ],
      staying: [of("stays"), of("too")],
    });
    const { html } = await her.get("/admin/proposals");
    const sides = html
      .split('<section class="tight">')
      .slice(1)
      .map((side) => [...side.matchAll(/class="voice"[^>]*>([^<]*)</g)].map(([, text]) => text));
    expect(sides).toEqual([
      ["This stays", "This too"],
      ["This leaves", "This along"],
    ]);
  });
});

describe("the audit trail of proposals", () => {
  it("holds a dismissal, tells it in the reader's language, and opens the proposal again", async () => {
    const at = place();
    const her = await ines(at);
    proposed(at);
    const dismiss = () => her.press("/admin/proposals", "/admin/proposals/prp_one", { do: "dismiss" });
    await Promise.all([dismiss(), dismiss()]);
    expect(trail(at)).toMatchObject([{ kind: "dismiss", by: "ines@example.org", proposal: { was: "open" } }]);
    expect(at.rows.suggestions.get("prp_one")).toMatchObject({ state: "dismissed", by: "ines@example.org" });
    expect(cards((await her.get("/admin/audit?lang=de")).html)).toContain(
      `Vorschlag verworfen, „${at.second.title}“ mit „${at.theme.title}“ zusammenzulegen.`,
    );
    expect(cards((await her.get(`/admin/themes/${at.theme.id}`)).html)).toContain("Dismissed the proposal to merge");
    await her.press("/admin/audit", "/admin/undo", { correction: trail(at)[0]?.id ?? "" });
    expect(at.rows.suggestions.get("prp_one")).toMatchObject({ state: "open" });
    expect(cards((await her.get("/admin/audit?lang=de")).html)).toContain("Zurückgenommen: Vorschlag verworfen");
  });
});

describe("what staff are told in German", () => {
  it("has no English line, whatever kind of entry the trail holds", async () => {
    const at = place();
    const her = await ines(at);
    const page = `/admin/themes/${at.theme.id}`;
    const said = [...at.rows.feedback.values()].filter(
      ({ theme, visibility }) => theme === at.theme.id && visibility === "public",
    );
    const mate = [...at.rows.themes.values()].find(
      ({ id, board, status }) => id !== at.theme.id && board === at.theme.board && status === "open",
    );
    const order = (fields: Record<string, string>) => her.press(page, page, { to: page, ...fields });
    await order({ do: "answer", status: "planned", answer: "Kommt.", signed: "Ines" });
    await order({ do: "workaround", workaround: "Bis dahin anrufen." });
    await order({ do: "lock" });
    await order({ do: "unlock" });
    await order({ do: "hide", feedback: said[0]?.id ?? "" });
    await order({ do: "show", feedback: said[0]?.id ?? "" });
    await order({ do: "apart", feedback: said[1]?.id ?? "" });
    await order({ do: "move", feedback: said[2]?.id ?? "", target: mate?.id ?? "" });
    await order({ do: "split", feedback: said[0]?.id ?? "" });
    await order({ do: "merge", into: mate?.id ?? "" });
    await order({ do: "unmerge" });
    const kinds = () => new Set(trail(at).map(({ kind }) => kind));
    expect(kinds()).toEqual(new Set(["decide", "lock", "unlock", "hide", "show", "move", "split", "merge", "unmerge"]));
    for (const { id } of trail(at).slice(0, 4)) await her.press(page, "/admin/undo", { correction: id });
    const { html } = await her.get("/admin/audit?lang=de");
    const theirs = [...at.rows.feedback.values()].flatMap(({ title, text }) => [title ?? "", text.slice(0, 60)]);
    const ours = [...at.rows.themes.values()].reduce(
      (text, { title }) => (title === "" ? text : text.replaceAll(title, "")),
      theirs.reduce((text, words) => (words === "" ? text : text.replaceAll(words, "")), cards(html)),
    );
    expect(ours.replace(/<[^>]*>/g, " ")).not.toMatch(
      /\b(merged|moved|split|locked|unlocked|hid|showed|called|decided|undone|before|after|theme|feedback|status:? planned|piece)\b/i,
    );
  });

  it("is why something was refused, beside its field and by the reason, never in English", async () => {
    const at = place();
    const her = await ines(at);
    const page = `/admin/themes/${at.theme.id}?lang=de`;
    const board: [string, string] = [path("boards", "new"), `${path("boards", "new")}?lang=de`];
    const team: [string, string] = [path("teams", "new"), `${path("teams", "new")}?lang=de`];
    const cases: [string, string, Record<string, string>, string][] = [
      [page, page, { do: "merge", into: at.theme.id }, "Ein Thema lässt sich nicht mit sich selbst zusammenlegen."],
      [page, page, { do: "unmerge" }, "ist mit keinem Thema zusammengelegt."],
      [page, page, { do: "answer", status: "open", promisedFor: "morgen" }, ""],
      [page, page, { do: "answer", status: "planned", promisedFor: "morgen" }, "Ein Tag wird geschrieben wie"],
      [page, page, { do: "split", feedback: "fbk_nope" }, "Diese Rückmeldung gibt es nicht."],
      [page, page, { do: "about", title: at.theme.title, visibility: "public", team: "gone" }, "Das Team „gone“"],
      [page, page, { do: "about", title: "", visibility: "public", team: "" }, "Ein Titel hat 1 bis 300 Zeichen."],
      ["/admin", "/admin/undo?lang=de", { correction: "cor_nope" }, ""],
      [...board, { ...boardForm, id: "So nicht" }, "Eine Id ist ein kurzes Wort aus Kleinbuchstaben"],
      [...team, { ...teamForm, id: "pay", mail: "nobody" }, "Das sind nicht alles Mailadressen"],
      [...team, { ...teamForm, id: "pay", rule1: "kinds: wish" }, "Diese Regel lässt sich nicht behalten"],
      [...team, { ...teamForm, id: "pay", repository: "nowhere" }, "Ein Repository heißt owner/name."],
    ];
    for (const [from, to, fields, said] of cases) {
      const { html } = await her.press(from, to, fields);
      expect(html, JSON.stringify(fields)).toContain(said);
      expect(html).not.toMatch(/There is no|cannot be|Too small|Invalid|expected|is missing/);
    }
  });
});
