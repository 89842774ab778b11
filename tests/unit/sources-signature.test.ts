import { createHmac } from "node:crypto";
import { isSigned } from "@earshot/sources/signature.ts";
import { expect, it } from "vitest";

// RFC 4231, test case 2.
const secret = "Jefe";
const body = Buffer.from("what do ya want for nothing?");
const hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

it("accepts the published vector, in one part or several", () => {
  expect(isSigned(hex, secret, "hex", [body])).toBe(true);
  expect(isSigned(hex, secret, "hex", [body.subarray(0, 5), body.subarray(5)])).toBe(true);
  expect(isSigned(Buffer.from(hex, "hex").toString("base64"), secret, "base64", [body])).toBe(true);
});

it("accepts no other spelling, length, secret or body", () => {
  const base64 = Buffer.from(hex, "hex").toString("base64");
  for (const told of ["", hex.toUpperCase(), `${hex}00`, hex.slice(0, -2), hex.replace("5", "6"), ` ${hex}`])
    expect(isSigned(told, secret, "hex", [body])).toBe(false);
  for (const told of [base64.replaceAll("=", ""), base64.replaceAll("+", "-"), `${base64}\n`])
    if (told !== base64) expect(isSigned(told, secret, "base64", [body])).toBe(false);
  expect(isSigned(hex, "jefe", "hex", [body])).toBe(false);
  expect(isSigned(hex, secret, "hex", [Buffer.from("what do ya want for nothing!")])).toBe(false);
});

it("signs bytes, not what they look like as text", () => {
  const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
  const told = createHmac("sha256", "s").update(bytes).digest("hex");
  expect(isSigned(told, "s", "hex", [bytes])).toBe(true);
  expect(isSigned(told, "s", "hex", [bytes.toString("utf8")])).toBe(false);
});
