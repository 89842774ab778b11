import { createServer, type Server } from "node:net";
import { itemsOf } from "@earshot/core/digest.ts";
import { digestMail, digestMails } from "@earshot/outlets/mail/digest.ts";
import { escapeHtml, weekBars } from "@earshot/outlets/mail/html.ts";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { richDigest } from "../stand-ins/digests.ts";
import { hostile } from "../stand-ins/themes.ts";

const tags = (html: string): string[] =>
  [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = ""]) => tag.toLowerCase());
const ours = new Set("html head meta title body div h1 h2 h3 p a table tr td span".split(" "));

describe("a digest as a mail", () => {
  it("says all that the digest says, in both of its parts", () => {
    const digest = richDigest();
    const { subject, text, html } = digestMail(digest);
    expect(subject).toBe(digest.summary);
    for (const { title } of itemsOf(digest)) {
      expect(text).toContain(title);
      expect(html).toContain(title);
    }
    for (const said of [digest.heading, "14 of the 18 who wrote", "16 days late: promised for 31 October."]) {
      expect(text).toContain(said);
      expect(html.replaceAll("&#39;", "'")).toContain(said);
    }
    for (const part of [text, html]) expect(part).toContain("your address among those that its digest is mailed to");
  });

  it("fetches nothing, and holds nothing that runs", () => {
    const { html } = digestMail(richDigest());
    expect(html).not.toMatch(/<img|<script|<link|<style|<svg|src=|url\(|@import|onload|background=/i);
    expect(new Set(tags(html.replace(/^<!doctype html>/, "")))).toEqual(
      new Set([...ours].filter((tag) => html.includes(`<${tag}`))),
    );
    for (const [, address = ""] of html.matchAll(/href="([^"]*)"/g))
      expect(address).toMatch(/^https:\/\/ideas\.example\//);
  });

  it("is made of our tags alone, whatever members wrote, and stays below what mailboxes cut off", () => {
    const words = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme", maxLength: 600 }));
    fc.assert(
      fc.property(words, words, (title, quote) => {
        const { html, subject } = digestMail(richDigest(() => title, quote));
        expect(tags(html.replace(/^<!doctype html>/, "")).filter((tag) => !ours.has(tag))).toEqual([]);
        expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        expect(subject).not.toMatch(/[\r\n]/);
        expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      }),
      { numRuns: 100 },
    );
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
  });

  it("draws weeks as cells, from zero, and says them", () => {
    const drawn = weekBars([0, 4, 8]);
    expect([...drawn.matchAll(/height:(\d+)px/g)].map(([, height]) => Number(height))).toEqual([1, 14, 28]);
    expect(drawn).toContain('aria-label="New people in each of the last 3 weeks: 0, 4, 8"');
  });
});

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A mail server that takes mail for everybody but those it is told to refuse. */
async function mailServer(refused: readonly string[] = []): Promise<{ smtpUrl: string; heard: () => string }> {
  let heard = "";
  server = createServer((socket) => {
    let inData = false;
    socket.write("220 mail.example\r\n");
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      heard += chunk.toString();
      for (const line of chunk.toString().split("\r\n")) {
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          socket.write("250 kept\r\n");
        } else if (/^EHLO/i.test(line)) socket.write("250 mail.example\r\n");
        else if (/^MAIL/i.test(line)) socket.write("250 fine\r\n");
        else if (/^RCPT/i.test(line))
          socket.write(refused.some((one) => line.includes(one)) ? "550 nobody here\r\n" : "250 fine\r\n");
        else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { smtpUrl: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, heard: () => heard };
}

const from = "Earshot <ideas@example.org>";
const delivery = { id: "out_1" };

describe("a digest by mail", () => {
  it("is one mail that names nobody else, known as its team's list", async () => {
    const { smtpUrl, heard } = await mailServer();
    const outcome = await digestMails({ smtpUrl, from }).send(
      richDigest(),
      ["ann@example.org", "bo@example.org"],
      delivery,
    );
    expect(outcome).toMatchObject({ state: "sent", result: { accepted: ["ann@example.org", "bo@example.org"] } });
    expect(heard().match(/^DATA/gm)).toHaveLength(1);
    for (const who of ["ann", "bo"]) expect(heard()).toContain(`RCPT TO:<${who}@example.org>`);
    expect(heard()).not.toMatch(/^(?:To|Cc|Bcc):.*ann@/im);
    expect(heard()).toMatch(/^List-ID: .*<digest\.courses\.example\.org>/im);
    expect(heard()).toContain("Message-ID: <out_1@example.org>");
    expect(heard()).toContain("Auto-Submitted: auto-generated");
    expect(heard()).toContain("Content-Type: text/html");
    expect(heard()).toContain("Content-Type: text/plain");
  });

  it("says whom the server did not take it for", async () => {
    const { smtpUrl } = await mailServer(["bo@"]);
    const outcome = await digestMails({ smtpUrl, from }).send(
      richDigest(),
      ["ann@example.org", "bo@example.org"],
      delivery,
    );
    expect(outcome).toMatchObject({
      state: "sent",
      result: { accepted: ["ann@example.org"], rejected: ["bo@example.org"] },
    });
    server?.close();
    const strict = await mailServer(["ann@", "bo@"]);
    await expect(
      digestMails({ ...strict, from }).send(richDigest(), ["ann@example.org", "bo@example.org"], delivery),
    ).rejects.toMatchObject({ kind: "input" });
  });

  it("is a dry run without a server, and nothing where nobody is to get it any more", async () => {
    const outlet = digestMails({});
    expect(await outlet.send(richDigest(), ["ann@example.org"], delivery)).toMatchObject({
      state: "dry_run",
      payload: { to: ["ann@example.org"], subject: richDigest().summary },
    });
    expect(await outlet.send(richDigest(), [], delivery)).toEqual({ state: "superseded" });
  });
});
