import { type SampleFeedback, say } from "./shape.ts";

const rehearsals = say("forum", "rehearsals");

export const forumRehearsals: SampleFeedback[] = [
  // Who is missing, by voice or section
  rehearsals("missing-tenors", "henrik", 81, 4, { title: "Who is missing, by voice" })`
    I conduct 64 singers. On a Tuesday evening I need one thing from the attendance page: who is missing, by voice. "51 of 64 are coming" is no use to me when the 13 missing ones are all of my tenors.`,
  rehearsals("missing-oboes", "ngozi", 76, 20)`
    Seconded. Attendance per section, please. Three oboes and no bassoon is not "90 % attendance".`,
  rehearsals("missing-late", "sunita", 68, 3)`
    Could people answer "late" besides yes and no? Half of those missing from my attendance list write "coming at eight" in the comment, and then they count as missing in their section.`,
  rehearsals("missing-silent", "esme", 59, 7)`
    Half the choir never answers. I don't need to know who comes, I need to see who hasn't said anything yet, voice by voice, so that I can nudge those and leave the rest in peace.`,
  rehearsals("missing-stimmen", "tobias", 46, 9, { lang: "de", title: "Anwesenheit nach Stimmen" })`
    Ich brauche die Anwesenheit nach Stimmgruppen. Wenn 40 von 52 zur Probe kommen, weiß ich immer noch nicht, ob genug Bässe da sind. Im Moment drucke ich die Liste aus und male Striche.`,
  rehearsals("missing-brass", "dave", 36, 15)`
    brass band, 28 players, if both solo cornets are missing there is no rehearsal. show me attendance by section on the FIRST screen not after four taps`,
  rehearsals("missing-three", "matthias", 28, 2)`
    Our rule: miss more than three rehearsals and you don't sing the concert. I count the missing ones by hand from paper attendance lists, and every term someone disputes the count.`,
  rehearsals("missing-bass", "ludger", 22, 18, { lang: "de" })`
    Bei uns sagt immer der ganze Bass gleichzeitig ab. Eine Übersicht der Anwesenheit pro Stimme, am besten mit Ampel, und der Chorleiter weiß vor der Probe Bescheid.`,
  rehearsals("missing-monday", "gareth", 15, 5)`
    I plan on Monday what we rehearse on Wednesday. If I could see on Monday that most of the tenors are missing I'd do the women's chorus instead. The attendance numbers are there, just not by voice.`,
  rehearsals("missing-strings", "clara", 7, 16)`
    Conductor's view of attendance by section, desk by desk if possible. Two missing violas at the front are worse than four at the back.`,
  rehearsals("missing-colour", "piet", 3, 9)`
    Simple idea: on the attendance page colour each section red when fewer than half of it are coming. I shouldn't need to count heads by voice myself.`,

  // The subscribed calendar is an hour off, or old
  rehearsals("calendar-hour", "lotte", 69, 2, { title: "Calendar one hour off" })`
    I subscribe to the rehearsal calendar on my phone. Since last week every rehearsal in it is one hour late. In Halfrest itself the time is right.`,
  rehearsals("calendar-basses", "kofi", 67, 11)`
    Same. My subscribed calendar says 20:30, the app says 19:30. Half the basses turned up one hour late with a clear conscience.`,
  rehearsals("calendar-stale", "agnieszka", 60, 8)`
    Mine isn't one hour off, it's one week old. When a rehearsal is moved, the subscribed calendar on the phone finds out days later, if at all.`,
  rehearsals("calendar-outlook", "jkowal", 50, 6)`
    Outlook at work: hour off. Phone: right. Same calendar link. So maybe it's the time zone in the file? Happy to send you mine.`,
  rehearsals("calendar-locked", "joao", 38, 1)`
    Cancelled rehearsals stay in the subscribed calendar. I drove 40 minutes to a locked school. Not amused.`,
  rehearsals("calendar-abo", "anke", 31, 13, { lang: "de" })`
    Der abonnierte Kalender zeigt bei mir alle Proben eine Stunde zu spät an. In der App stimmt die Uhrzeit. Liegt das an der Zeitzone?`,
  rehearsals("calendar-three", "harper", 12, 3)`
    i sing in two choirs and play in a band so that's three calendars to subscribe to, and each one updates whenever it feels like it. one calendar link for all my rehearsals would be enough`,

  // Too many notifications
  rehearsals("noise-eleven", "leila", 72, 10, { title: "Too many notifications" })`
    Eleven notifications in one evening, because people were answering whether they come on Thursday. So I muted them all, and promptly missed the one notification that mattered.`,
  rehearsals("noise-midnight", "tamsin", 56, 4)`
    Our secretary does her admin at midnight. Good for her, but I don't need eleven notifications on my phone at 00:40 about who brings which salad. Quiet hours for notifications, please.`,
  rehearsals("noise-kinds", "nils", 40, 17)`
    Let me choose which notifications I get: changes to a rehearsal yes, comments no, "Sven is coming" definitely no. Now it's everything or mute.`,
  rehearsals("noise-mail", "finn", 25, 5)`
    And too many of the notifications also arrive as an e-mail. Twice the noise for the same salad.`,
  rehearsals("noise-chat", "reed", 8, 20)`
    whoever decided that every smiley in the chat deserves a push notification on my phone: may your reeds crack in winter`,

  // Fahrgemeinschaften (German)
  rehearsals("fahr-wochenende", "birgit", 24, 6, { lang: "de", title: "Fahrgemeinschaften zum Probenwochenende" })`
    Bitte baut Fahrgemeinschaften ein: Wer ein Auto hat, trägt freie Plätze ein, wer mitfahren will, setzt sich rein. Bei 48 Leuten führe ich dafür drei Listen und einen Zettel an der Tür.`,
  rehearsals("fahr-bass", "uli", 21, 3, { lang: "de" })`
    Fahrgemeinschaften, dringend! Wer freie Plätze einträgt, soll bitte dazuschreiben, ob ein Kontrabass ins Auto passt. Letztes Mal waren es drei Plätze in einem Kleinwagen.`,
  rehearsals("fahr-dorf", "anke", 16, 19, { lang: "de" })`
    Auf dem Dorf fährt abends kein Bus. Fünf von uns wohnen in derselben Ecke und fahren mit fünf Autos zur Probe, weil keiner weiß, wer noch freie Plätze hat. Fahrgemeinschaften für jede Probe, nicht nur für Konzerte!`,
  rehearsals("fahr-jugend", "elke", 11, 7, { lang: "de" })`
    Im Jugendchor ganz wichtig: Eltern tragen ein, wie viele Plätze im Auto frei sind, und für jedes Kind steht da, bei wem es mitfahren darf. Fahrgemeinschaften bitte für hin und zurück.`,
  rehearsals("fahr-absage", "ludger", 6, 12, { lang: "de" })`
    Und wenn der Fahrer absagt, müssen es alle erfahren, die in seinem Auto mitfahren wollten. Meine letzte Fahrgemeinschaft war ich um sieben allein am Bahnhof.`,
  rehearsals("fahr-tournee", "winfried", 2, 4, { lang: "de" })`
    Für die Konzertreise genauso: 3 Busse, 9 Autos, wer will wo mitfahren? Fahrgemeinschaften mit freien Plätzen direkt beim Termin, dann brauche ich meine Tabelle nicht mehr.`,

  // A seating plan
  rehearsals("seats-risers", "esme", 63, 12, { title: "Seating plan for the risers" })`
    I draw the seating plan for the risers on graph paper, by height, by voice, and by who must not stand beside whom. Could Halfrest have a seating plan where I drag people into their place?`,
  rehearsals("seats-desks", "ngozi", 54, 5)`
    Orchestras too: a seating plan with desks, first and second player, and a list of who turns pages.`,
  rehearsals("seats-sick", "tobias", 29, 6)`
    When somebody drops out on the day, the seating plan should close the gap by itself. I spent the whole dress rehearsal moving people half a step to the left.`,
  rehearsals("seats-find", "bassline", 18, 21)`
    I'm 1.96 m and every concert I end up in the front row because nobody remembers where we stood last time. A seating plan on my phone with my own place marked would do.`,

  // Deps and stand-ins
  rehearsals("deps-list", "callum", 65, 9, { title: "A list of deps we can ask" })`
    Our second bassoon cries off on Friday and I phone round for a dep until midnight. I'd like to keep a list of deps per instrument, ask them all at once, and the first who says yes gets the concert.`,
  rehearsals("deps-music", "anke", 42, 3)`
    The deps also need the music. Now I make every dep a full member for one week so they can see their part, and the treasurer then sends them a bill for dues. Embarrassing.`,
  rehearsals("deps-fee", "hugo", 23, 14)`
    keep the dep's fee and travel with it. who we asked, who said yes, what we promised. it's all in my head and my head is full`,
  rehearsals("deps-neighbours", "jkowal", 9, 2)`
    Three bands within ten miles all use Halfrest. Let us share our deps between bands, with their consent of course. I'd dep for the other two happily.`,

  // Find a date
  rehearsals("dates-extra", "sunita", 53, 1)`
    To find a date for one extra rehearsal I make a poll on another website, paste the link here, and half don't see it. A poll for dates inside Halfrest please: five dates, tick which ones suit you.`,
  rehearsals("dates-conductor", "ngozi", 14, 11)`
    With a poll for dates I'd want a veto for a few people. A date that suits everybody except the conductor is not a date.`,

  // Recordings of rehearsals
  rehearsals("recordings-upload", "aurelio", 35, 9)`
    I record every rehearsal on my phone. Uploading the recording to the rehearsal's page fails above 100 MB, which is eleven minutes of us.`,
  rehearsals("recordings-private", "cecily", 19, 23)`
    If recordings of rehearsals go online, then please only for those who were there, and gone after a month. I don't want my sight-reading preserved.`,

  // Where is it
  rehearsals("rooms-changed", "rhod", 32, 8)`
    Rehearsal moved to the small hall, room changed in the app, and the reminder still named the old room. Nine of us rehearsed a very long silence.`,

  // What to wear
  rehearsals("dress-black", "mezzo", 62, 15)`
    Every concert the same forty messages: all black? long black? black with a colour? A field for concert dress on the event, big, at the top.`,

  // On their own
  rehearsals("cake", "tamsin", 48, 22)`
    A sign-up list for the interval cakes with a maximum per kind. We had nine lemon drizzles and no teabags.`,
];
