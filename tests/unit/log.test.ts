import { placeOf, reasonOf } from "@earshot/core/error.ts";
import { guarded } from "@earshot/core/log.ts";
import { describe, expect, it } from "vitest";
import { readEnvironment, secretsOf } from "../../functions/environment.ts";

/** What a guarded log wrote of some fields. */
function written(fields: Record<string, unknown>, secrets: string[] = []): string {
  const lines: string[] = [];
  guarded((event, told) => lines.push(JSON.stringify({ event, ...told })), secrets)("said", fields);
  return lines.join("\n");
}

describe("a guarded log", () => {
  it("holds no secret and no e-mail address, wherever they stand", () => {
    const line = written(
      {
        reason: "550 <ada@example.org> is unknown; key xoxb-12345 refused",
        where: [{ url: "smtps://me:pass%40word@mail.example" }],
        both: "xoxb-12345678",
      },
      ["xoxb-12345", "xoxb-12345678", "pass%40word"],
    );
    expect(line).not.toMatch(/ada|xoxb|5678|pass/);
    expect(line).toContain("[secret]");
    expect(line).toContain("[e-mail]");
  });

  it.each(["ada%40example.org", "email%3Aada%2540example.org", "ada%40b%C3%BCcher.example"])(
    "knows an e-mail address as addresses of pages hold it: %s",
    (encoded) => {
      expect(written({ path: `/api/v1/themes/thm_1/votes/${encoded}` })).toMatch(/votes\/\[e-mail\]"\}$/);
    },
  );

  it("leaves ids, times, figures and short words as they are", () => {
    const fields = { entry: "inb_1", at: "2026-03-04T10:00:00.000Z", attempts: 3, done: true, none: null };
    expect(JSON.parse(written(fields, ["in", ""]))).toEqual({ event: "said", ...fields });
  });

  it("is one line of bounded length, whatever is in it", () => {
    const line = written({ reason: `a\nb\u2028${"x".repeat(100_000)}` });
    expect(line.split("\n")).toHaveLength(1);
    expect(line.length).toBeLessThan(1_100);
  });

  it("knows every secret of the environment, and the password within an address", () => {
    const environment = readEnvironment({
      EARSHOT_API_KEY: "the-key",
      EARSHOT_SECRET: "sixteen letters and more",
      GITHUB_APP_ID: "1",
      GITHUB_PRIVATE_KEY: "-----BEGIN",
      SLACK_BOT_TOKEN: "xoxb-1",
      SMTP_URL: "smtps://me:pass%40word@mail.example",
      EARSHOT_MAIL_FROM: "a@b.example",
    });
    expect(secretsOf(environment).sort()).toEqual(
      [
        ...["-----BEGIN", "pass%40word", "pass@word", "sixteen letters and more"],
        ...["smtps://me:pass%40word@mail.example", "the-key", "xoxb-1"],
      ].sort(),
    );
  });
});

describe("the reason of an error", () => {
  it("does not repeat what could not be parsed, which somebody may have said", () => {
    const parse = (): unknown => {
      try {
        return JSON.parse("My secret complaint");
      } catch (error) {
        return error;
      }
    };
    expect(`${reasonOf(parse())}${placeOf(parse())}`).not.toMatch(/complaint|My sec/);
    expect(placeOf(parse())).toContain("log.test.ts");
    expect(reasonOf(new Error("The table is busy."))).toBe("The table is busy.");
  });
});
