import { EarshotError } from "./error.ts";
import type { Settings } from "./ports.ts";
import type { Theme } from "./theme.ts";

type Wish = NonNullable<Theme["issueToAttach"]>;

/**
 * Which issue an address names, `https://github.com/acme/app/issues/12`. Only at GitHub as it is set up here, and with
 * an owner whose repositories teams have: a key must not be led elsewhere by an address that somebody pastes. Whether
 * the issue is there the push finds out, which alone holds the key.
 *
 * @param host where GitHub's pages are: github.com, or a GitHub Enterprise's
 * @throws EarshotError `input` that says which addresses can be.
 */
export async function issueAt({ settings }: { settings: Settings }, url: string, host: string): Promise<Wish> {
  const parsed = URL.parse(url.trim());
  const path = /^\/([\w.-]{1,100})\/([\w.-]{1,100})\/issues\/([1-9]\d{0,8})\/?$/.exec(parsed?.pathname ?? "");
  if (parsed?.protocol !== "https:" || parsed.host !== host || parsed.username !== "" || !path)
    throw new EarshotError("input", `The address of an issue is https://${host}/owner/repository/issues/12.`, {
      field: "url",
    });
  const [, owner = "", name = "", number = ""] = path;
  const owners = (await settings.teams()).flatMap(({ repository }) => repository?.split("/")[0] ?? []);
  if (!owners.some((one) => one.toLowerCase() === owner.toLowerCase()))
    throw new EarshotError(
      "input",
      `No team has a repository of ${owner}'s${owners.length === 0 ? "" : `, but of ${[...new Set(owners)].join(", ")}`}: its issues are out of reach.`,
      { field: "url" },
    );
  return { repository: `${owner}/${name}`, number: Number(number) };
}
