import { type SampleFeedback, say } from "./shape.ts";

const music = say("forum", "music");

export const forumMusic: SampleFeedback[] = [
  // Downloaded scores do not open offline
  music("offline-church", "moira", 52, 4, { title: "Downloaded scores don't open offline" })`
    Our church has thick walls and no signal at all. Half the altos get a blank page for every score, even the ones they downloaded at home. Is there a trick to it?`,
  music("offline-trombone", "dave", 19, 6)`
    Since the 5.0 update my downloaded scores won't open offline. The titles are still listed, you tap one and get a blank page with a spinner on it. Our band room has no wifi. I played second trombone from memory, which nobody enjoyed.`,
  music("offline-airplane", "kirsty", 18, 20)`
    Same here. Airplane mode on, tap any downloaded score, spinner for ever. They all opened offline before the update.`,
  music("offline-tried", "fiona", 16, 2, { title: "Offline since 5.0: what I tried" })`
    For whoever looks into this, on two iPads and one Android tablet:
    - deleted and downloaded all scores again: still blank when offline
    - signed out and in: worse, now the list is empty too
    - airplane mode but wifi on: works, so it does ask the server for something
    - waited for the spinner: gave up after eleven minutes
    Version 5.0.2 on all three.`,
  music("offline-crypt", "heather", 14, 9)`
    no signal in the crypt = no scores = forty people staring at a blank page. we HAD downloaded every score the night before like the help page says!! none would open offline`,
  music("offline-festival", "yusuf", 12, 5)`
    We played an open-air festival, no network for miles. Three out of nine of us could open their scores offline: the three who never installed the update. I think that tells you everything.`,
  music("offline-caps", "violaqueen", 9, 11)`
    WHY DOES A DOWNLOADED SCORE NEED THE INTERNET. It is ON my tablet. I can see it taking up 2 GB. Open it offline!!! This is the one bloody thing the app has to do`,
  music("offline-sarcasm", "samir", 8, 3)`
    Love the new offline mode. Everything is offline now, my scores included. 👏👏`,
  music("offline-workaround", "jing", 7, 13, { title: "A way to get through Sunday" })`
    What helps until it is fixed: while you still have wifi, open each score once after the update and page through to the very last page. Those then open offline, at least they did in our church. Tedious with 34 pieces, but it got us through evensong.`,
  music("offline-rant", "desmond", 6, 2, { title: "I stood in front of 600 people with a blank tablet" })`
    I have been with Halfrest for four years. I brought our choir, I brought the chamber choir, I talked the parish council into paying for the tablets. So please read this to the end before somebody answers with a link to the help page.

    On Saturday we sang the Duruflé Requiem in the abbey. There is no signal in the abbey; there has been no signal in the abbey since 1190. We knew. We had a checklist: every singer downloaded every score at home on Thursday, I went round on Friday and looked at fifty-eight tablets myself, and the little green tick was there on every one. Downloaded, it says. I took that to mean downloaded.

    Half past seven, six hundred people, the organist gives the note, we open the scores and about two thirds of us have a blank white page and a spinner. Not an error. Not "please connect". A spinner, as if it would be along any second now. Somebody went outside with eleven tablets under her coat to find a signal in the graveyard, in the rain. We started nineteen minutes late from a handful of old printed vocal scores that the verger found in a cupboard, three people to a copy, and the altos sang the Pie Jesu off one phone.

    What makes me so damn angry is not that there is a bug. There are always bugs. It's the green tick. The app told fifty-eight people a lie and we built an evening on it. If a downloaded score cannot be opened offline, then do not say it is downloaded. And if you change how downloads work in an update, say so BEFORE the weekend, in words a singer understands, and let me switch the update off until our concerts are over.

    I don't want a voucher. I want scores that open offline and a tick that is true. Until then we print, which is what we did in 1994.`,
  music("offline-kirche", "nils", 5, 7, { lang: "de" })`
    Kein Netz in der Kirche, also keine Noten. Heruntergeladen hatte ich alles, aber offline bleibt die Seite weiß. Bitte schnell beheben, am Sonntag ist Konzert.`,
  music("offline-school", "mezzo", 4, 1)`
    Took 25 primary school kids to sing in the cathedral on Friday. No signal, and not one of the downloaded scores would open offline. The borrowed iPads even wanted us to log in again. I taught them verse three by shouting it.`,
  music("offline-overnight", "tilda", 3, 5)`
    Paging through each score on wifi does make it open offline, but only until the app gets closed. Next morning, no signal, downloaded or not: blank page again.`,
  music("offline-carpark", "orla", 1, 8, {
    edited: {
      text: "Still not fixed in 5.0.3, just tested in the car park with data off: downloaded score won't open offline, blank page, spinner.\n\nEdit: 5.0.3 does open scores offline if they were downloaded after the update. The older downloads stay blank. So it's half fixed, I'd say.",
      after: { days: 0, hours: 5 },
    },
  })`
    Still not fixed in 5.0.3, just tested in the car park with data off: downloaded score won't open offline, blank page, spinner.`,
  music("offline-dales", "ravi", 0, 14)`
    We tour the dales next week, no signal in any of those villages, 28 singers. Will the downloaded scores open offline by then or do I need to print everything? Honest answer please, I have to buy the paper.`,

  // The foot pedal turns two pages, or none
  music("pedal-two", "brassmonk", 80, 3, { title: "Pedal turns two pages" })`
    My bluetooth pedal turns two pages at once in the app, every third or fourth press. Other readers are fine with the same pedal so it isn't the pedal. Anyone else?`,
  music("pedal-nose", "reed", 71, 22)`
    Yes, two pages at a time and always in the exposed solo. I've stopped using the pedal and turn the page with my nose.`,
  music("pedal-sleep", "callum", 49, 6)`
    Mine pairs all right, but after ten minutes without a page turn the pedal gets disconnected and I'm digging through bluetooth settings in the middle of rehearsal. In a slow movement that's every time.`,
  music("pedal-half", "lotte", 44, 9, { title: "Half a page with the pedal?" })`
    Could the foot pedal turn half a page? Right press half forward, left press half back. Then I'd see the top of the next page before I have left the bottom of this one.`,
  music("pedal-organ", "gareth", 30, 1)`
    Organist here, both feet taken, so my "pedal" is a switch I bite on. As far as bluetooth is concerned it's a keyboard. Yours only turns the page on arrow keys, mine sends page up and page down. Please let me choose the keys.`,
  music("pedal-android", "piet", 21, 15)`
    Bluetooth says the pedal is connected, Android agrees, and the app does not turn a single page.`,
  music("pedal-debounce", "hugo", 13, 4)`
    There should be a setting for how long it waits between two presses. A light double touch of the foot pedal shouldn't be two pages. It's called debouncing, 300 ms would do, I'd fix it myself for a beer`,
  music("pedal-blaettern", "winfried", 11, 10, { lang: "de" })`
    Mein Bluetooth-Pedal blättert immer zwei Seiten weiter, im Konzert sehr peinlich. Gibt es dafür eine Einstellung?`,

  // Share the section's markings
  music("bowings-leader", "priyanka", 66, 8, { title: "Share bowings with the section" })`
    I lead the second violins. Every week I mark the bowings in my part, then eleven people copy them off a photo in a chat group, each a little differently. I'd like to share my markings with the whole section, straight into their parts, and let everyone keep their own fingerings on top.`,
  music("bowings-cello", "clara", 61, 19)`
    Yes please, cellos as well. Share the section leader's bowings in one layer and leave my own fingerings alone in another. Would save us twenty minutes of copying every week.`,
  music("bowings-breath", "secondalto", 55, 2)`
    Choirs need this just as much, only with breath marks. Our conductor dictates them bar by bar and by page two everybody has marked something else. If he could share his markings with the section we'd actually sing.`,
  music("bowings-desk", "violaqueen", 43, 7)`
    My desk partner marks the bowings at home on her tablet, I see nothing on mine. We share a stand, why can't we share the markings?`,
  music("bowings-version", "oskar", 34, 12)`
    How I do it now: export my marked part as PDF, upload it as a new part called "Viola FINAL bowings 3", tell everyone to delete FINAL 2. Then somebody's own markings are gone and I'm the villain.`,
  music("bowings-lock", "teodora", 24, 20)`
    Careful what you wish for. If anybody can change the shared markings, my bowings won't survive one rehearsal with the back desks. Only the section leader should be able to edit them.`,
  music("bowings-hired", "matthias", 17, 3)`
    With hired parts it is even worse: we rub out every bowing at the end and start from zero the next time. Shared markings that stay with the piece would be worth the subscription on their own.`,
  music("bowings-colour", "cecily", 6, 9)`
    Could shared markings have another colour than my own? Leader's bowings in blue, mine in pencil grey.`,

  // Practice tracks: slower, in a loop
  music("tempo-slow", "tamsin", 77, 5, { title: "Slow down the practice tracks" })`
    Can the practice tracks be played slower, without the pitch going down? The Bach is over at full tempo before I've found my first note.`,
  music("tempo-loop", "sian", 64, 16)`
    And a loop, please. Bars 40 to 48 again and again at a slower tempo, that's all I want from a practice track.`,
  music("tempo-fugue", "aurelio", 47, 4)`
    I'm learning the fugue by playing the practice track, pausing every two bars, and dragging the slider back with my thumb. It lands somewhere else every time. A loop between two bars and a slower tempo and I'd be off book in a week.`,
  music("tempo-bass", "bassline", 39, 11)`
    slow practice tracks for slow basses 🙋 seriously though, 75% tempo would help all of us at the back`,
  music("tempo-otherplayer", "leila", 26, 8)`
    For now I download the practice track and open it in a music player that can slow down the tempo. It works, but then I can't see the score at the same time, which rather defeats the purpose.`,
  music("tempo-balance", "esme", 10, 6)`
    Besides a slower tempo: let me turn my own voice up and the other three down. A practice track where I hear only sopranos teaches me the soprano part.`,

  // Print all the parts at once
  music("print-all", "norbert", 58, 3, { title: "Print all parts of a piece at once" })`
    46 players means I open 46 parts and press print 46 times. I would like one button that prints all the parts of a piece, with the right number of copies for each desk.`,
  music("print-booklet", "anke", 45, 21)`
    ...and print the parts as a booklet, A3 folded. The bassoon part prints with page 1 on the left, so all my copies open on the wrong side.`,
  music("print-margins", "marcus", 22, 2)`
    Whatever I set, it prints the parts with a margin of about four centimetres. My eyes are 71 years old. Use the paper!`,
  music("print-duplex", "elke", 9, 18)`
    Please let us print all parts double-sided but start each player on a fresh sheet. Otherwise flute 2 is on the back of flute 1 and I get to do it all again.`,

  // A dark mode (shipped, settled)
  music("night-pit", "pauken", 83, 6, { title: "Dark mode for the pit" })`
    In the opera pit my tablet lights up the entire timpani corner. A dark mode with white notes on black would stop the looks I get from the first violins.`,
  music("night-compline", "rhod", 79, 13)`
    We sing compline by candlelight. Forty bright white screens rather spoil it. A dark mode, or at least a screen that can go much dimmer.`,
  music("night-stage", "marcus", 74, 1)`
    Stage manager made us turn the tablets off because the white screens showed from the circle. Dark mode please, before the panto.`,
  music("night-yellow", "joao", 69, 9)`
    Not only black. A dark yellowish mode like old paper is easier on the eyes than white notes on a black screen.`,
  music("night-thanks", "pauken", 30, 4)`
    Dark mode is in 4.9 and I was invisible in the pit last night. The first violins have nothing left to complain about. Thank you!`,

  // Jump at repeats
  music("jumps-segno", "jkowal", 37, 5)`
    Dal segno in a 14-page march = flick back nine pages in two beats. A spot you tap that jumps to the segno, and another one for the coda, and I'll never complain again.`,
  music("jumps-repeat", "harper", 20, 17)`
    Can I link the end of a repeat to its beginning so that one tap jumps back? Long repeats over a page turn are hopeless right now.`,

  // Transpose a part (declined)
  music("transpose-horn", "kofi", 73, 2, { title: "Transpose a part" })`
    Our horn player is away and I'd cover for her on trumpet. Could the app transpose the F horn part for B flat trumpet?`,
  music("transpose-semitone", "ravi", 48, 8)`
    We sing everything a semitone lower since the sopranos turned sixty. Being able to transpose the whole score down would be a blessing, for us and for the neighbours.`,
  music("transpose-xml", "kofi", 15, 3)`
    I read the answer on transposing. Fair enough for scanned parts. But some of ours are MusicXML, couldn't you transpose at least those?`,

  // Drawing with the stylus
  music("pencil-lag", "cecily", 51, 14)`
    The stylus lags half a second behind on my Android tablet. Every crescendo I draw looks like an earthquake.`,
  music("pencil-thick", "agnieszka", 33, 7)`
    thinner line for the stylus please, what i draw is fatter than the notes`,
  music("pencil-palm", "finn", 27, 9)`
    When I draw with the stylus my palm draws too. By the end of the rehearsal the page looks like a map of the Alps.`,

  // On their own
  music("metronome", "rhod", 41, 10)`
    A tiny metronome in the corner, silent, just a blinking dot. I get lost counting 47 bars of rest.`,
  music("crop", "teodora", 57, 6)`
    Old scans from the library come with huge grey borders. Let me crop them once for the whole file.`,
];
