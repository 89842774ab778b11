import { isError } from "@earshot/core/error.ts";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "../../functions/environment.ts";

/** What is said of variables that cannot be used. */
function refusal(variables: Record<string, string | undefined>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (isError(error, "input")) return error.message;
    throw error;
  }
  throw new Error("It was accepted.");
}

const texts = [
  ...["EARSHOT_DATA", "EARSHOT_SAMPLE", "EARSHOT_API_KEY", "EARSHOT_TABLE"],
  ...["GITHUB_TOKEN", "GITHUB_WEBHOOK_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
  ...["DISCOURSE_WEBHOOK_SECRET", "ZENDESK_WEBHOOK_SECRET"],
] as const;
const addresses = [
  ...["EARSHOT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "GITHUB_API_URL", "SLACK_API_URL"],
  ...["DISCOURSE_URL", "ZENDESK_URL"],
] as const;
const numbers = [
  ["PORT", 3000],
  ["EARSHOT_RATE_LIMIT", 600],
  ["EARSHOT_TRUSTED_PROXIES", 0],
] as const;
const groups: string[][] = [
  ["GITHUB_APP_ID", "GITHUB_PRIVATE_KEY"],
  ["DISCOURSE_API_KEY", "DISCOURSE_API_USERNAME", "DISCOURSE_URL"],
  ["ZENDESK_EMAIL", "ZENDESK_API_TOKEN", "ZENDESK_URL"],
];

/** A value that is right for a variable. */
const right = (name: string): string => (name.endsWith("_URL") ? "https://hush.example" : "hush");

describe("the environment", () => {
  it("needs nothing", () => {
    expect(readEnvironment({})).toMatchObject({ PORT: 3000, EARSHOT_RATE_LIMIT: 600, EARSHOT_TABLE: "earshot" });
    expect(readEnvironment({ GITHUB_TOKEN: undefined }).GITHUB_TOKEN).toBeUndefined();
  });

  it.each(texts)("%s is taken as it is, without spaces around it", (name) => {
    expect(readEnvironment({ [name]: " some-text\n" })[name]).toBe("some-text");
  });

  it.each([...texts, ...addresses, ...numbers.map(([name]) => name)])("%s set to nothing is not set", (name) => {
    expect(readEnvironment({ [name]: "" })).toEqual(readEnvironment({}));
    expect(readEnvironment({ [name]: "  " })).toEqual(readEnvironment({}));
  });

  it("EARSHOT_ADMINS is a list of e-mail addresses, or refused by name", () => {
    const admins = (given: string) => readEnvironment({ EARSHOT_ADMINS: given }).EARSHOT_ADMINS;
    expect(admins(" Ines@Example.org, jo@example.org,\n")).toEqual(["ines@example.org", "jo@example.org"]);
    expect(admins(" ")).toBeUndefined();
    for (const wrong of ["hush", "ines@example.org, hush", "ines@localhost", ","])
      expect(refusal({ EARSHOT_ADMINS: wrong })).toMatch(/^EARSHOT_ADMINS cannot be used: (?!.*hush)/);
  });

  it.each(addresses)("%s is an address, without a slash at its end", (name) => {
    expect(readEnvironment({ [name]: "https://a.example/folder//" })[name]).toBe("https://a.example/folder");
    expect(readEnvironment({ [name]: "http://localhost:8000" })[name]).toBe("http://localhost:8000");
  });

  it.each(addresses)("%s that is no address is refused by name, and its value not repeated", (name) => {
    for (const wrong of ["hush", "hush.example", "ftp://hush.example", "javascript:hush", "http://"]) {
      const message = refusal({ [name]: wrong });
      expect(message).toMatch(new RegExp(`^${name} cannot be used: [^\\n]+$`));
      expect(message).not.toContain(wrong);
    }
  });

  it.each(numbers)("%s is a number, %i unless said", (name, usual) => {
    expect(readEnvironment({})[name]).toBe(usual);
    expect(readEnvironment({ [name]: " 0 " })[name]).toBe(0);
    expect(readEnvironment({ [name]: "8" })[name]).toBe(8);
    for (const wrong of ["-424242", "4242.5", "424242x", "Infinity", "99999999"]) {
      const message = refusal({ [name]: wrong });
      expect(message).toMatch(new RegExp(`^${name} cannot be used: [^\\n]+$`));
      expect(message).not.toContain(wrong);
    }
  });

  it("PORT is one that there can be", () => {
    expect(readEnvironment({ PORT: "65535" }).PORT).toBe(65_535);
    expect(refusal({ PORT: "65536" })).toMatch(/^PORT /);
  });

  it.each(groups)("%s is taken with all that belongs to it", (...names) => {
    const whole = Object.fromEntries(names.map((name) => [name, right(name)]));
    expect(readEnvironment(whole)).toMatchObject(whole);
  });

  it.each(groups.flatMap((names) => names.map((missing): [string, string[]] => [missing, names])))(
    "without %s the others are half a group: the line names it and one that is set, and repeats no value",
    (missing, names) => {
      const rest = names.filter((name) => name !== missing);
      const message = refusal(Object.fromEntries(rest.map((name) => [name, right(name)])));
      expect(message).toMatch(new RegExp(`^${missing} is not set, but (?:${rest.join("|")}) is: [^\\n]+$`));
      expect(message).not.toContain("hush");
      expect(refusal({ ...Object.fromEntries(rest.map((name) => [name, right(name)])), [missing]: " " })).toBe(message);
    },
  );

  it("an address and a webhook's secret are no half of polling", () => {
    const given = {
      DISCOURSE_URL: "https://a.example",
      DISCOURSE_WEBHOOK_SECRET: "s",
      ZENDESK_URL: "https://b.example",
    };
    expect(readEnvironment(given)).toMatchObject(given);
  });

  it.each(["with space", "täglich", "two\nlines", "tab\tbed"])(
    "EARSHOT_API_KEY cannot be %j, which no header can carry, and the value is not repeated",
    (value) => {
      const told = refusal({ EARSHOT_API_KEY: value });
      expect(told).toMatch(/^EARSHOT_API_KEY cannot be used/);
      expect(told).not.toContain(value);
    },
  );

  it("leaves alone what is not Earshot's", () => {
    expect(readEnvironment({ HOME: "/root", AWS_REGION: "eu-central-1" })).toEqual(readEnvironment({}));
  });
});
