import { type SampleFeedback, say } from "./shape.ts";

const music = say("event", "music");
const rehearsals = say("event", "rehearsals");
const dues = say("event", "dues");

/** Notes from the users' evening in Leeds ten days ago, in the words of whoever listened. */
export const event: SampleFeedback[] = [
  music("offline-leeds", "margaret", 10, 5)`
    Margaret, bass section: 12 singers, village church, no signal. Downloaded scores blank when offline since the update. Was very calm about it, which was worse.`,
  music("offline-alphonse", "alphonse", 10, 4)`
    Tours in West Africa, weeks without network. Has gone back to paper because scores don't open offline any more. Would return at once.`,
  music("pedal-leeds", "dilys", 10, 3)`
    Showed me her bluetooth pedal turning two pages, three times out of ten presses. I have it on video.`,
  music("bowings-leeds", "oskar", 10, 4)`
    Brought the bowings up again. Would test sharing markings with his viola section any week from now.`,
  music("tempo-leeds", "sian", 10, 6)`
    Wants practice tracks at a slower tempo, and a loop. Hummed the bars to show me.`,
  rehearsals("missing-leeds", "margaret", 10, 2)`
    Their conductor wants attendance by voice on one page, with the missing names. Prints the list and uses a highlighter now.`,
  rehearsals("missing-dilys", "dilys", 10, 3)`
    Same wish as Margaret: who is missing in which section, before she leaves the house.`,
  rehearsals("missing-alphonse", "alphonse", 10, 2)`
    Half his singers answer by voice message. He'd like to put their attendance in for them, section by section.`,
  rehearsals("calendar-leeds", "jette", 10, 5)`
    Her subscribed calendar was one hour off for weeks. Thinks it's right now, but no longer trusts it and phones instead.`,
  rehearsals("fahr-wiesinger", "wiesinger", 10, 4, { lang: "de" })`
    Herr Wiesinger: Fahrgemeinschaften! Drei Orte, ein Chor, nie weiß einer, wer ein Auto hat und wie viele Plätze frei sind.`,
  rehearsals("fahr-jette", "jette", 10, 3, { lang: "de" })`
    Frau Brodersen fährt 40 km zur Probe und würde gern vier Leute mitnehmen. Freie Plätze im Auto, aber keiner weiß davon.`,
  rehearsals("seats-leeds", "margaret", 10, 6)`
    Carries a seating plan for the risers as a photo on her phone, with arrows on it. Wants to move people about on the tablet.`,
  rehearsals("deps-leeds", "dilys", 10, 7)`
    Keeps her list of deps in a recipe book, by instrument. Would like to ask them all at once.`,
  dues("family-leeds", "alphonse", 10, 1)`
    A family of seven in his choir gets seven bills. One bill for the family, please, and a discount from the third on.`,
  dues("login-leeds", "margaret", 10, 1)`
    A third of her members never got past the sign-in link: expired, or on the wrong device. She signs in for them.`,
  dues("login-wiesinger", "wiesinger", 10, 6, { lang: "de" })`
    Der Anmelde-Link ist abgelaufen, bis die älteren Mitglieder ihre Mails lesen. Er hätte gern ein Passwort auf Papier.`,
  dues("cash-leeds", "dilys", 10, 5)`
    Most of theirs pay cash in envelopes. Would like to tick off who paid while people are queuing for tea.`,
  dues("twice-leeds", "alistair", 10, 4)`
    Charged twice for his dues and told the whole table. Three others at the table had been charged twice as well and not noticed until then.`,
  rehearsals("event-thanks", "jette", 10, 0)`
    Says thank you for the evening and for the soup.`,
];
