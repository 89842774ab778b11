import { isoTime, minute } from "@earshot/core/clock.ts";
import { decided } from "@earshot/core/curate.ts";
import { type FollowerNews, newsForFollowers, stillListens, tellFollowers } from "@earshot/core/followers.ts";
import { follow, unfollow } from "@earshot/core/following.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { personOf } from "@earshot/core/person.ts";
import { newsAt, statusSince, wordOn } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { followerMailOf } from "@earshot/portal/pages/mail.ts";
import { textsFor } from "@earshot/portal/pages/texts.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const noon = Date.parse("2026-11-10T12:00:00.000Z");
const answer = "We will build it.\nIn spring.";

/** A theme with followers, and what staff decide about it. */
function community(people = 3) {
  const stores = memory();
  const { rows } = stores;
  const clock = { now: noon };
  const theme = exampleTheme("Exports", { id: "thm_1", history: [{ status: "open", at: "2026-03-02T09:00:00.000Z" }] });
  rows.themes.set(theme.id, theme);
  const email = (i: number) => `p${i}@example.org`;
  for (let i = 0; i < people; i++) {
    const alias = `email:${email(i)}`;
    const person = personOf(alias);
    rows.follows.set(`thm_1/${person}`, {
      ...{ theme: "thm_1", person, alias, at: isoTime(noon) },
      hears: { email: email(i), language: i % 2 ? "de" : "en" },
    });
  }
  const deps = {
    ...stores,
    clock: () => clock.now,
    compose: async (news: FollowerNews, { email: to }: { email: string }) => ({
      ...{ to, subject: `${news.theme.status}: ${news.theme.title}` },
      body: news.answer?.text ?? news.note ?? "",
    }),
  };
  const head = (): Theme => rows.themes.get("thm_1") as Theme;
  /** What staff decide, as it is written: the head and what follows from it. */
  const decide = (change: Parameters<typeof decided>[1]): Delivery[] => {
    clock.now += minute;
    const before = head();
    const after = decided(before, change, clock.now);
    rows.themes.set("thm_1", { ...after, revision: before.revision + 1 });
    const news = newsForFollowers(before, after, clock.now);
    for (const delivery of news) rows.deliveries.set(delivery.id, delivery);
    return news;
  };
  const mails = () => [...rows.deliveries.values()].filter(({ kind }) => kind === "follower_mail");
  const sentTo = () =>
    mails()
      .map(({ payload }) => (payload as { to: string }).to)
      .sort();
  /** Carries out what is to be told, and what goes on from there. */
  const tellAll = async () => {
    const done = new Set<string>();
    for (;;) {
      const next = [...rows.deliveries.values()].find(({ kind, id }) => kind === "followers" && !done.has(id));
      if (!next) return;
      done.add(next.id);
      await tellFollowers(deps, next);
    }
  };
  return { deps, rows, clock, decide, head, mails, sentTo, tellAll, email };
}

describe("what followers are told", () => {
  it("is a status or an answer that a person gave, once they had time to think better of it", () => {
    const { decide } = community();
    const [told] = decide({ status: "planned", answer, by: "Ines" });
    expect(told).toMatchObject({ kind: "followers", theme: "thm_1", state: "waiting" });
    expect(Date.parse(told?.dueAt ?? "")).toBe(noon + 6 * minute);
    expect(decide({ answer: "In summer.", by: "Ines" })).toHaveLength(1);
    expect(decide({ status: "planned", note: "Six workshops try it." })).toHaveLength(1);
    expect(decide({ title: "Another name" })).toEqual([]);
    expect(decide({ answer: null })).toEqual([]);
    expect(decide({ status: "open" })).toEqual([]);
    expect(decide({ visibility: "private" })).toEqual([]);
    expect(decide({ status: "planned" })).toEqual([]);
  });

  it("is one mail each for what was decided in one go", async () => {
    const { decide, tellAll, mails, sentTo } = community();
    decide({ answer, by: "Ines" });
    decide({ status: "planned" });
    await tellAll();
    expect(sentTo()).toEqual(["p0@example.org", "p1@example.org", "p2@example.org"]);
    expect(mails()[0]?.payload).toMatchObject({ subject: "planned: Exports", body: answer });
  });

  it("is nothing that was taken back in time", async () => {
    const { decide, tellAll, mails, rows, head } = community();
    const before = head();
    decide({ status: "declined", answer: "Oops.", by: "Ines" });
    rows.themes.set("thm_1", { ...before, revision: 9 });
    await tellAll();
    expect(mails()).toEqual([]);
  });

  it("is nothing of a theme that was hidden, merged or is gone", async () => {
    for (const change of [{ visibility: "private" }, { status: "merged", mergedInto: "thm_2" }, undefined] as const) {
      const { decide, tellAll, mails, rows, head } = community();
      decide({ status: "planned" });
      if (change) rows.themes.set("thm_1", { ...head(), ...change });
      else rows.themes.delete("thm_1");
      await tellAll();
      expect(mails()).toEqual([]);
    }
  });

  it("reaches everybody once, 50 at a time, however often and in whichever order it is carried out", async () => {
    const { decide, deps, rows, tellAll, sentTo, email } = community(120);
    const [first] = decide({ status: "shipped", note: "Since today." });
    if (!first) throw new Error("It is told.");
    // Killed after the mails were written and before it was noted: it begins again.
    await tellFollowers(deps, first);
    expect([...rows.deliveries.values()].filter(({ kind }) => kind === "follower_mail")).toHaveLength(50);
    await tellAll();
    await tellAll();
    for (const delivery of [...rows.deliveries.values()].filter(({ kind }) => kind === "followers").reverse())
      await tellFollowers(deps, delivery);
    expect(sentTo()).toEqual(Array.from({ length: 120 }, (_, i) => email(i)).sort());
  });

  it("is told to those who follow, voted as members or asked here, each once under all their names", async () => {
    const { decide, tellAll, sentTo, rows, deps } = community(1);
    const at = isoTime(noon);
    const vic = personOf("email:vic@example.org");
    const voice = { theme: "thm_1", at, hears: { email: "vic@example.org", language: "en" } };
    rows.votes.set("a", { ...voice, person: vic });
    rows.follows.set("b", { ...voice, person: personOf("member:7"), alias: "member:7" });
    await deps.people.join(
      [
        { person: vic, alias: "email:vic@example.org" },
        { person: personOf("member:7"), alias: "member:7" },
      ],
      at,
    );
    rows.votes.set("c", { theme: "thm_1", person: personOf("email:imported@example.org"), at });
    const sam = personOf("email:sam@example.org");
    const asked = exampleFeedback("sam", { theme: "thm_1", source: "portal", externalId: `${sam}/key` });
    rows.feedback.set(asked.id, asked);
    decide({ status: "planned" });
    await tellAll();
    expect(sentTo()).toEqual(["p0@example.org", "sam@example.org", "vic@example.org"]);
  });

  it("is not told to those who said that they want to hear no more, at the last moment too", async () => {
    const { decide, tellAll, sentTo, mails, deps } = community(3);
    await unfollow(deps, { theme: "thm_1", alias: "email:p1@example.org" });
    decide({ status: "planned" });
    await tellAll();
    expect(sentTo()).toEqual(["p0@example.org", "p2@example.org"]);
    const [mail] = mails();
    if (!mail) throw new Error("There are mails.");
    expect(await stillListens(deps, mail)).toBe(true);
    await unfollow(deps, { theme: "thm_1", alias: "email:p0@example.org" });
    expect(await stillListens(deps, mail)).toBe(false);
    await follow(deps, {
      theme: "thm_1",
      alias: "email:p0@example.org",
      hears: { email: "p0@example.org", language: "en" },
    });
    expect(await stillListens(deps, mail)).toBe(true);
  });
});

describe("following a family of themes", () => {
  it("is one word for all of them, the last one said", async () => {
    const { deps, rows } = community(0);
    const ann = { alias: "email:ann@example.org", hears: { email: "ann@example.org", language: "en" } };
    rows.themes.set("thm_2", exampleTheme("Imports", { id: "thm_2" }));
    await unfollow(deps, { theme: "thm_2", ...ann });
    rows.themes.set("thm_2", exampleTheme("Imports", { id: "thm_2", status: "merged", mergedInto: "thm_1" }));
    rows.themes.set("thm_1", { ...(rows.themes.get("thm_1") as Theme), absorbed: ["thm_2"] });
    await follow(deps, { theme: "thm_2", ...ann });
    expect([...rows.follows.values()]).toMatchObject([{ theme: "thm_1", hears: ann.hears }]);
    await unfollow(deps, { theme: "thm_1", ...ann });
    await unfollow(deps, { theme: "thm_1", ...ann });
    expect([...rows.follows.values()]).toMatchObject([{ theme: "thm_1", quiet: true }]);
  });
});

describe("a status and what was said to it", () => {
  const at = (hours: number) => isoTime(noon + hours * 60 * minute);
  const theme = exampleTheme("Exports", {
    status: "shipped",
    history: [
      { status: "open", at: at(0) },
      { status: "shipped", at: at(1) },
      { status: "open", at: at(2) },
      { status: "shipped", at: at(3), note: "In 2.3." },
      { status: "shipped", at: at(9), note: "And on the phone." },
    ],
  });

  it("begins with the status, not with the last note to it", () => {
    expect(statusSince(theme)).toBe(at(3));
    expect(newsAt(theme)).toBe(at(9));
  });

  it("has the last note, and an answer that was given with it or after", () => {
    const by = { text: "It is there.", by: "Ines" };
    expect(wordOn({ ...theme, answer: { ...by, at: at(2.5) } })).toEqual({
      answer: { ...by, at: at(2.5) },
      note: "And on the phone.",
    });
    expect(wordOn({ ...theme, answer: { ...by, at: at(1) } })).toEqual({ note: "And on the phone." });
    expect(wordOn({ ...theme, status: "open", answer: { ...by, at: at(1) } })).toEqual({
      answer: { ...by, at: at(1) },
    });
  });
});

describe("the mail", () => {
  const to = {
    to: "ann@example.org",
    theme: "https://ideas.example/themes/thm_1",
    unsubscribe: "https://ideas.example/unfollow?token=t",
  };

  it("says where it stands, in the words of the person who decided", async () => {
    const news: FollowerNews = {
      theme: { id: "thm_1", title: "$& Waiting\r\nBcc: x@example.org list", status: "planned" },
      answer: { text: answer, by: "Ines Okafor", at: isoTime(noon) },
      note: "Announced for spring.",
    };
    const mail = followerMailOf(await textsFor("de", undefined), news, to);
    expect(mail.subject).toBe("Geplant: $& Waiting Bcc: x@example.org list");
    expect(mail.body.split("\n\n").slice(0, 5)).toEqual([
      "„$& Waiting Bcc: x@example.org list“ hat einen neuen Stand: Geplant.",
      "Announced for spring.",
      "Ines Okafor schreibt:",
      answer,
      to.theme,
    ]);
    expect(mail.body).toContain(to.unsubscribe);
    expect(mail.unsubscribe).toBe(to.unsubscribe);
  });

  it("says that there is an answer where nothing else has changed", async () => {
    const news: FollowerNews = {
      theme: { id: "thm_1", title: "Exports", status: "open" },
      answer: { text: "Tell us more.", by: "Ines", at: isoTime(noon) },
    };
    const mail = followerMailOf(await textsFor("en", undefined), news, to);
    expect([mail.subject, mail.body.split("\n")[0]]).toEqual(["Answered: Exports", "We have answered “Exports”."]);
  });
});
