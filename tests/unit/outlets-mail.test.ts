import { createServer, type Server } from "node:net";
import { type Delivery, deliveryId } from "@earshot/core/outbox.ts";
import { mail } from "@earshot/outlets/mail/mail.ts";
import { handOver } from "@earshot/outlets/mail/smtp.ts";
import { afterEach, describe, expect, it, vi } from "vitest";

const now = Date.UTC(2026, 10, 15);
const at = new Date(now).toISOString();
const payload = {
  to: "ann@example.org",
  subject: "Dein Link zum Anmelden",
  body: "Hier: https://ideas.example.org/sign-in/link?token=abc.def\n\nGrüße",
};
const delivery: Delivery = {
  id: deliveryId("sign_in", "pas_1", ""),
  outlet: "mail",
  kind: "sign_in",
  occasion: "ann@example.org",
  state: "waiting",
  payload,
  attempts: 1,
  createdAt: at,
  dueAt: at,
  at,
};

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A mail server that says what it is told to, and keeps what it hears. */
async function mailServer(recipient = "250 fine"): Promise<{ smtpUrl: string; heard: () => string }> {
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
        else if (/^RCPT/i.test(line)) socket.write(`${recipient}\r\n`);
        else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { smtpUrl: `smtp://127.0.0.1:${port}`, heard: () => heard };
}

const from = "Earshot <ideas@example.org>";

describe("mail", () => {
  it("is sent as it was composed, and its link is not kept", async () => {
    const { smtpUrl, heard } = await mailServer();
    const outcome = await mail({ smtpUrl, from, clock: () => now }).send(delivery);
    expect(heard()).toContain("RCPT TO:<ann@example.org>");
    expect(heard()).toContain(`Message-ID: <${delivery.id}@example.org>`);
    expect(heard()).toContain("Subject: Dein Link zum Anmelden");
    expect(heard()).toContain("abc.def");
    expect(outcome).toMatchObject({ state: "sent", payload: { to: "ann@example.org" } });
    expect(JSON.stringify(outcome)).not.toContain("abc.def");
  });

  it("is shown on this machine and kept whole where there is no server", async () => {
    const show = vi.fn();
    expect(await mail({ show, clock: () => now }).send(delivery)).toEqual({ state: "dry_run", payload });
    expect(show).toHaveBeenCalledWith(payload);
  });

  it("is not sent when its link has run out", async () => {
    const { smtpUrl, heard } = await mailServer();
    const late = mail({ smtpUrl, from, clock: () => now + 21 * 60_000 });
    expect(await late.send(delivery)).toEqual({ state: "superseded" });
    expect(heard()).toBe("");
  });

  it("lets mailboxes say no more in one press, and leaves however late it is", async () => {
    const { smtpUrl, heard } = await mailServer();
    const unsubscribe = `https://ideas.example.org/unfollow?token=${"x".repeat(300)}.${"y".repeat(43)}`;
    const told: Delivery = { ...delivery, kind: "follower_mail", payload: { ...payload, unsubscribe } };
    const outcome = await mail({ smtpUrl, from, clock: () => now + 60 * 60_000 }).send(told);
    expect(heard()).toContain(`\r\nList-Unsubscribe: <${unsubscribe}>\r\n`);
    expect(heard()).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    expect(heard()).toContain("\r\nAuto-Submitted: auto-generated\r\n");
    expect(outcome.state).toBe("sent");
    expect(JSON.stringify(outcome)).not.toContain("xxx");
  });

  it("is tried again when the server asks for patience or is away, and not when it refuses", async () => {
    const busy = await mailServer("451 later");
    await expect(mail({ ...busy, from, clock: () => now }).send(delivery)).rejects.toMatchObject({ kind: "upstream" });
    server?.close();
    const gone = mail({ smtpUrl: "smtp://127.0.0.1:1", from, clock: () => now });
    await expect(gone.send(delivery)).rejects.toMatchObject({ kind: "upstream" });
    const strict = await mailServer("550 nobody here");
    await expect(mail({ ...strict, from, clock: () => now }).send(delivery)).rejects.toMatchObject({ kind: "input" });
  });

  it("does not wait for a server that takes the call and says nothing: it is tried again later", async () => {
    server = createServer((socket) => void socket.on("error", () => {})).listen(0, "127.0.0.1");
    await new Promise((resolve) => server?.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const postbox = { smtpUrl: `smtp://127.0.0.1:${port}`, from: "ideas@example.org", timeout: 50 };
    await expect(handOver(postbox, "out_1", { to: "ann@example.org", text: "Hello" })).rejects.toMatchObject({
      kind: "upstream",
    });
  });
});
