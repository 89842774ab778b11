import { detectLanguage, isFunctionWord, words } from "@earshot/core/language.ts";
import { stem } from "@earshot/core/stem.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("detectLanguage", () => {
  test.each([
    ["en", "The app crashes when I upload a photo"],
    ["en", "Dark mode please"],
    ["en", "So gr8"],
    ["en", "No complaints, works as advertised."],
    ["en", ""],
    ["de", "Die App stürzt ab, wenn ich ein Foto hochlade"],
    ["de", "Bitte einen Export als Excel-Datei"],
    ["fr", "L'application plante au démarrage"],
    ["fr", "Je n'arrive plus à me connecter depuis hier"],
    ["es", "No puedo iniciar sesión"],
    ["es", "La aplicación se cierra sola"],
    ["it", "Non riesco ad accedere al mio account"],
    ["pt", "Não consigo entrar na minha conta"],
    ["nl", "Ik kan niet inloggen op mijn account"],
    ["sv", "Appen kraschar när jag loggar in"],
    ["ru", "Приложение вылетает при запуске"],
    ["ja", "ダークモードを追加してください"],
    ["zh", "请增加暗色模式"],
    ["ko", "앱이 자꾸 꺼져요"],
    ["th", "แอปค้างบ่อยมาก"],
  ])("%s: %s", (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe("words", () => {
  test("are lower case, with contractions expanded and compatibility forms folded", () => {
    expect(words("I can't LOG-IN, it won’t ｗｏｒｋ")).toEqual([
      "i",
      "can",
      "not",
      "log",
      "in",
      "it",
      "will",
      "not",
      "work",
    ]);
  });

  test("keep their accents and digits", () => {
    expect(words("Größe 2.1 für Émile")).toEqual(["größe", "2", "1", "für", "émile"]);
  });

  test("are pairs of characters where there are no spaces", () => {
    expect(words("暗色モードPDFを")).toEqual(["暗色", "色モ", "モー", "ード", "pdf", "を"]);
  });

  test("say the same however the text is composed, and never contain separators", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(words(text.normalize("NFD"))).toEqual(words(text.normalize("NFC")));
        for (const word of words(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }),
    );
  });
});

test("stems bring inflections together", () => {
  expect(stem("crashing", "en")).toBe(stem("crashes", "en"));
  expect(stem("rechnungen", "de")).toBe(stem("rechnung", "de"));
  expect(stem("notificaciones", "es")).toBe(stem("notificación", "es"));
  expect(stem("モー", "ja")).toBe("モー");
});

test("function words belong to their language", () => {
  expect(isFunctionWord("the", "en")).toBe(true);
  expect(isFunctionWord("not", "en")).toBe(false);
  expect(isFunctionWord("die", "de")).toBe(true);
  expect(isFunctionWord("die", "en")).toBe(false);
  expect(isFunctionWord("ます", "ja")).toBe(true);
});
