import { day } from "@earshot/core/clock.ts";
import { idFrom } from "@earshot/core/id.ts";
import { api } from "@earshot/portal/api/api.ts";
import { pageRooms, pages } from "@earshot/portal/pages/pages.ts";
import { Hono } from "hono";
import { sign } from "hono/jwt";
import { describe, expect, it } from "vitest";
import { type Place, place, visitor } from "./visitor.ts";

const ines = "ines@example.org";

async function signedIn(at: Place, email: string) {
  const one = visitor(at);
  await one.signIn(email);
  return one;
}

interface Served {
  method: string;
  path: string;
}

/** The pages and the API as the portal serves them. */
const serving = (at: Place): Hono => new Hono().route("/api/v1", api(at.deps)).route("/", pages(at.deps));

/** Every route that the portal serves, as the routers themselves list them: one that is added is in here too. */
async function routesOf(at: Place): Promise<Served[]> {
  const rooms = await Promise.all(pageRooms(at.deps).map(({ open }) => open()));
  const known = [serving(at), ...rooms].flatMap(({ routes }) => routes).filter(({ method }) => method !== "ALL");
  const all = known.map(({ method, path }) => ({
    method,
    path: path
      .replace(/boards\/:id$/, "boards/courses")
      .replace(/teams\/:id$/, "teams/courses")
      .replace(":id", at.theme.id)
      .replace(/:\w+(\{[^}]*\})?/g, "nothing"),
  }));
  return [...new Map(all.map((one) => [`${one.method} ${one.path}`, one])).values()];
}

const isStaffs = ({ path }: Served): boolean => path === "/admin" || path.startsWith("/admin/");

describe("who may do what", async () => {
  const at = place();
  const routes = await routesOf(at);
  const once = new Map<string, ReturnType<typeof signedIn>>();
  /** Signed in once for all tests: only so many links are mailed to an address. */
  const known = (email: string) => {
    const one = once.get(email) ?? signedIn(at, email);
    once.set(email, one);
    return one;
  };
  const own = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  const staffs = routes.filter(isStaffs);

  async function ask(who: Awaited<ReturnType<typeof signedIn>>, { method, path }: Served, headers = {}) {
    const form = who.token((await who.get("/")).html);
    return method === "GET" ? who.get(path) : who.post(path, { form, do: "lock" }, headers);
  }

  it("finds the routes of staff by asking the router", () => {
    const listed = staffs.map(({ method, path }) => `${method} ${path.replace(at.theme.id, ":id")}`);
    expect(listed).toEqual(expect.arrayContaining(["GET /admin", "POST /admin/undo", "POST /admin/themes/:id"]));
    expect(listed.length).toBeGreaterThan(15);
  });

  it.each(staffs)("$method $path is a page that is not there, for guests and members", async (route) => {
    const before = JSON.stringify([...at.rows.themes.values()]);
    const missing = await visitor(at).get("/nowhere");
    const [guest, voter, ann] = [visitor(at), visitor(at), await known("ann@example.org")];
    at.rows.boards.set("courses", { id: "courses", name: "Courses", claims: [], guests: true });
    await voter.press("/", `/themes/${at.theme.id}/vote`, { vote: "1", to: "/" });
    for (const who of [guest, voter]) {
      const { status, html, headers } = await ask(who, route);
      expect(status).toBe(404);
      const neutral = (text: string) => text.replace(/(href|value)="[^"]*"/g, "");
      expect(neutral(html)).toBe(neutral(missing.html));
      expect(headers.get("www-authenticate")).toBeNull();
    }
    expect((await ask(ann, route)).status).toBe(404);
    expect(JSON.stringify([...at.rows.themes.values()])).toBe(before);
  });

  it.each(staffs.filter(({ method }) => method === "POST"))(
    "$method $path does nothing for another site, or with a form of another session",
    async (route) => {
      const staff = await known(ines);
      const before = JSON.stringify([...at.rows.themes.values()]);
      for (const headers of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
        { "sec-fetch-site": "none" },
      ])
        expect((await ask(staff, route, headers)).status).toBe(403);
      const theirs = (await known("ann@example.org")).token((await visitor(at).get("/")).html);
      expect((await staff.post(route.path, { form: theirs, do: "lock" }, own)).status).toBe(409);
      expect((await staff.post(route.path, { do: "lock" }, own)).status).toBe(409);
      expect(JSON.stringify([...at.rows.themes.values()])).toBe(before);
    },
  );

  it.each(staffs.filter(({ method, path }) => method === "GET" && !path.includes("nothing")))(
    "$path opens for staff, and is kept by nobody",
    async (route) => {
      const { status, headers } = await (await known(ines)).get(route.path);
      // Where only a form stands, its address leads on.
      expect([200, 303]).toContain(status);
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each(routes.filter(({ path }) => path.startsWith("/api/v1/")))(
    "$method $path asks for the key, from staff too",
    async ({ method, path }) => {
      const staff = await known(ines);
      const cookie = [...staff.jar].map(([name, value]) => `${name}=${value}`).join("; ");
      for (const headers of [{}, { cookie }, { authorization: "Bearer wrong", cookie }]) {
        const { status } = await serving(at).request(`http://localhost:3000${path}`, { method, headers });
        expect(status).toBe(401);
      }
    },
  );
});

describe("being staff", () => {
  it("ends with the session", async () => {
    const at = place();
    const staff = await signedIn(at, ines);
    expect((await staff.get("/admin")).status).toBe(200);
    at.clock.now += 31 * day;
    expect((await staff.get("/admin")).status).toBe(404);
  });

  it("ends the moment that the address is no longer named, with the session still good", async () => {
    const admins = [ines, "jo@example.org"];
    const at = place({ admins });
    const [staff, jo] = [await signedIn(at, ines), await signedIn(at, "jo@example.org")];
    expect((await staff.get("/admin")).status).toBe(200);
    admins.shift();
    expect((await staff.get("/admin")).status).toBe(404);
    expect((await staff.get("/")).html).toContain(">ines@example.org</a>");
    expect((await jo.get("/admin")).status).toBe(200);
  });

  it("comes with the word of the company's own app about the address, and not with its word about a name", async () => {
    const sso = "the company and Earshot know this";
    const at = place({ signIn: { secret: "a secret of the tests", sso, forum: undefined, mails: true } });
    const come = async (claims: Record<string, unknown>) => {
      const token = await sign({ exp: at.clock.now / 1000 + 60, jti: `token-${Math.random()}`, ...claims }, sso);
      const one = visitor(at);
      await one.get(`/sign-in/sso?token=${token}`);
      return (await one.get("/admin")).status;
    };
    expect(await come({ id: "7", email: "Ines@Example.org", name: "Ines" })).toBe(200);
    expect(await come({ id: ines, name: ines })).toBe(404);
    expect(await come({ id: "8", email: "ann@example.org" })).toBe(404);
  });

  it("cannot be had by asking for the operator's link, as no form takes her address", async () => {
    const at = place({ admins: ["operator@localhost"] });
    const somebody = visitor(at);
    expect((await somebody.press("/sign-in", "/sign-in", { email: "operator@localhost" })).status).toBe(400);
    expect([...at.rows.deliveries.values()].some(({ kind }) => kind === "sign_in")).toBe(false);
  });

  it("shows the way to the pages of staff to staff alone", async () => {
    const at = place();
    const [staff, ann] = [await signedIn(at, ines), await signedIn(at, "ann@example.org")];
    for (const path of ["/", `/themes/${at.theme.id}`]) {
      expect((await staff.get(path)).html).toContain('href="/admin');
      expect((await ann.get(path)).html).not.toContain('href="/admin');
    }
  });

  it("sees private themes on pages of her own; nobody sees them elsewhere", async () => {
    const at = place();
    at.rows.themes.set(at.theme.id, { ...at.theme, visibility: "private" });
    const staff = await signedIn(at, ines);
    expect((await staff.get(`/admin/themes/${at.theme.id}`)).status).toBe(200);
    for (const who of [staff, visitor(at)]) expect((await who.get(`/themes/${at.theme.id}`)).status).toBe(404);
    for (const id of ["thm_nope", idFrom("theme", "none"), "..%2f..", "%00"])
      expect((await staff.get(`/admin/themes/${id}`)).status).toBe(404);
  });
});
