import { type SampleFeedback, say } from "./shape.ts";

const music = say("portal", "music");
const rehearsals = say("portal", "rehearsals");

export const portal: SampleFeedback[] = [
  // Downloaded scores do not open offline
  music("offline-truth", "eamon", 15, 7, { title: "Make downloaded scores open offline again" })`
    They did until 5.0. Our church has no signal and no intention of getting one.`,
  music("offline-tick", "lydia", 11, 19, { title: 'Only show "downloaded" when the score really opens offline' })`
    The green tick says downloaded. Offline the score is blank. One of them is wrong.`,
  music("offline-lena", "lena", 9, 3, { lang: "de", title: "Noten offline verfügbar machen" })`
    Heruntergeladene Noten müssen sich ohne Netz öffnen lassen. In der Kirche haben wir keines, und seit dem Update bleibt die Seite weiß.`,
  music("offline-setlist", "will", 6, 8, { title: "Download a whole set list for offline" })`
    One button on the set list: download all scores for offline, and tell me at the end which ones failed. Not score by score.`,
  music("offline-tunnel", "zoe", 4, 14, { title: "Scores offline on the train" })`
    I learn my notes on the commuter train. Every tunnel the score goes blank, although it's downloaded. Before the update I could open everything offline.`,
  music("offline-rollback", "quentin", 2, 2, { title: "Give us the old version back until offline works" })`
    Downloaded scores that won't open offline are useless to me. I'd happily have stayed on 4.9 and never seen this update.`,
  music("offline-cave", "tove", 0, 9, { title: "Offline scores, please, before our concert in the mine" })`
    300 metres underground, zero signal, 50 singers with downloaded scores. I would like them to open.`,

  // The foot pedal
  music("pedal-pages", "kees", 75, 8, { title: "Stop the pedal from turning two pages" })`
    A bluetooth pedal sends its key twice now and then. Ignore the second press when it comes right after the first.`,
  music("pedal-keys", "anders", 32, 12, { title: "Let me set which key turns the page" })`
    My pedal sends space and enter. The app only turns pages on arrow keys.`,
  music("pedal-song", "rupert", 19, 21, { title: "Long press on the pedal = next piece" })`
    In a medley I have to take my hand off the bow to get to the next piece. A long press on the foot pedal could do it.`,

  // Share the section's markings
  music("bowings-push", "chloe", 59, 4, { title: "Copy the leader's bowings into every part" })`
    We lose the first quarter of each rehearsal to bowings. If the leader marks them once and the section gets them, everyone wins.`,
  music("bowings-conductor", "isaac", 50, 13, { title: "Conductor's markings for all" })`
    I'd share my markings (dynamics, breaths, cuts) from the full score into each part. Read-only for players.`,
  music("bowings-history", "una", 28, 6, { title: "Keep the markings of earlier concerts" })`
    When we play a piece again after five years, the section's old bowings should still be there to share, with the year and who marked them.`,
  music("bowings-print", "yara", 16, 8, { title: "Print the shared bowings too" })`
    Two of our section play from paper. The shared markings have to come out on the printed part or they'll bow the other way.`,
  music("bowings-optin", "kamal", 3, 17, { title: "Ask me before somebody's markings land in my part" })`
    Sharing bowings is fine. But I want to accept them first and be able to hide them.`,

  // Practice tracks
  music("tempo-half", "amy", 72, 6, { title: "Half speed for practice tracks" })`
    Slower tempo at the same pitch. I'm a slow learner, not a deep one.`,
  music("tempo-bars", "mateus", 56, 9, { title: "Loop a few bars of a practice track" })`
    Choose bar from and bar to, and loop it.`,
  music("tempo-count", "hana", 43, 15, { title: "Count-in before a practice track starts" })`
    Two bars of clicks in the tempo of the piece. I never catch the first entry.`,
  music("tempo-voice", "selma", 31, 3, { lang: "de", title: "Übetracks langsamer abspielen" })`
    Die Übetracks sind zu schnell. Ein Regler für das Tempo und eine Schleife über ein paar Takte wären toll.`,
  music("tempo-mute", "daria", 15, 10, { title: "Mute my voice in the practice track" })`
    Once I know my part I want to sing it against the other three. So: mute my own voice, at slower tempo at first.`,
  music("tempo-car", "pip", 5, 6, { title: "Practice tracks in the car" })`
    I learn everything at traffic lights. Let the practice tracks play with the screen off, in a loop.`,

  // Print
  music("print-job", "boris", 53, 7, { title: "Print all parts with one press" })`
    With the number of copies per part from the section list. Sixteen first violins, eight stands, so eight copies.`,
  music("print-paper", "niamh", 36, 3, { title: "Print parts in A3 booklets" })`
    Our printer can fold. The app's PDF cannot.`,
  music("print-list", "gunnar", 18, 11, { title: "One PDF of all the parts in concert order" })`
    I print a folder for each deps' chair: all parts of the evening in concert order, double-sided.`,
  music("print-concert", "xenia", 7, 20, { title: "Print cover sheets" })`
    When I print all parts of a piece I'd like a cover sheet with player and stand. Otherwise it's a heap.`,

  // Dark mode (settled), repeats, transposing (declined), stylus
  music("night-portal", "otto", 78, 3, { title: "Dark mode with white notes on black" })`
    For the pit and for bad eyes. The white screen blinds me after an hour.`,
  music("night-auto", "ivo", 66, 12, { title: "Switch to dark mode when it gets dark" })`
    The tablet knows how dark it is. Turn the score dark by itself during the concert.`,
  music("jumps-link", "connor", 23, 8, { title: "Tap a repeat to jump back" })`
    Like a link: tap at the repeat sign, jump to where it begins. Same for segno and coda.`,
  music("transpose-auto", "farida", 62, 5, { title: "Transpose parts for B flat and E flat instruments" })`
    We're a community band, whoever comes plays. I need every part for every instrument, so transposing would be gold.`,
  music("transpose-capo", "paula", 54, 10, { title: "Transpose songs for guitar" })`
    Our hymn group changes the key every Sunday. Transpose chords and melody, up or down, before the service.`,
  music("pencil-eraser", "jasmin", 24, 4, { title: "Stylus: rub out a single stroke" })`
    The eraser deletes everything I drew on the line. Only the stroke under the stylus, please.`,

  // Who is missing
  rehearsals("missing-overview", "nora", 79, 5, { title: "Show who is missing, by section" })`
    Before each rehearsal, one screen: section, how many are coming, who's missing.`,
  rehearsals("missing-warn", "vikram", 65, 8, { title: "Warn me when a section is too thin" })`
    If attendance in any section drops below a number I set, send me a message the day before. I can still phone someone then.`,
  rehearsals("missing-frieda", "frieda", 51, 12, { lang: "de", title: "Anwesenheit nach Stimmgruppen anzeigen" })`
    Sopran, Alt, Tenor, Bass, jeweils wie viele kommen und wer fehlt. Mehr brauche ich vor der Probe nicht.`,
  rehearsals("missing-deadline", "george", 42, 2, { title: "A deadline for saying yes or no" })`
    Attendance should close at noon. Whoever hasn't answered by then counts as missing, with a reminder two hours earlier.`,
  rehearsals("missing-season", "tom", 31, 18, { title: "Attendance over the whole season" })`
    Who was missing how often, by section, from the first rehearsal to the concert. I promise not to read it out.`,
  rehearsals("missing-soloists", "rosa", 20, 7, { title: "See at a glance if the soloists are coming" })`
    Attendance for a chosen few. If the soprano solo is missing we rehearse something else.`,
  rehearsals("missing-stefan", "stefan", 12, 6, { lang: "de", title: "Wer fehlt in welcher Stimme?" })`
    Vor der Probe will ich auf dem Handy sehen, wer in welcher Stimme fehlt, ohne die ganze Liste der Anwesenheit durchzugehen.`,
  rehearsals("missing-reason", "brigitte", 6, 15, { title: "Say why I'm missing, to the section leader only" })`
    I don't want 60 people to read about my operation. Let me give the reason for missing a rehearsal to my section leader and nobody else.`,
  rehearsals("missing-guests", "olu", 2, 9, { title: "Count guests in the attendance of a section" })`
    Visitors and deps sing along but aren't counted. So my alto section looks half missing when it's full.`,

  // Calendar
  rehearsals("calendar-fix", "malte", 65, 3, { title: "Fix the hour in subscribed calendars" })`
    Every rehearsal shows one hour late in my subscribed calendar. It is a time zone bug, and it has been there since the clocks changed.`,
  rehearsals("calendar-fast", "xenia", 52, 8, { title: "Update subscribed calendars within minutes" })`
    When a rehearsal is moved in the afternoon, the calendar on my phone must know by evening.`,
  rehearsals("calendar-strike", "dilan", 41, 14, { title: "Take cancelled rehearsals out of the calendar" })`
    Or write CANCELLED in front. They stay in my subscribed calendar as if nothing had happened.`,
  rehearsals("calendar-only", "yara", 26, 1, { title: "Only my own rehearsals in the calendar" })`
    My calendar shows the brass sectional. I play the harp.`,
  rehearsals("calendar-travel", "anders", 8, 10, { title: "Put the address into the calendar entry" })`
    The subscribed calendar says "Rehearsal" and nothing else. With the address my phone would tell me when to leave.`,

  // Notifications
  rehearsals("noise-daily", "erin", 69, 7, { title: "One summary a day instead of 20 notifications" })`
    All the yes and no answers in one notification at six in the evening. The rest can wait.`,
  rehearsals("noise-hours", "jutta", 46, 9, { lang: "de", title: "Ruhezeiten für Benachrichtigungen" })`
    Zwischen 22 und 7 Uhr bitte keine Benachrichtigungen, außer die Probe am nächsten Tag fällt aus.`,
  rehearsals("noise-urgent", "helga", 35, 11, { title: "Urgent notifications that get through" })`
    Everyone in our choir has muted the notifications by now. So when a rehearsal is cancelled at short notice nobody hears of it. Mark some as urgent.`,
  rehearsals("noise-choose", "pip", 22, 16, { title: "Choose notifications by kind" })`
    Changes yes, chat no, attendance no.`,
  rehearsals("noise-own", "george", 10, 4, { title: "No notifications about what I did myself" })`
    I cancel a rehearsal and get a push notification on my own phone about it, with a sad face.`,

  // Fahrgemeinschaften
  rehearsals("fahr-portal", "frieda", 22, 9, { lang: "de", title: "Fahrgemeinschaften beim Termin anlegen" })`
    Wer ein Auto hat, trägt freie Plätze und Treffpunkt ein, wer mitfahren will, meldet sich. Direkt beim Konzert oder bei der Probe.`,
  rehearsals("fahr-karte", "selma", 9, 5, { lang: "de", title: "Fahrgemeinschaften nach Ort vorschlagen" })`
    Die App weiß, wo alle wohnen. Sie könnte vorschlagen, wer mit wem fahren kann, wenn noch Plätze im Auto frei sind. Nur mit Zustimmung natürlich.`,
  rehearsals("fahr-lift", "gunnar", 4, 7, { lang: "de", title: "Mitfahren zum Auftritt" })`
    Ich habe keinen Führerschein und frage vor jedem Auftritt herum, wer im Auto noch Plätze frei hat. Lieber würde ich sehen, wer fährt, antippen und mitfahren.`,

  // Seats, deps, dates, recordings, rooms, dress
  rehearsals("seats-drag", "hana", 60, 11, { title: "Drag and drop seating plan" })`
    Rows, risers, who stands where. And a version to print for the stage manager.`,
  rehearsals("seats-height", "kamal", 34, 8, { title: "Seating plan by height" })`
    Put heights into the profile and suggest a seating plan where everyone sees the conductor.`,
  rehearsals("seats-tour", "una", 11, 13, { title: "A seating plan per hall" })`
    On tour every stage has other risers. Keep one seating plan and bend it to the hall.`,
  rehearsals("deps-first", "will", 48, 4, { title: "Ask all deps at once, first yes wins" })`
    Write to all my deps of that instrument at once. Whoever says yes first gets the concert, the others hear that it's taken.`,
  rehearsals("deps-pay", "rupert", 17, 12, { title: "A list of deps with fee and phone number" })`
    A list of deps per instrument, for the times when the first trumpet wakes up with a fat lip.`,
  rehearsals("dates-poll", "connor", 61, 3, { title: "Poll to find a date" })`
    Offer five dates, everyone ticks what suits them, the poll closes by itself.`,
  rehearsals("dates-section", "rosa", 38, 6, { title: "Poll dates within a section" })`
    We four horns want to find a date for a sectional without asking 70 people.`,
  rehearsals("dates-holiday", "ivo", 13, 9, { title: "Show school holidays when I plan dates" })`
    I planned the poll, everyone chose the same date, and it was the first day of the holidays.`,
  rehearsals("recordings-share", "mateus", 45, 10, { title: "Put the rehearsal recording where the score is" })`
    Listening to Tuesday's recording and seeing my part at the same time, that would be worth a lot.`,
  rehearsals("recordings-mark", "tove", 21, 4, { title: "Jump to a bar in the recording" })`
    A recording of a rehearsal is two hours long. The bit I need lasts ten seconds.`,
  rehearsals("rooms-portal", "lydia", 28, 2, { title: "Tell everyone when the room changes" })`
    In red, with the old room struck through. Half of us go where we always go.`,
  rehearsals("dress-portal", "chloe", 39, 9, { title: "Concert dress on the event page" })`
    So that I stop turning up in long black when it's black with something purple.`,
];
