import { render } from "@earshot/outlets/github/body.ts";
import { describe, expect, it } from "vitest";
import { reportOf } from "../stand-ins/themes.ts";

const now = Date.parse("2026-11-15T09:00:00Z");
const voice = (text: string) => ({
  text,
  source: "discourse",
  at: "2026-11-08T09:00:00Z",
  visibility: "public" as const,
});
const bodyOf = (theme: Parameters<typeof reportOf>[0], voices: readonly string[]) =>
  render(reportOf(theme, voices.map(voice)), "2026-11-15T09:00:00Z", true, now).section;

describe("an issue's section", () => {
  it("does not say twice what people said once", () => {
    const [one, two] = ["Please fix the search.", "Where's the search bar?"];
    const body = bodyOf({ summary: `${one} ${two}` }, [one, two]);
    expect(body.split("fix the search")).toHaveLength(2);
    expect(bodyOf({ summary: `${one} It went with 4.2.` }, [one, two])).toContain("It went with 4.2.");
  });

  it("says what helps until then, on one line of ours", () => {
    const body = bodyOf({ workaround: { text: "Use the **web**\n\n# page @octocat", at: "2026-11-01T09:00:00Z" } }, []);
    const line = body.split("\n").find((one) => one.startsWith("**What helps until then**: Use the"));
    expect(line).toContain("page");
    expect(line).not.toMatch(/[^\\]\*\*web|@octocat/);
    expect(bodyOf({}, [])).not.toContain("What helps");
  });
});
