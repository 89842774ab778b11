import { type SampleFeedback, say } from "./shape.ts";

const music = say("ticket", "music");
const rehearsals = say("ticket", "rehearsals");

export const tickets: SampleFeedback[] = [
  // Downloaded scores do not open offline
  music("offline-funeral", "wendy", 17, 5, { title: "No music at a funeral" })`
    We sang at a funeral yesterday, a chapel without signal. None of the downloaded scores opened. We stood by the coffin and sang from memory what we could. I'm not writing to shout at anyone but you should know what it was like.`,
  music("offline-basement", "haruto", 13, 3, { title: "Scores blank offline on Android" })`
    Practice room is in a basement, no signal. Since update 5.0 all downloaded scores are blank when offline. Android 14, 128 GB, 60 GB free. Logs attached. Please tell me if you need more.`,
  music("offline-ship", "ed", 10, 17, { title: "no internet at sea" })`
    I play in the band on a cruise ship, internet costs 29 dollars a day. Had 300 scores downloaded, opened fine offline last month, now every one of them is a white page. What do you suggest I do, swim?`,
  music("offline-klaus", "klaus", 8, 12, { lang: "de", title: "Noten öffnen sich nicht ohne Internet" })`
    Seit der neuen Version öffnen sich die heruntergeladenen Noten nicht mehr ohne Internet, die Seite bleibt weiß. In unserer Kirche gibt es kein Netz. Bitte um Abhilfe vor Sonntag.`,
  music("offline-kirsty", "kirsty", 6, 21, { title: "Offline scores: when?" })`
    Third time of asking. Downloaded scores don't open offline, 41 singers, concert on the 2nd. I need a date, or the old version back. Not a link to the help page.`,
  music("offline-iona", "bronagh", 4, 8, { title: "retreat on an island" })`
    going to an island with no signal for five days with the choir and all the scores are downloaded but wont open offline, just spins. is there a way to put the old version back on??`,
  music("offline-exam", "steph", 2, 10, { title: "Daughter's exam ruined" })`
    My daughter had her grade 7 cello exam in a hall with no wifi. Her score was downloaded, she went to open it offline: blank page, spinner. The examiner was kind. I am not. Eighty quid for that exam and she cried all the way home.`,
  music("offline-gareth", "gareth", 0, 20, { title: "5.0.3 offline" })`
    5.0.3 opens newly downloaded scores offline, good. But I have 412 older scores and would have to delete and download each by hand. Please make it download them again by itself while there's wifi.`,

  // The foot pedal, bowings, print, practice tracks, stylus
  music("pedal-recital", "graham", 67, 15, { title: "Page turner pedal" })`
    My bluetooth pedal turned two pages at once twice in yesterday's recital. It is a new pedal with new batteries. Is there a setting in the app for it?`,
  music("pedal-battery", "ian", 36, 4, { title: "Pedal disconnects" })`
    The bluetooth pedal disconnects whenever the screen dims, and then it takes about a minute till it turns pages again. iPad, latest version.`,
  music("pedal-update", "tessa", 18, 3, { title: "Pedal stopped working after update" })`
    After the update my foot pedal no longer turns any page, neither back nor forward. It is paired in bluetooth and works in a text editor.`,
  music("bowings-strings", "philippa", 38, 9, { title: "Sending bowings to my section" })`
    As principal viola I'd like to share my bowings with my section of nine. Is there a way to copy the markings from my part into theirs without wiping out what they've marked themselves?`,
  music("bowings-atem", "hiltrud", 20, 2, { lang: "de", title: "Eintragungen teilen" })`
    Unser Chorleiter möchte seine Atemzeichen und Eintragungen mit allen teilen, damit nicht jeder sie abschreiben muss. Geht das schon?`,
  music("tempo-speed", "geoff", 52, 16, { title: "Practice tracks too fast" })`
    The practice tracks are too fast for a man of 78. Is there a button for a slower tempo? My wife says there is one on the wireless.`,
  music("print-parts", "lowri", 49, 13, { title: "Printing parts" })`
    I have to print all parts for a big band, seventeen of them, for deps who don't own tablets. One by one takes me half an hour. Have I missed a "print all" somewhere?`,
  music("print-a4", "roland", 25, 10, { title: "Parts print too small" })`
    Parts that were scanned in A3 print on A4 so small that nobody can read them, even if I choose "actual size".`,
  music("pencil-gone", "haruto", 30, 12, { title: "Stylus draws with an offset" })`
    The stylus draws about 4 mm to the left of its tip when the page is zoomed. In a string quartet part that is the wrong bar.`,

  // Who is missing
  rehearsals("missing-chair", "alistair", 70, 10, { title: "Attendance by section" })`
    Is there a report of attendance by section? Our conductor asks every week who's missing in the lower strings, and I go through the names one at a time.`,
  rehearsals("missing-answer", "beatriz", 44, 6, { title: "I answered and still count as missing" })`
    I press "coming" for every rehearsal and the attendance page says I'm missing. Our section leader rings me each Tuesday to ask if I'm ill.`,
  rehearsals("missing-alt", "simone", 27, 5, { lang: "de", title: "Anwesenheit pro Stimme" })`
    Gibt es eine Auswertung der Anwesenheit pro Stimme? Unser Chorleiter plant die Probe danach, ob der Alt vollständig ist.`,
  rehearsals("missing-export", "petra", 9, 4, { lang: "de", title: "Anwesenheit für den Zuschuss" })`
    Für den Zuschuss der Stadt brauche ich die Anwesenheit der ganzen Saison nach Stimmgruppen, und wie viele im Schnitt gefehlt haben. Können Sie das auswerten?`,

  // The calendar is an hour off
  rehearsals("calendar-late", "vera", 66, 6, { title: "Wrong time in my calendar" })`
    In my phone's calendar all rehearsals are one hour late. I subscribed with your link and changed nothing. I missed the first half of Saturday because of it.`,
  rehearsals("calendar-zone", "haruto", 63, 8, { title: "ICS time zone" })`
    The calendar file you serve has times without a time zone, so each subscribed calendar guesses. After the clocks change they're one hour off. Add TZID or use UTC and it's fixed.`,
  rehearsals("calendar-kalender", "ulrike", 55, 11, { lang: "de", title: "Falsche Uhrzeit im Kalender" })`
    Im abonnierten Kalender stehen alle Proben eine Stunde zu spät, in der App ist es richtig. Ich habe mich schon zweimal blamiert.`,
  rehearsals("calendar-moved", "joyce", 47, 2, { title: "Calendar does not update" })`
    You moved our rehearsal to Wednesday, my subscribed calendar still says Tuesday, a week later. I came on Tuesday. So did nine others, we had a nice sing without you.`,
  rehearsals("calendar-double", "ian", 33, 14, { title: "Each rehearsal twice in the calendar" })`
    Since I subscribed again, each rehearsal stands in my calendar twice: once at the right time and once an hour later.`,
  rehearsals("calendar-still", "vera", 14, 7, { title: "Re: Wrong time in my calendar" })`
    You wrote that the calendar is corrected. The new rehearsals are, the ones from before are still one hour off. Do I have to subscribe again?`,

  // Notifications, seats, deps, rooms
  rehearsals("noise-stop", "doreen", 58, 8, { title: "Please stop the messages" })`
    Forty-one notifications on Monday evening. My telephone makes a noise for every member who says they are coming. I do not know how to turn notifications off and my daughter lives in Canada.`,
  rehearsals("noise-settings", "tessa", 29, 2, { title: "Notification settings do nothing" })`
    I've switched off notifications for comments in the settings three times. They come back after each update and I get every single one.`,
  rehearsals("noise-ramona", "ramona", 6, 5, { lang: "de", title: "Zu viele Benachrichtigungen" })`
    Ich bekomme für jede Zusage eine Benachrichtigung, gestern 37 Stück. Bitte eine Zusammenfassung am Abend oder eine Ruhezeit.`,
  rehearsals("seats-cathedral", "philippa", 26, 13, { title: "Seating plan for 140" })`
    For the joint concert I need a seating plan for 140 singers on risers, two choirs mixed. Is anything like that coming? I'd try an early version gladly.`,
  rehearsals("deps-account", "nadia", 37, 7, { title: "Giving a dep access" })`
    How do I give a dep access to one concert's music without making them a member? She got a bill for the whole year's dues. I've apologised to her twice.`,
  rehearsals("rooms-old", "beatriz", 15, 20, { title: "Reminder named the wrong room" })`
    The reminder for rehearsal said room 2.14, the app said the canteen. The room had been changed in the morning. Please let reminders use the new room.`,
];
