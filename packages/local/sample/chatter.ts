import { type SampleFeedback, say } from "./shape.ts";

const music = say("forum", "music");
const rehearsals = say("forum", "rehearsals");
const dues = say("forum", "dues");

/** What is no request, or hardly readable as one: as much a part of a community as the rest. */
export const chatter: SampleFeedback[] = [
  // Hello and thanks
  rehearsals("hello-finn", "finn", 61, 7)`
    Hello everyone, new here! Finn, tenor (somebody has to), from a small choir near Graz. Looking forward to it.`,
  music("hello-agnieszka", "agnieszka", 65, 2)`
    Hi all, just joined. Flute and a bit of piccolo, sorry in advance`,
  rehearsals("hello-winfried", "winfried", 35, 3, { lang: "de" })`
    Guten Abend zusammen, ich bin der Neue aus dem Männerchor. Schön, dass es dieses Forum gibt!`,
  music("thanks-fiona", "fiona", 7, 6)`
    Thank you Jing!! 🙏`,
  music("thanks-heather", "heather", 7, 2)`
    thanks, you lovely person`,
  dues("thanks-birgit", "birgit", 37, 22, { lang: "de" })`
    Vielen Dank an alle, die hier so geduldig helfen!`,
  rehearsals("birthday", "uli", 44, 13)`
    Happy birthday Rhodri! 🎂 May your tenors be present and your basses in tune.`,
  rehearsals("concert-photo", "joao", 27, 20)`
    Photos from Saturday are up, what a night. See you all on Tuesday!`,

  // Praise
  music("praise-library", "pauken", 75, 9)`
    I want to say something nice for once: finding a piece in our library of 1,900 used to take me an evening with a torch in a cupboard. Now it takes four seconds. I love it.`,
  music("praise-tuner", "reed", 53, 17)`
    The new tuner is excellent, best one I have used. Well done.`,
  rehearsals("praise-choir", "secondalto", 34, 3)`
    Our choir is 140 years old and this is the first software that all of us use. Great work, really.`,
  dues("praise-reminder", "bassline", 30, 9)`
    Friendly reminders for dues are brilliant: 80 % paid in the first week and nobody is cross with me.`,
  music("praise-caps", "sian", 18, 5)`
    THE NEW SET LIST SCREEN IS GORGEOUS!!! ❤️❤️`,

  // Too short to tell
  music("short-plus", "marcus", 13, 20)`
    +1`,
  music("short-this", "tamsin", 9, 10)`
    this`,
  music("short-same", "aurelio", 5, 3)`
    same`,
  dues("short-me", "dave", 12, 9)`
    Me too`,
  rehearsals("short-up", "lotte", 20, 19)`
    👍👍👍`,
  rehearsals("short-when", "jkowal", 6, 1)`
    any news?`,
  rehearsals("short-genau", "ludger", 15, 17, { lang: "de" })`
    Genau so!`,

  // Spam
  dues("spam-loans", "loans", 23, 3, { title: "Need money fast? Low rates!!" })`
    Get cash loans up to 50.000 today no credit check!!! Apply now https://loans.example.com/?ref=choir24 and get FREE bonus >> https://loans.example.com/bonus`,
  music("spam-seo", "seo", 17, 11)`
    Great article, very informative, thanks for sharing. I also wrote about this, visit my site https://seo.example.net/best-backlinks best backlinks cheap price`,
  music("spam-seo-again", "seo", 17, 10, { deleted: true })`
    Nice post! Cheap watches bags and sunglasses 80% off https://seo.example.net/outlet`,
  rehearsals("spam-casino", "loans", 4, 22, { title: "Win big tonight" })`
    Hello dear friends, play best online casino with 200 free spins >> https://loans.example.com/spin << thank me later`,

  // Out of the ordinary
  music("odd-markdown", "jkowal", 26, 6, { title: "Import from MusicXML loses <lyrics>" })`
    @halfrest-team importing MusicXML drops every second verse. Steps:

    1. export from my notation program (**compressed** or not, same thing)
    2. import into Halfrest
    3. verse 2 is gone, verse 3 shows up as <b>bold</b> text

    \`<lyric number="2"><text>Glo</text></lyric>\` becomes \`<script>alert("verse")</script>\`, well, not really, but it might as well. Fixes #12 if you ask me. See [my file](https://files.example.org/jkowal/motet.mxl) and | the | table | below |`,
  music("odd-mode", "anke", 12, 3, {
    edited: {
      text: "My part shows treble clef instead of bass clef after importing a MusicXML file. Edit: only when the first bar is a rest.",
      after: { days: 1, hours: 2 },
    },
  })`
    My part shows treble clef instead of bass clef after importing a MusicXML file. Rather high for a bassoon.`,
  rehearsals("odd-wrong-thread", "heather", 33, 5, { deleted: true })`
    mum can you bring the blue folder and the cat carrier on thursday x`,
  dues("odd-regret", "yusuf", 8, 23, { deleted: true })`
    You absolute clowns, charging people twice and then going quiet. Every one of you should be ashamed.`,
  dues("odd-sarcasm", "reed", 3, 8)`
    Charged twice for dues, and they said subscriptions don't offer good value. I got two for the price of two 🙃`,
  rehearsals("odd-edited", "sunita", 16, 6, {
    edited: {
      text: "Found it: the reminder text is under Settings, Rehearsals, Reminders. Leaving this here for the next person who looks for it.",
      after: { days: 0, hours: 1 },
    },
  })`
    Where do I change the text of the reminder that goes out before a rehearsal?`,
];
