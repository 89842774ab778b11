import type { FollowerNews } from "@earshot/core/followers.ts";
import type { Mail } from "@earshot/core/mail.ts";
import type { Intent } from "@earshot/core/pass.ts";
import type { Texts } from "./texts.ts";

/** The mail with the link: what it does, for how long, and what to do with it if one did not ask for it. */
export function mailOf(texts: Texts, to: string, link: string, intent: Intent | undefined): Mail {
  const { subject, open, errand, ignore } = texts.mail;
  const does = intent && errand[intent.does];
  return { to, subject, body: [open, link, ...(does === undefined ? [] : [does]), ignore].join("\n\n") };
}

/** What became of something that its reader stands behind: where it stands, and the answer as a person gave it. */
export function followerMailOf(
  texts: Texts,
  { theme, answer, note }: FollowerNews,
  { to, theme: address, unsubscribe }: { to: string; theme: string; unsubscribe: string },
): Mail {
  const says = texts.followerMail;
  const title = theme.title.replace(/\s+/gu, " ").trim();
  const stands = theme.status === "open" ? says.answered : says.stands(texts.status[theme.status]);
  const body = [
    stands.replace("{title}", () => title),
    ...(note === undefined ? [] : [note]),
    ...(answer === undefined ? [] : [says.writes(answer.by), answer.text]),
    address,
    `-- \n${says.why}\n${says.stop}\n${unsubscribe}`,
  ].join("\n\n");
  const subject = theme.status === "open" ? says.answerSubject : `${texts.status[theme.status]}: {title}`;
  return { to, subject: subject.replace("{title}", () => title), body, unsubscribe };
}
