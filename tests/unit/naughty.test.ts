import type { Board, Team } from "@earshot/core/board.ts";
import type { Correction } from "@earshot/core/correction.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import type { Suggestion } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { describe, expect, it } from "vitest";
import { naughty } from "./naughty.ts";
import { type Place, place, visitor } from "./visitor.ts";

const tag = /<\/?([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g;
const attribute = /\s([^\s=/>"']+)(?:="([^"]*)")?/g;
const decode = (html: string): string =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** What a page is made of: the names of its elements and attributes, and where it leads and sends to. */
function madeOf(html: string): { names: Set<string>; scripts: number; leads: string[]; rest: string } {
  const names = new Set<string>();
  const leads: string[] = [];
  const rest = html.replace(/^<!doctype html>/, "").replaceAll(tag, (_, name: string, attributes: string) => {
    names.add(name.toLowerCase());
    for (const [, key = "", value = ""] of attributes.matchAll(attribute)) {
      // What is in which language is told of every text.
      if (key !== "lang" && key !== "dir") names.add(`${name} ${key}`.toLowerCase());
      if (/^(?:href|src|action|formaction)$/i.test(key)) leads.push(decode(value));
    }
    return "";
  });
  return { names, leads, rest, scripts: [...html.matchAll(/<script/g)].length };
}

/** One text in every field in which somebody can leave one, of a theme, its feedback and all that is said of it. */
function fill(at: Place, texts: readonly string[]): void {
  const textOf = (i: number) => texts[i % texts.length] ?? "";
  const { rows, deps } = at;
  const now = new Date(deps.clock()).toISOString();
  const quotes = new Map<string, Theme["quotes"]>();
  [...rows.themes.keys()].forEach((id, i) => {
    const text = textOf(i);
    const theme = rows.themes.get(id) as Theme;
    const said = [...rows.feedback.values()].filter((one) => one.theme === id);
    quotes.set(
      id,
      said.slice(0, 2).map((one) => ({ text, feedback: one.id, visibility: "public" as const })),
    );
    for (const one of said)
      rows.feedback.set(one.id, { ...one, text, body: text, author: text, title: text, segment: text, note: text });
    rows.themes.set(id, {
      ...{ ...theme, title: text, summary: text, owner: text, quotes: quotes.get(id) ?? [] },
      answer: { text, by: text, at: theme.answer?.at ?? now },
      workaround: { text, at: now },
      history: theme.history.map((step) => ({ ...step, note: text })),
    });
  });
  [...rows.boards.values()].forEach((board, i) => {
    const text = textOf(i);
    rows.boards.set(board.id, { ...board, name: text, claims: [text], team: "courses", approval: true } as Board);
  });
  const [first = ""] = texts;
  const [courses] = [...rows.teams.values()];
  const rules = [{ words: [...texts], segments: [...texts] }];
  rows.teams.set("courses", { ...(courses as Team), name: first, channel: first, rules, mail: [...texts] });
  for (const delivery of rows.deliveries.values())
    rows.deliveries.set(delivery.id, {
      ...{ ...delivery, error: first },
      payload: { title: first, body: first, blocks: texts.map((text) => ({ type: "section", text: { text } })) },
    });
  for (const entry of rows.inbox.values()) rows.inbox.set(entry.id, { ...entry, error: first });
  texts.forEach((text, i) => {
    const [theme, second] = [...rows.themes.keys()];
    const themes = [theme ?? "", second ?? ""];
    const one = { board: "courses", by: text, text, before: text, after: text, themes, moves: [], at: now };
    const set = { was: { name: text, claims: [text] }, is: { name: `${text}!`, claims: [text, text] } };
    const setting: Correction["setting"] = {
      of: "board",
      id: "courses",
      name: text,
      made: false,
      fields: ["name", "claims"],
      ...set,
    };
    const entry: Correction = { ...one, id: `cor_${i}`, kind: "set", state: "done", revision: 1, setting };
    rows.corrections.set(entry.id, entry);
    const examples: Suggestion["examples"] = [];
    rows.suggestions.set(`prp_${i}`, {
      ...{ id: `prp_${i}`, board: "courses", kind: "move", themes, feedback: [], reason: text, examples, staying: [] },
      ...{ state: "open", at: now, revision: 1 },
    });
    const waiting = [...rows.feedback.values()][0] as Feedback;
    const id = `fbk_waits${i}`;
    rows.feedback.set(id, { ...waiting, id, text, body: text, author: text, waits: true, visibility: "private" });
  });
}

const members = ["/", "/?sort=new", "/?q=anything", "/roadmap", "/changelog", "/mine", "/new?title=x", "/me/data"];
const desk = ["", "/themes", "/approval", "/proposals", "/audit", "/outbox", "/health", "/settings"].map(
  (page) => `/admin${page}`,
);
const forms = ["/admin/settings/boards/courses", "/admin/settings/teams/courses"];

async function read(texts: readonly string[]) {
  const at = place({
    similar: async () => [...at.rows.themes.keys()].map((theme) => ({ theme, score: 0.5 })),
  });
  fill(at, texts);
  const ines = visitor(at);
  await ines.signIn("ines@example.org");
  const ids = [...at.rows.themes.keys()].slice(0, texts.length);
  const own = ids.flatMap((id) => [`/themes/${id}`, `/admin/themes/${id}`]);
  const pages = new Map<string, string>();
  for (const path of [...members, ...desk, ...forms, ...own]) {
    const { status, html } = await ines.get(path);
    expect(status, path).toBe(200);
    pages.set(path, html);
  }
  return { pages, ids };
}

describe("naughty strings", { timeout: 120_000 }, () => {
  it(`stand as the text they are on every page, all ${naughty.length} in every field`, async () => {
    const size = 12;
    const harmless = await read(Array.from({ length: size }, (_, i) => `Something to be said ${i}.`));
    const blank = await read([" "]);
    const known = new Set(
      [...harmless.pages.values(), ...blank.pages.values()].flatMap((html) => [...madeOf(html).names]),
    );
    for (let i = 0; i < naughty.length; i += size) {
      const texts = naughty.slice(i, i + size);
      const { pages, ids } = await read(texts);
      for (const [path, html] of pages) {
        const { names, leads, scripts, rest } = madeOf(html);
        const foreign = [...names].filter((name) => !known.has(name));
        expect(foreign, `${path} ${JSON.stringify(texts)}`).toEqual([]);
        expect(rest, path).not.toMatch(/[<]/);
        expect(scripts, path).toBeLessThanOrEqual(1);
        expect(leads.filter((to) => !/^(?:\/(?![/\\])|[#?]|https?:|$)/.test(to))).toEqual([]);
      }
      ids.forEach((id, n) => {
        for (const page of [`/themes/${id}`, `/admin/themes/${id}`])
          expect(decode(pages.get(page) ?? ""), page).toContain(texts[n]);
      });
      for (const text of texts) expect(decode(pages.get("/admin/audit") ?? "")).toContain(text);
    }
  });

  it("go through every form of staff and come to be what was typed, or are refused", async () => {
    const at = place();
    const ines = visitor(at);
    await ines.signIn("ines@example.org");
    const page = `/admin/themes/${at.theme.id}`;
    const form = ines.token((await ines.get(page)).html);
    const stored = () => at.rows.themes.get(at.theme.id);
    const plain = (text: string) => text.replaceAll("\r\n", "\n").trim();
    const order = (fields: Record<string, string>) => ines.post(page, { form, to: page, ...fields });
    const save = (path: string, fields: Record<string, string>) =>
      ines.post(`/admin/settings/${path}`, { form, ...fields });
    await save("boards/new", { id: "made", name: "Made", granularity: "normal" });
    const kept = { weekday: "1", hour: "8", timeZone: "UTC" };
    for (const [i, text] of naughty.entries()) {
      const say = JSON.stringify(text.slice(0, 100));
      at.rows.corrections.clear();
      const about = await order({ do: "about", title: text, visibility: "public", team: "" });
      expect([303, 400], say).toContain(about.status);
      if (about.status === 303) expect(stored()?.title).toBe(plain(text).replace(/\s+/gu, " "));
      const answered = await order({ do: "answer", status: "planned", answer: text, signed: text, note: text });
      expect([303, 400], say).toContain(answered.status);
      if (answered.status === 303 && plain(text) !== "")
        expect(stored()?.answer).toMatchObject({ text: plain(text), by: plain(text) });
      expect([303, 400]).toContain((await order({ do: "workaround", workaround: text })).status);
      const wild = [{ do: text }, { do: "merge", into: text }, { do: "move", feedback: text, target: text }][i % 3];
      expect((await order(wild ?? {})).status, say).toBeGreaterThanOrEqual(400);
      const board = await save("boards/made", { name: text, claims: text, granularity: "fine", team: text });
      expect([303, 400], say).toContain(board.status);
      const team = await save("teams/courses", { ...kept, name: text, channel: text, rule1: `words: ${text}` });
      expect([303, 400], say).toContain(team.status);
      for (const refused of [about, answered, board, team]) expect(refused.html.match(/<script/g) ?? []).toEqual([]);
    }
    for (const path of ["/admin/audit", "/admin/settings", page, ...forms])
      expect((await ines.get(path)).status, path).toBe(200);
  });

  it("are found by no search, and leave the page as it is", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.signIn("ann@example.org");
    const known = madeOf((await ann.get("/?q=ice")).html).names;
    const form = ann.token((await ann.get("/")).html);
    for (const text of naughty) {
      const { status, html } = await ann.get(`/?q=${encodeURIComponent(text.slice(0, 1_000).toWellFormed())}`);
      expect(status).toBe(200);
      const { names, rest } = madeOf(html);
      if (text.trim() !== "") expect([...names].filter((name) => !known.has(name))).toEqual([]);
      expect(rest).not.toContain("<");
      const too = await ann.post(`/themes/${at.theme.id}/too`, { form, key: "naughty-one", body: text });
      expect([303, 400]).toContain(too.status);
    }
  });

  it("come back as the text they are through every field of a member's", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.signIn("ann@example.org");
    const form = ann.token((await ann.get("/new")).html);
    for (const [i, text] of naughty.entries()) {
      const key = `naughty-${i}`;
      const found = await ann.post("/new", {
        form,
        key,
        step: "find",
        title: text.slice(0, 300),
        body: text,
        board: text,
      });
      expect(found.status, JSON.stringify(text)).toBe(200);
      const shown = /<textarea[^>]*>(.*)<\/textarea>/s.exec(found.html)?.[1] ?? "";
      // A browser drops one line break at the beginning of a text area, so we write one more.
      expect(decode(shown).replace(/^\n/, "")).toBe(text.replaceAll("\r\n", "\n"));
      expect(found.html.match(/<script/g)).toHaveLength(1);
      expect(found.html).not.toMatch(/<(?:img|iframe|svg onload|base|style|object|math|body onload)/i);
      const sent = await ann.post("/new", { form, key, step: "send", body: text });
      expect([303, 400]).toContain(sent.status);
      const { status, html } = await ann.post("/sign-in", { form, email: text, to: text });
      expect(status).toBe(400);
      expect(html.match(/<script/g)).toHaveLength(1);
    }
    const handedIn = [...at.rows.inbox.values()].flatMap(({ content }) =>
      content.type === "event" ? [content.event] : [],
    );
    for (const { body = "" } of handedIn)
      expect(naughty.map((one) => one.replaceAll("\r\n", "\n").trim())).toContain(body);
  });

  it("make no address, cursor, token or id break a page", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.signIn("ann@example.org");
    for (const text of naughty) {
      const one = encodeURIComponent(text.slice(0, 500));
      for (const path of [
        `/sign-in?to=${one}&vote=${one}`,
        `/received?of=${one}`,
        `/sign-in/link?token=${one}`,
        `/themes/${one}`,
        `/new?board=${one}&key=${one}`,
      ])
        expect((await ann.get(path)).status, path).toBeLessThan(500);
    }
  });
});
