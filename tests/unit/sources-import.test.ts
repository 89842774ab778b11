import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { type Format, type Imported, readFeedback } from "@earshot/sources/import/read.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merged, noon, valid } from "./sources-stand-in.ts";

type Options = Partial<Parameters<typeof readFeedback>[1]>;

async function* pieces(bytes: Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(input: AsyncIterable<Uint8Array>, format: Format, options: Options = {}): Promise<Imported[]> {
  const all: Imported[] = [];
  for await (const one of readFeedback(input, { format, source: "csv", now: noon, ...options })) all.push(one);
  valid(eventsOf(all));
  return all;
}

const read = (text: string | Uint8Array, format: Format, options?: Options & { size?: number }) =>
  collect(pieces(Buffer.from(text), options?.size), format, options);
const eventsOf = (all: readonly Imported[]): FeedbackEvent[] =>
  all.flatMap((one) => ("event" in one ? [one.event] : []));
const refusals = (all: readonly Imported[]) => all.flatMap((one) => ("reason" in one ? [[one.line, one.reason]] : []));
const bodies = (all: readonly Imported[]) => eventsOf(all).map(({ body }) => body);

describe("CSV", () => {
  it("reads every column under its usual names", async () => {
    const all = await read(
      `\ufeffExternal-ID;Product;Subject;Text;Name;E-Mail;Plan;Link;Created At;updated_at;Source;Visibility
17;Mobile App (iOS);Refunds;"Nine steps; why?";Jo Vogt;Jo@Example.org; Enterprise  EU ;https://x.example/17;2026-03-01 09:30;2026-03-01T10:00:00Z;phone;Private
`.replaceAll("\n", "\r\n"),
      "csv",
    );
    expect(all).toEqual([
      {
        line: 2,
        event: {
          source: "phone",
          externalId: "17",
          version: expect.stringMatching(/^2026-03-01T10:00:00\.000Z#[0-9a-f]{24}$/),
          board: "mobile-app-ios",
          author: { aliases: ["email:jo@example.org"], name: "Jo Vogt" },
          segment: "Enterprise EU",
          title: "Refunds",
          body: "Nine steps; why?",
          url: "https://x.example/17",
          saidAt: "2026-03-01T09:30:00.000Z",
          visibility: "private",
        },
      },
    ]);
  });

  it("reads quotes, doubled quotes, commas and lines within them, and quotes that are none", async () => {
    const all = await read('id,text\n1,"a ""b"", c\nd"\n2,5" screen\n3,"x" y\n\n4,""\n5,",",\n6,last', "csv");
    expect(bodies(all)).toEqual(['a "b", c\nd', '5" screen', '"x" y', "last"]);
    expect(all.map(({ line }) => line)).toEqual([2, 4, 5, 7, 8, 9]);
    expect(refusals(all)).toEqual([
      [7, "body: is empty, and there is no title"],
      [8, "has 3 cells where the first line has 2"],
    ]);
  });

  it("keeps a line of nothing but a title", async () => {
    expect(eventsOf(await read("title,description\nDark mode,\n", "csv"))).toMatchObject([
      { title: "Dark mode", body: "" },
    ]);
  });

  it("goes on after ragged lines and quotes that do not close", async () => {
    const all = await read('id,text\n1,a,b\n2\n3,fine\n4,"open\n5,swallowed', "csv");
    expect(bodies(all)).toEqual(["fine"]);
    expect(refusals(all)).toEqual([
      [2, "has 3 cells where the first line has 2"],
      [3, "has 1 cells where the first line has 2"],
      [5, "opens a quote that is not closed within 1 MB: nothing from here to there was read"],
    ]);
    expect(all.at(-1)).toMatchObject({ raw: '4,"open\n5,swallowed' });
  });

  it.each([
    ["a header that names a column twice", "text,id,Text\na,1,b\n", "names the column text twice"],
    ["no header", "1,Nice app\n2,Bad app\n", "is no header row"],
    ["a header without a text", "id,board,votes\n1,b,2\n", "is no header row"],
  ])("refuses a file with %s, once and clearly", async (_, text, reason) => {
    const all = await read(text, "csv");
    expect(all).toHaveLength(1);
    expect(refusals(all)[0]).toEqual([1, expect.stringContaining(reason)]);
  });

  it("takes columns that it does not know, even twice", async () => {
    expect(bodies(await read("votes,text,votes,,\n1,a,2,,\n", "csv"))).toEqual(["a"]);
  });

  it("reads one column without a header as texts, and with one as such", async () => {
    expect(bodies(await read("Please add dark mode\nAnd a list\n", "csv"))).toEqual([
      "Please add dark mode",
      "And a list",
    ]);
    expect(bodies(await read("feedback\nAnd a list\n", "csv"))).toEqual(["And a list"]);
  });

  it("refuses UTF-16 clearly", async () => {
    const all = await read(Buffer.from("\ufefftext\nhello\n", "utf16le"), "csv");
    expect(refusals(all)).toEqual([[1, "is UTF-16: save the file as UTF-8. Nothing in it was read"]]);
  });
});

describe("TSV", () => {
  it("reads board and text, quotes as they stand", async () => {
    const all = await read('com.spotify.music\tThe "new" one\nMöbel & Co\t"x\n\nno tab\na\tb\tc\n', "tsv");
    expect(eventsOf(all).map(({ board, body }) => [board, body])).toEqual([
      ["com.spotify.music", 'The "new" one'],
      ["mobel-co", '"x'],
    ]);
    expect(refusals(all)).toEqual([
      [4, "has 1 cells where the first line has 2"],
      [5, "has 3 cells where the first line has 2"],
    ]);
  });

  it("reads a header row as in CSV", async () => {
    const all = await read("board\ttext\nb\thello\n", "tsv");
    expect(eventsOf(all)).toMatchObject([{ board: "b", body: "hello" }]);
    expect(eventsOf(await read("id\ttitle\tcomment\n1\tt\thello\n", "tsv"))).toMatchObject([
      { externalId: "1", title: "t" },
    ]);
  });

  it("refuses what is neither, once and clearly", async () => {
    expect(refusals(await read("1\tx\ty\n2\tx\ty\n", "tsv"))).toEqual([
      [1, "has 3 cells: a line is board<TAB>text, or the first one names the columns. Nothing in the file was read"],
    ]);
  });

  it("refuses board names that leave nothing, and takes the board given for lines without one", async () => {
    expect(refusals(await read("日本\thello\n", "tsv"))[0]?.[1]).toContain("names a board");
    expect(eventsOf(await read("text\nhello\n", "csv", { board: "billing" }))).toMatchObject([{ board: "billing" }]);
  });
});

describe("JSON lines", () => {
  it("reads the API's shape", async () => {
    const told = {
      board: "billing",
      source: "event",
      externalId: 9,
      author: { email: "a@b.example", name: "Ann", externalId: 42, segment: "free" },
      title: "T",
      body: "B",
      url: "https://x.example/",
      createdAt: "2026-03-01T09:30:00+01:00",
      unknown: [1],
    };
    expect(eventsOf(await read(JSON.stringify(told), "jsonl"))).toEqual([
      {
        source: "event",
        externalId: "9",
        version: "2026-03-02T12:00:00.000Z#0000000001",
        board: "billing",
        author: { aliases: ["event:42", "email:a@b.example"], name: "Ann" },
        segment: "free",
        title: "T",
        body: "B",
        url: "https://x.example/",
        saidAt: "2026-03-01T08:30:00.000Z",
      },
    ]);
  });

  it("refuses each line for itself", async () => {
    const lines = [
      "{",
      "[]",
      "null",
      '{"body": 5}',
      '{"body": ""}',
      '{"body": "x", "source": "Not a source"}',
      '{"body": "x", "url": "javascript:alert(1)"}',
      '{"body": "x", "createdAt": "2099-01-01"}',
      '{"body": "x", "createdAt": "2026-03-02T12:06:00Z"}',
      '{"body": "x", "createdAt": "3/4/2026"}',
      '{"body": "x", "createdAt": "2026-02-31"}',
      '{"body": "x", "visibility": "secret"}',
      `{"body": "${"x".repeat(50_001)}"}`,
      "",
      '{"body": "fine", "createdAt": "2026-03-02T12:04:00Z", "visibility": "PRIVATE"}',
    ];
    const all = await read(lines.join("\n"), "jsonl");
    expect(bodies(all)).toEqual(["fine"]);
    expect(refusals(all).map(([line]) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(refusals(all).map(([, reason]) => String(reason).split(":")[0])).toEqual([
      ...["is not JSON", "the line", "the line", "body", "body", "source", "url"],
      ...["createdAt", "createdAt", "createdAt", "createdAt", "visibility", "body"],
    ]);
  });

  it("keeps what was said to support private", async () => {
    const all = await read('{"body":"a"}\n{"body":"b","visibility":"public"}\n', "jsonl", { source: "zendesk" });
    expect(eventsOf(all).map(({ visibility }) => visibility)).toEqual(["private", "public"]);
  });
});

describe("hostile bytes", () => {
  it.each(["csv", "tsv", "jsonl"] as const)("costs a bad line in %s itself and nothing else", async (format) => {
    const line = {
      csv: (text: string) => text,
      tsv: (text: string) => `b\t${text}`,
      jsonl: (text: string) => JSON.stringify({ body: text }),
    }[format];
    const bytes = Buffer.concat([
      Buffer.from(format === "csv" ? "text\n" : ""),
      Buffer.from(`${line("first")}\n`),
      Buffer.from(`${line("bad")} `),
      Buffer.from([0xc3, 0x28, 0xff, 10]),
      Buffer.from(`${line("x".repeat(3_000_000))}\n`),
      Buffer.from(`${line("<script>alert(1)</script>\u0000\u0007 & more")}\n`),
      Buffer.from(line("last")),
    ]);
    const all = await read(bytes, format, { size: 60_000 });
    expect(bodies(all)).toEqual(["first", "<script>alert(1)</script> & more", "last"]);
    const start = format === "csv" ? 1 : 0;
    expect(refusals(all)).toEqual([
      [start + 2, "is not UTF-8"],
      [start + 3, "is longer than 1 MB"],
    ]);
    for (const one of all) if ("raw" in one) expect(one.raw.length).toBeLessThan(2_000);
  });

  it("reads the same however the bytes arrive", async () => {
    const csv = Buffer.from('\ufeffid,text\r\n1,"ä ""ö""\r\nü"\r\n2,€\r\n3,"\r\n');
    const expected = await read(csv, "csv", { size: csv.length });
    for (let size = 1; size < 12; size++) expect(await read(csv, "csv", { size })).toEqual(expected);
  });

  it("gives up on an open quote after 1 MB and goes on behind it", async () => {
    const filler = `${"y".repeat(999)}\n`.repeat(1100);
    const all = await read(`id,text\n1,"open\n${filler}2,fine\n`, "csv", { size: 60_000 });
    expect(refusals(all)[0]).toEqual([2, expect.stringContaining("opens a quote")]);
    expect(bodies(all)).toEqual(["fine"]);
  });

  it("leaves out halves of characters", async () => {
    expect(bodies(await read('{"body":"half \\ud83d of one"}', "jsonl"))).toEqual(["half \ufffd of one"]);
  });

  it("never throws, whatever the bytes are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom('"', ",", "\n", "\r\n", "\t", "text,id\n", "board\ttext\n", '{"body":"', "}", "\u0000"),
            fc.string({ unit: "binary" }),
          ),
          { maxLength: 40 },
        ),
        fc.uint8Array({ maxLength: 6 }),
        fc.constantFrom("csv" as const, "tsv" as const, "jsonl" as const),
        async (parts, junk, format) => {
          await read(Buffer.concat([Buffer.from(parts.join("")), junk]), format);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("holds no more than a line at a time", async () => {
    const piece = Buffer.alloc(1 << 20, "x");
    async function* endless() {
      for (let i = 0; i < 300; i++) yield piece;
    }
    const before = process.memoryUsage().arrayBuffers;
    for (const format of ["csv", "tsv", "jsonl"] as const) {
      const all = await collect(endless(), format);
      expect(refusals(all)[0]).toEqual([1, expect.stringContaining("is longer than 1 MB")]);
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 << 20);
  });
});

describe("reading twice", () => {
  const tsv = `${["a\tgreat", "a\tgreat", "b\tgreat", "a\tslow ü", "a\tgreat"].join("\n")}\n`;
  const idsOf = (all: readonly Imported[]) => eventsOf(all).map(({ externalId }) => externalId);

  it("gives equal lines ids of their own, the same each time", async () => {
    const ids = idsOf(await read(tsv, "tsv"));
    expect(new Set(ids).size).toBe(5);
    expect(ids[1]).toBe(ids[0]?.replace(/:1$/, ":2"));
    expect(idsOf(await read(tsv, "tsv", { now: noon + 1e9 }))).toEqual(ids);
    expect(idsOf(await read(tsv.replaceAll("\n", "\r\n"), "tsv"))).toEqual(ids);
    expect(idsOf(await read(`board\ttext\n${tsv}`, "tsv"))).toEqual(ids);
    const json = tsv
      .trim()
      .split("\n")
      .map((line) => JSON.stringify({ board: line.split("\t")[0], body: line.split("\t")[1] }));
    expect(idsOf(await read(json.join("\n"), "jsonl"))).toEqual(ids);
  });

  it("gives the same ids and versions after breaking off at any byte", async () => {
    for (const [format, text] of [
      ["tsv", tsv],
      ["csv", 'text,createdAt\n"great, ""really""\nü",2026-03-01\ngreat,\ngreat,\n'],
      ["jsonl", '{"body":"ü"}\n{"body":"ü"}\n{"id":"7","body":"x"}\n'],
    ] as const) {
      const bytes = Buffer.from(text);
      const whole = await read(bytes, format);
      for (let end = 0; end <= bytes.length; end++) {
        const got: Imported[] = [];
        const breaking = (async function* () {
          yield* pieces(bytes.subarray(0, end), 5);
          throw new Error("pulled out");
        })();
        const reading = async () => {
          for await (const one of readFeedback(breaking, { format, source: "csv", now: noon })) got.push(one);
        };
        await expect(reading()).rejects.toThrow("pulled out");
        expect(got).toEqual(whole.slice(0, got.length));
      }
    }
  });

  it("changes nothing when the same file is read again, and takes a changed line over", async () => {
    const file = (text: string) => `id,text,createdAt\n1,${text},2026-03-01\n2,same,2026-03-01\n`;
    const [first, again, changed] = await Promise.all([
      read(file("old"), "csv", { changedAt: noon - 1000 }),
      read(file("old"), "csv", { changedAt: noon - 1000, now: noon + 5000 }),
      read(file("new"), "csv", { changedAt: noon + 1000, now: noon + 5000 }),
    ]);
    expect(again).toEqual(first);
    for (const order of [
      [first, changed],
      [changed, first],
      [changed, again, first],
    ])
      expect(merged(order.flatMap(eventsOf).filter(({ externalId }) => externalId === "1"))?.body).toBe("new");
  });

  it("goes by updatedAt where lines have it, whenever the file was written", async () => {
    const file = (text: string, at: string) => `id,text,updatedAt\n1,${text},${at}\n`;
    const late = await read(file("late", "2026-03-01T10:00:00Z"), "csv", { changedAt: noon - 5000 });
    const early = await read(file("early", "2026-03-01T09:00:00Z"), "csv", { changedAt: noon });
    expect(merged([...eventsOf(late), ...eventsOf(early)])?.body).toBe("late");
    expect(await read(file("late", "2026-03-01T10:00:00Z"), "csv", { changedAt: noon })).toEqual(late);
  });

  it("closes the input when whoever reads stops early", async () => {
    let closed = false;
    const input = (async function* () {
      try {
        for (;;) yield Buffer.from("b\tx\n");
      } finally {
        closed = true;
      }
    })();
    for await (const _ of readFeedback(input, { format: "tsv", source: "tsv", now: noon })) break;
    expect(closed).toBe(true);
  });
});

const reviews = fileURLToPath(new URL("../../../shared/data/reviews.tsv", import.meta.url));
it.skipIf(!existsSync(reviews))(
  "reads ten thousand real reviews (../shared/data, skipped where that folder is missing)",
  async () => {
    const all = await collect(createReadStream(reviews), "tsv", { source: "tsv" });
    expect([all.length, refusals(all)]).toEqual([10_000, []]);
    expect(new Set(eventsOf(all).map(({ externalId }) => externalId)).size).toBe(10_000);
  },
);
