import { day, hour, minute } from "@earshot/core/clock.ts";
import {
  beginSession,
  formToken,
  isGuest,
  isOwnForm,
  readSession,
  renewedSession,
  seal,
  sealSession,
  sessionHolds,
  unseal,
} from "@earshot/core/session.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const secret = "a secret of the tests";
const now = Date.UTC(2026, 10, 15);
const bytes = (n: number) => new Uint8Array(n).fill(7);
const ann = beginSession({ alias: "email:ann@example.org", name: "Ann" }, now, bytes);

describe("sealed tokens", () => {
  test("give back what was sealed, until they expire", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const token = seal(secret, "link", value, now + minute);
        expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
        expect(unseal(secret, "link", token, z.string(), now)).toEqual({ value, expired: false });
        expect(unseal(secret, "link", token, z.string(), now + minute)).toEqual({ value, expired: true });
      }),
    );
  });

  test("are refused when forged in any character, cut, extended, of another secret, purpose or shape", () => {
    const token = seal(secret, "link", "psn_1", now + minute);
    const read = (text: string) => unseal(secret, "link", text, z.string(), now);
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === "A" ? "B" : "A";
      expect(read(token.slice(0, i) + other + token.slice(i + 1)), `character ${i}`).toBeUndefined();
      expect(read(token.slice(0, i)), `cut at ${i}`).toBeUndefined();
    }
    for (const text of ["", ".", "..", `${token}.`, `${token}A`, `.${token}`, `${token}.${token}`, token.toUpperCase()])
      expect(read(text)).toBeUndefined();
    expect(unseal("another secret of it", "link", token, z.string(), now)).toBeUndefined();
    expect(unseal(secret, "session", token, z.string(), now)).toBeUndefined();
    expect(unseal(secret, "link", token, z.number(), now)).toBeUndefined();
  });
});

describe("sessions", () => {
  test("hold for thirty days, and are renewed after one", () => {
    const token = sealSession(secret, ann);
    expect(readSession(secret, token, now + sessionHolds - 1)).toEqual(ann);
    expect(readSession(secret, token, now + sessionHolds)).toBeUndefined();
    expect(renewedSession(ann, now + day - 1)).toBeUndefined();
    const renewed = renewedSession(ann, now + day);
    expect(renewed).toEqual({ ...ann, renewed: now + day });
  });

  test("end after a year, however often they are renewed", () => {
    const old = { ...ann, renewed: now + 364 * day };
    const token = sealSession(secret, old);
    expect(readSession(secret, token, now + 365 * day - 1)).toEqual(old);
    expect(readSession(secret, token, now + 365 * day)).toBeUndefined();
  });

  test("tell guests from members", () => {
    expect(isGuest(ann)).toBe(false);
    expect(isGuest({ alias: "guest:ses_1" })).toBe(true);
  });
});

describe("forms", () => {
  const ben = { ...ann, id: "ses_ben" };

  test("belong to one session, also after it was renewed", () => {
    const token = formToken(secret, ann, now);
    expect(isOwnForm(secret, ann, token, now)).toBe(true);
    expect(isOwnForm(secret, { ...ann, renewed: now + day }, token, now + day)).toBe(true);
    expect(isOwnForm(secret, ben, token, now)).toBe(false);
    expect(isOwnForm(secret, undefined, token, now)).toBe(false);
  });

  test("of nobody are no good to somebody, and expire", () => {
    const token = formToken(secret, undefined, now);
    expect(isOwnForm(secret, undefined, token, now)).toBe(true);
    expect(isOwnForm(secret, ann, token, now)).toBe(false);
    expect(isOwnForm(secret, undefined, token, now + 7 * day)).toBe(false);
    expect(isOwnForm(secret, undefined, "", now)).toBe(false);
  });

  test("are the same bytes within an hour, so that pages are", () => {
    expect(formToken(secret, ann, now)).toBe(formToken(secret, ann, now + hour - 1));
  });
});
