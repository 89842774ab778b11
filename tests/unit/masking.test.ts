import { strongest } from "@earshot/core/masking/swearing.ts";
import { blunt, isClean, unshout } from "@earshot/core/masking.ts";
import { describe, expect, test } from "vitest";

/** Written anew for this test, in the ways people get past filters; not from the lists of the code. */
const sworn: readonly string[] = [
  "what a fuuuuckin mess",
  "sh1t update",
  "total b u l l s h i t",
  "F.U.C.K this",
  "f@ck that",
  "phucking slow",
  "you b!tch",
  "a$$holes all",
  "SH!TTY app",
  "motherfucker",
  "c*nts",
  "d1ckhead move",
  "fuсk (with a Cyrillic letter)",
  "b@stards",
  "f**king thing",
  "s***",
  "ꜰuck it, fu\u0301ck it",
  "wtffff",
  "bitchez",
  "so eine Scheisse",
  "dieses Arschloch",
  "verf*ckte App",
  "du Wichser",
  "que mierda",
  "putain de bug",
  "@#$%! again",
  "hijueputa",
  "fuckwits",
  "dipshits",
  "n1gger",
  "f_u_c_k",
  "fu(k this",
  "fxcking slow",
  "Sch**sse",
  "dumbf*ck",
  "Wixxer",
];

const decent: readonly string[] = [
  "call f(x) or func(k)",
  "Marsch, Kirsche, Fischerei, Arsenal",
  "Kunst, wink, twitter, spade and counter",
  "ein Saft, ein Laden",
  "Scunthorpe and Penistone are in the list",
  "a cocktail in the cockpit",
  "assess the class assignment",
  "shiitake and peacock",
  "Dick's number? No: Dickens",
  "the basement analysis of documents",
  "five stars ***** from me",
  "C# and F# in *bold* at 100%",
  "it costs $5!! Great!!!!!",
  "shift, sheet, shirt, short",
  "Hello shell, count the country",
  "therapist in Essex",
  "spicy prices, pitch and beach",
  "S7, 5s and 8a",
  "a-b, e.g. x.y.z, i.e. U.S.A.",
  "Mistake in the Titanic title",
  "das Fickett-Modell ausgenommen, der Mist bleibt",
  "grass, brass, glass, bass",
];

const told: readonly (readonly [said: string, blunt: string | undefined])[] = [
  ["Why the fuck is the export empty???", "Why is the export empty?"],
  ["this fucking sync never ends", "this sync never ends"],
  ["The new editor sucks!!!", "The new editor is bad."],
  ["The update is a piece of shit", "The update is bad"],
  ["Such a shitty release", "Such a bad release"],
  ["I am so pissed off about the fee", "I am so angry about the fee"],
  ["WHY CAN I NOT EXPORT TO PDF?!", "Why can I not export to PDF?"],
  ["The search is NOT working AT ALL", "The search is not working at all"],
  ["Bring back tags, you idiots", "Bring back tags"],
  ["You are all morons", undefined],
  ["Fuck this", undefined],
  ["they fucked my data", undefined],
  ["Die scheiß App stürzt ständig ab", "Die App stürzt ständig ab"],
  ["Das neue Menü ist scheiße", "Das neue Menü ist schlecht"],
  ["Great support, thank you!.", "Great support, thank you."],
  ["(It crashes!)", "(It crashes.)"],
  ["アプリが落ちます！！", "アプリが落ちます。"],
  ["アプリが落ちます!!", "アプリが落ちます。"],
  ["すごい!ありがとう!", "すごい。ありがとう。"],
  ["なぜ落ちますか?", "なぜ落ちますか？"],
  ["リンクが開けません!直してほしい、t.jp/?a=1 です", "リンクが開けません。直してほしい、t.jp/?a=1 です"],
  ["バージョン2.0で落ちる。", "バージョン2.0で落ちる。"],
  ["なぜですか？？", "なぜですか？"],
  ["「落ちる!」と出ます...", "「落ちる。」と出ます。"],
  ["为什么打不开？！", "为什么打不开？"],
  ["表示されない PDF!!", "表示されない PDF。"],
  ["앱이 꺼져요!!", "앱이 꺼져요."],
  ["I miss 東京!!", "I miss 東京."],
  ["It crashes and I lost a week of work.", "It crashes and I lost a week of work."],
];

describe("masking", () => {
  test.each(sworn)("finds the swearing in: %s", (text) => {
    expect(strongest(text)).toBe("strong");
  });

  test.each(decent)("finds none in: %s", (text) => {
    expect(strongest(text)).not.toBe("strong");
  });

  test.each(told)("%s", (said, left) => {
    expect(blunt(said)).toBe(left);
  });

  test("shouting becomes speech; acronyms and the board's names stay", () => {
    const caseOf = (word: string) => (word === "evernote" ? "Evernote" : word);
    expect(unshout("EVERNOTE WILL NOT SYNC OVER HTTPS. FIX IT", caseOf)).toBe(
      "Evernote will not sync over HTTPS. Fix it",
    );
    expect(unshout("GPS and NFC on my PC")).toBe("GPS and NFC on my PC");
    expect(unshout("IT IS TOO SLOW")).toBe("It is too slow");
  });

  test("titles do without mild swearing too", () => {
    expect(isClean("Crap search")).toBe(false);
    expect(isClean("Slow search")).toBe(true);
    for (const said of ["Dieser Drecksladen", "Verkackte App", "Die haben uns verarscht"]) {
      expect(strongest(said)).toBe("mild");
      expect(isClean(said)).toBe(false);
    }
  });
});

test.each([
  ["CSVエクスポートが文字化けする", "CSVエクスポートが文字化けする"],
  ["发票导出PDF失败", "发票导出PDF失败"],
  ["PDF를 열 수 없어요", "PDF를 열 수 없어요"],
])("%s is not shouted: its other letters have no capitals", (text, calm) => {
  expect(unshout(text)).toBe(calm);
});
