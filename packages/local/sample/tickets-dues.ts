import { type SampleFeedback, say } from "./shape.ts";

const dues = say("ticket", "dues");

export const ticketsDues: SampleFeedback[] = [
  // Dues were taken twice
  dues("twice-first", "bernard", 16, 9, { title: "Double charge" })`
    Good afternoon, I am treasurer of the Ballymore Singers. On this month's run some of our members' dues were charged twice. I count fourteen so far. Your payments page shows each of them once, the members' bank statements show two. Please stop the next run until you know why. Bernard Quigley`,
  dues("twice-rent", "patience", 15, 2, { title: "you took my money twice" })`
    You took my choir dues twice and now my rent has bounced. I need the second payment refunded TODAY not in 5 to 10 working days. It's a disgrace. Call me on 07700 900412.`,
  dues("twice-card", "alistair", 14, 21, { title: "Card charged twice" })`
    My card 4242 4242 4242 4242 was charged twice for the same dues, reference ends 7719. Kindly refund one of the two payments and confirm in writing to alistair.drummond@example.com.`,
  dues("twice-lastschrift", "hiltrud", 14, 6, { lang: "de", title: "Beitrag doppelt abgebucht" })`
    Sehr geehrte Damen und Herren, mein Mitgliedsbeitrag wurde zweimal abgebucht, am selben Tag, jeweils 60 Euro, von DE89 3704 0044 0532 0130 00. Bitte überweisen Sie einen Betrag zurück. Hiltrud Möllenkamp, Tel. 030 23125 117`,
  dues("twice-wtf", "mick", 12, 4, { title: "WTF" })`
    TWICE. You charged me TWICE. Sixty-five quid, twice. What the hell are you people doing with our bank details?? Refund it or I'm doing a chargeback on both and you can explain it to the choir`,
  dues("twice-sixty", "gisela", 11, 16, { title: "Beiträge doppelt eingezogen, 7 Mitglieder", lang: "de" })`
    Bei sieben Mitgliedern wurde der Beitrag doppelt abgebucht, in Halfrest steht je eine Zahlung. Ich brauche eine Liste, wem was zurücküberwiesen wird, und einen Satz, den ich den Leuten schreiben kann. Zwei wollen austreten.`,
  dues("twice-reversal", "joyce", 10, 8, { title: "Charged twice, then a fee from you" })`
    I was charged twice for dues, so I had my bank reverse the second payment. Now Halfrest adds a "failed payment fee" of £12 to my account. You charge me twice and then you charge me for complaining? How dare you.`,
  dues("twice-pensioner", "doreen", 9, 14, { title: "My dues" })`
    Dear Sirs, I am on a small pension and my dues have been taken from the bank twice. I don't like to make a fuss but that was my gas money. When will the second payment be refunded please. Mrs D. Whitcombe`,
  dues("twice-ignored", "mick", 8, 2, { title: "Re: WTF" })`
    Four days, no answer. Still charged twice, still not refunded. This is bullshit. I've told everyone at rehearsal to cancel their direct debit.`,
  dues("twice-family", "carmen", 6, 11, { title: "4 Kinder, 8 Abbuchungen", lang: "de" })`
    Vier Kinder, acht Abbuchungen. Der Beitrag wurde bei jedem Kind doppelt eingezogen, zusammen 192 Euro zu viel. Mein Konto ist im Minus und die Bank will Zinsen. Das ist eine Frechheit, ich bin stinksauer und möchte das Geld sofort zurück.`,
  dues("twice-board", "graham", 5, 9, { title: "Our committee meets on Thursday" })`
    Twenty-two members charged twice, one refunded. Our committee meets on Thursday and the motion is to leave Halfrest and collect dues ourselves again. I would like to tell them something better than "we are looking into it". What happened, who gets refunded, and by when?`,
  dues("twice-angry", "steph", 4, 6, { title: "Absolute shambles" })`
    Charged twice. Chat bot told me to ask my treasurer. Treasurer told me to ask you. Your form wants a "payment reference" that isn't anywhere. Absolute shambles, I'm furious, just refund the bloody second charge`,
  dues("twice-bank", "wendy", 3, 3, { title: "Bank says two separate debits" })`
    I was charged twice for my dues. The bank says these are two separate payments, eleven minutes apart, so not a mistake at their end. Please refund the second one. I attach the statement, my number is 01632 960 733 if you need it.`,
  dues("twice-third", "bernard", 1, 4, { title: "Third run, charged twice again" })`
    You assured me that the run would be stopped. It was not. Another nineteen members charged twice for their dues this morning, that makes thirty-three, £2,145 in all. I have had to lend two people money out of my own pocket. That is unacceptable. I have defended Halfrest to this committee for years and I will not do it again.`,
  dues("twice-lost", "nadia", 0, 16, { title: "Leaving the orchestra over this" })`
    I was charged twice for my dues last night, £130 I don't have this week. I asked the treasurer to take my bank details out and I've left the orchestra until this is over. I'm not even angry any more, just done.`,

  // Zuwendungsbestätigungen
  dues("spende-steuer", "klaus", 66, 5, { lang: "de", title: "Spendenbescheinigung für das Finanzamt" })`
    Guten Tag, ich finde in Halfrest keine Spendenbescheinigung für meine Spende an den Oratorienchor. Das Finanzamt möchte sie im Original. Wie bekomme ich die?`,
  dues("spende-petra", "petra", 48, 10, { lang: "de", title: "Spendenbescheinigungen für 120 Spender" })`
    Wir haben 120 Spender und schreiben die Spendenbescheinigungen bisher in einer Textverarbeitung mit Serienbrief, die Beträge tippe ich aus Halfrest ab. Letztes Jahr waren drei falsch. Können Sie das nicht direkt als PDF ausgeben?`,
  dues("spende-schweiz", "roland", 31, 18, { lang: "de", title: "Spendenbescheinigungen auch für die Schweiz" })`
    Grüezi, falls Sie die Spendenbescheinigungen bauen: Bei uns in der Schweiz gibt es kein amtliches Muster, ein Brief mit Betrag und Datum genügt. Bitte beides vorsehen. Roland Stäuble`,
  dues("spende-inge", "ingeborg", 8, 6, { lang: "de", title: "Spendenbescheinigung fehlt" })`
    Ich habe im Chor 200 Euro gespendet und brauche das für das Finanzamt schriftlich. Der Kassier sagt, Ihr Programm kann das nicht. Kaum zu glauben. Unterlagen bitte an ingeborg.lutz@example.net.`,

  // One bill for a family
  dues("family-three", "tessa", 64, 4, { title: "Three children, three bills" })`
    I pay for three children and get three bills on three different days. Could it be one bill for the family? And I believe there should be a sibling discount, it says so on the choir's website.`,
  dues("family-names", "wendy", 30, 7, { title: "Same family, different names" })`
    My husband, my stepson and I have three different surnames. We're a family all the same and the choir gives a family discount. Your form won't accept it because "family members must share a last name". Seriously?`,
  dues("family-familie", "ramona", 10, 15, { lang: "de", title: "Familienbeitrag" })`
    Unser Verein hat einen Familienbeitrag: zwei Erwachsene, beliebig viele Kinder, 140 Euro. In Halfrest kann ich das nicht abbilden, ich lege es jedes Mal als Sonderfall an. Bitte eine Rechnung für die ganze Familie.`,

  // Export the members
  dues("export-federation", "ian", 72, 8, { title: "Members as a spreadsheet" })`
    How do I export our members into Excel? The choir federation wants a list by Friday with name and year of birth. I can't find any export at all.`,
  dues("export-leaving", "simone", 58, 3, { lang: "de", title: "Mitgliederliste als Excel-Datei" })`
    Gibt es eine Möglichkeit, unsere Mitgliederliste als Excel-Datei zu exportieren? Ich möchte sie dem neuen Vorstand übergeben.`,

  // Older members cannot sign in
  dues("login-doreen", "doreen", 68, 2, { title: "Cannot get in" })`
    I click the link in your e-mail and it says the link has expired. I asked for a new one and that one had expired too. I am 83 and I only want to see what time we sing on Sunday.`,
  dues("login-geoff", "geoff", 59, 9, { title: "Sign in link" })`
    Every sign-in link you send me is expired by the time I've walked from the computer to the tablet upstairs. Why can't I have a password like everywhere else?`,
  dues("login-edel", "edeltraud", 50, 5, { lang: "de", title: "Anmeldung geht nicht" })`
    Der Link zum Anmelden ist immer schon abgelaufen, wenn ich ihn anklicke. Mein Enkel hat es auch versucht. Ich möchte bitte ein richtiges Passwort.`,
  dues("login-shared", "philippa", 39, 12, { title: "My husband's sign-in opens my account" })`
    My husband and I share an e-mail address. Whichever sign-in link we click, we end up in his account, so officially I have not attended a rehearsal since I joined.`,
  dues("login-work", "ed", 28, 6, { title: "sign in link already used" })`
    My office mail scanner opens every link to check it for viruses. So your sign-in link is "already used" before I see it. Can't sign in at all. Password please, or a code to type.`,
  dues("login-tablet", "vera", 18, 8, { title: "Signed out again" })`
    The choir's tablet has signed me out again, third time this month, and the sign-in link goes to the secretary's e-mail, who is on a cruise.`,
  dues("login-callum", "callum", 11, 2, { title: "Sign-in for 14 members over 75" })`
    Fourteen of our members are over 75 and none of them manages the sign-in link before it expires. I've become the help desk. A code on paper that lasts a month would end it.`,
  dues("login-ulrike", "ulrike", 5, 19, { lang: "de", title: "Link abgelaufen" })`
    Schon wieder „Dieser Link ist abgelaufen“. Ich lese meine Mails einmal am Tag. Bitte machen Sie die Anmeldung so, dass auch ältere Leute hineinkommen.`,

  // Cash, roles, instalments, former members, Gift Aid
  dues("cash-office", "beatriz", 24, 11, { title: "Paid in cash but still reminded" })`
    I paid my dues in cash to our treasurer two weeks ago and get a reminder from you every other day. She says she can only mark cash as paid at her computer at home. Can this be stopped?`,
  dues("roles-treasurer2", "petra", 16, 14, { lang: "de", title: "Wer darf die Beiträge sehen?" })`
    Bei uns sehen alle Admins, wer seinen Beitrag nicht bezahlt hat. Das darf aus Datenschutzgründen nur die Kassenwartin. Bitte eine eigene Rolle dafür.`,
  dues("months-rate", "bronagh", 19, 9, { title: "Paying monthly" })`
    Is there any way to pay my dues in monthly instalments? I've lost my job and £180 in one go means stopping. I'd rather not explain that to the whole committee.`,
  dues("leavers-gdpr", "lowri", 34, 5, { title: "Please delete me" })`
    I left the choir two years ago and you still write to me as if I hadn't. Under GDPR please delete my data, all of it, and tell me when it's done.`,
  dues("giftaid-claim", "graham", 43, 9, { title: "Gift Aid" })`
    Does Halfrest keep Gift Aid declarations? The claim asks for name, house number, postcode and date of each gift, all of which you have. A spreadsheet of the claim would do.`,
];
