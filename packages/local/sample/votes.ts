import { behind, type SampleVote } from "./shape.ts";

/** Who voted for which theme, with the days since. Some wrote as well; everybody counts once. */
export const votes: SampleVote[] = [
  // Downloaded scores do not open offline: slow for a month, then the update
  ...behind("offline-church")`
    henrik 48, hana 41, will 33, moira 27, niamh 19.5, kirsty 18, quentin 17.2, amy 16, fiona 15.5, tove 15,
    eamon 14.8, george 13, lydia 12, una 11.4, jing 10, desmond 9.8, kamal 9, lena 8.6, erin 8, rosa 7.5, anders 7,
    ngozi 6.3, zoe 6, priyanka 5.8, malte 5.5, connor 5, daria 4.7, selma 4.2, vikram 4, rupert 3.6, chloe 3.3, otto 3,
    samir 2.8, isaac 2.5, boris 2.2, paula 2, yara 1.8, nora 1.5, tom 1.3, gareth 1, tilda 0.9, klaus 0.8, mateus 0.5,
    philippa 0.4, olu 0.2`,
  ...behind("offline-church", "support")`bronagh 4, haruto 9, margaret 9.5, alphonse 9.4`,

  // Dues were taken twice
  ...behind("twice-anyone")`
    bernard 15.8, callum 12.9, lydia 12, alistair 11.5, mick 10.9, gisela 10.2, erin 9, graham 8.4, wendy 7.7, nora 7,
    carmen 5.9, joyce 5.5, steph 4, tessa 3.8, kirsty 3.5, pip 3, eamon 2.6, yusuf 2.2, jasmin 1.9, farida 1.4, kees 1,
    quentin 0.9, helga 0.7, rosa 0.5, daria 0.3, connor 0.2`,
  ...behind("twice-anyone", "support")`doreen 9, patience 14, hiltrud 13.5, nadia 0.4, mezzo 6, ian 2`,

  // Who is missing, by voice or section
  ...behind("missing-tenors")`
    henrik 80.9, nora 79, ngozi 75, sunita 74, amy 71, vikram 68, callum 66, boris 63, clara 60, isaac 57, frieda 54,
    tobias 52, hana 50, george 47, una 45, priyanka 43, rosa 40, petra 38, will 36, lena 34, matthias 32, tom 30,
    gareth 28, stefan 25, chloe 24, oskar 22, moira 20, olu 17, brigitte 15, simone 13, yara 11, connor 10, mateus 8,
    gunnar 6, selma 4, kamal 2, aurelio 1`,
  ...behind("missing-tenors", "support")`dilys 9.6, beatriz 40`,

  // The subscribed calendar is an hour off
  ...behind("calendar-hour")`
    lotte 68.9, malte 66, dilan 65, samir 65, hana 64, xenia 62, erin 61, ivo 60, fiona 58, will 56, otto 55, norbert 53,
    zoe 50, joyce 48, anders 45, paula 42, tilda 37, yara 27, rupert 20`,
  ...behind("calendar-hour", "support")`ulrike 55, vera 60`,

  // Share the section's markings
  ...behind("bowings-leader")`
    clara 65, chloe 63, oskar 62, una 60, isaac 58, priyanka 57, yara 54, matthias 51, amy 49, lotte 46, quentin 44,
    mateus 40, philippa 38, kamal 35, ngozi 33, zoe 30, ivo 27, rupert 25, tove 21, hana 18, paula 16, olu 13, birgit 12,
    anders 9, lydia 7, samir 5, moira 3, farida 2`,

  // Practice tracks: slower, in a loop
  ...behind("tempo-slow")`
    amy 75, pip 73, aurelio 70, selma 66, hana 63, mateus 60, helga 56, moira 52, daria 48, jutta 45, nora 40, fiona 37,
    george 33, eamon 29, tobias 24, brigitte 20, lydia 16, jasmin 13, wendy 10, frieda 6, tom 2`,
  ...behind("tempo-slow", "support")`geoff 51`,

  // The foot pedal
  ...behind("pedal-two")`
    kees 76, rupert 74, gareth 70, callum 64, anders 58, ivo 53, lotte 46, graham 41, olu 36, mateus 28, tessa 18,
    isaac 14, chloe 9`,

  // Fahrgemeinschaften
  ...behind("fahr-wochenende")`
    tobias 23, frieda 22.5, lena 20, jutta 18, norbert 16, selma 14, stefan 12, gisela 11, gunnar 9, malte 8.5, petra 7,
    brigitte 6, matthias 5, helga 4.4, paula 3, simone 2.5, boris 2, carmen 1.5, birgit 1, otto 0.6`,
  ...behind("fahr-wochenende", "support")`edeltraud 5, wiesinger 9.8`,

  // One bill for a family
  ...behind("family-siblings")`
    erin 72, kirsty 70, tessa 63, kamal 58, wendy 51, jasmin 47, dilan 43, desmond 39, moira 34, eamon 28, ramona 25,
    farida 21, sunita 18, paula 14, vikram 9, carmen 7, george 3`,

  // Older members cannot sign in
  ...behind("login-expired")`
    henrik 72, fiona 66, isaac 60, callum 52, helga 40, bernard 30, norbert 22, tilda 15, graham 9, nora 4, klaus 2`,
  ...behind("login-expired", "support")`doreen 67, geoff 58, edeltraud 49, ulrike 5, dilys 9.7`,

  // Too many notifications
  ...behind("noise-eleven")`
    erin 70, jutta 64, zoe 58, tom 53, helga 49, pip 44, george 39, xenia 34, samir 30, dilan 25, ramona 19, amy 15,
    connor 11, boris 6, vikram 3`,
  ...behind("noise-eleven", "support")`doreen 57`,

  // A dark mode: settled
  ...behind("night-pit")`
    otto 81, ivo 80, rosa 78, kees 77, connor 75, mateus 73, tove 72, lotte 70, yara 68, desmond 66, quentin 63, zoe 61,
    clara 58, anders 55, samir 51`,

  // Export the members: settled
  ...behind("export-excel")`
    amy 79, norbert 78, vikram 76, helga 74, birgit 71, gisela 69, simone 65, bernard 62, xenia 58, tom 54, malte 48`,

  // The smaller ones
  ...behind(
    "print-all",
  )`boris 55, norbert 54, gunnar 47, isaac 40, niamh 36, xenia 29, philippa 21, rupert 14, clara 8`,
  ...behind("spende-jahr")`
    gisela 68, norbert 66, stefan 60, petra 50, klaus 44, jutta 36, frieda 27, malte 15, ingeborg 8, lena 3`,
  ...behind("seats-risers")`hana 60, kamal 51, nora 43, tobias 33, philippa 26, una 18, henrik 12, chloe 6`,
  ...behind("deps-list")`callum 62, will 48, rupert 39, ivo 28, ngozi 17, kees 10, clara 5`,
  ...behind("roles-treasurer")`tom 56, moira 52, bernard 40, nora 31, petra 16, gisela 11, olu 4`,
  ...behind("transpose-horn")`farida 70, paula 61, ivo 55, will 40, dilan 21`,
  ...behind("cash-tin")`daria 50, otto 42, bernard 33, farida 20, graham 12, kees 5`,
  ...behind("dates-extra")`connor 51, rosa 38, sunita 30, gunnar 19, jasmin 9`,
  ...behind("jumps-segno")`connor 30, quentin 23, mateus 12, lotte 4`,
  ...behind("months-student")`quentin 37, zoe 20, jasmin 8`,
  ...behind("recordings-upload")`mateus 33, tove 20, aurelio 19`,
  ...behind("dress-black")`chloe 39, lydia 17`,
  ...behind("giftaid-declare")`graham 43, bernard 22`,
  ...behind("leavers-archive")`boris 24, jing 6`,
];
