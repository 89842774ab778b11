import type { SpacedLanguage } from "./function-words.ts";

/**
 * The accents and letters of its own that a language writes with. Where several have those of a text, the first one
 * here is likeliest.
 */
export const ownLetters: Partial<Record<SpacedLanguage, string>> = {
  de: "äöüß",
  es: "ñ¿¡áéíóúü",
  pt: "ãõçáàâéêíóôú",
  fr: "œçéèêëàâîïôûùæ",
  it: "àèéìòù",
  da: "øæåé",
  sv: "åäöé",
  tr: "ğşıçöüâ",
  pl: "ąćęłńóśźż",
  nl: "ëïéèöü",
};

/**
 * Everyday words of a community that are no grammar, so that a short text is not taken for a language with which it
 * shares a word. As people type them, without accents too.
 */
export const tellingWords: Partial<Record<SpacedLanguage, string>> = {
  en: `not no never how what why when where which who all most every other more only new now out up off after
    before one two ten go always work works want need get got like use using app add make please thx wtf im ive its great good bad love`,
  de: `nicht kein keine nie warum wieso wann wo wer welche was jetzt mehr gut schlecht neu geht kommt fehlt funktioniert
    brauche fuer ueber waere koennte koennt moechte wuerde gern gerne leider endlich nix hab hätt moin super ständig
    kaputt seite konto rechnung passwort anmelden einstellungen nachricht nutzen stürzt stuerzt`,
  fr: `pas jamais rien ne n non oui faut ca deja apres avant meme tres etre etait voila jour toujours
    depuis trop chaque aucun aucune svp stp bonjour merci pourquoi comment jai cest jarrive
    appli compte mot passe facture connexion mise erreur probleme payer ligne disponible envoyer recevoir recu oublie`,
  es: `no nunca nada siempre cuando donde como porque mucho muy mas tambien asi dia dias anos ahora bien mal
    puedo quiero necesito gracias ayuda hola sirve llega llego dice cuenta contraseña contrasena
    aplicacion pedido factura cambiar entrar abrir desde otra otro vez estoy tengo hice cupón cupon descuento por`,
  it: `non mai niente sempre perche quando dove come molto piu anche cosi giorno adesso bene male posso voglio
    vorrei grazie ciao funziona riesco riuscire manca accesso caricamento conto fattura pagare errore aggiornamento
    entrare aprire dopo prima ogni volta troppo troppa arriva dimenticata dice mia mio chiede lenta lento veloce`,
  pt: `nao não nunca nada sempre quando onde como porque muito mais tambem assim dia agora bem mal consigo quero
    preciso obrigado ajuda ola funciona trava fecha sozinho conta senha pagar pagamento erro atualizar entrar abrir
    depois antes cada vez novo nova toda hora dia voce aplicativo celular certo errado errada entrega atrasada`,
  nl: `niet geen nooit niets altijd waarom wanneer waar hoe veel meer goed slecht nieuw werkt lukt krijg kan
    graag bedankt jammer steeds opnieuw inloggen wachtwoord rekening factuur fout betalen melding komt komen laat
    openen na voor iedere keer telefoon doet vind zet`,
  pl: `nie nigdy nic zawsze kiedy gdzie jak dlaczego czy bardzo wiecej więcej teraz dobrze zle źle moge mogę chce
    chcę prosze proszę dziekuje dziękuję dziala działa brak konto haslo hasło faktura faktury aplikacja aplikacji
    aktualizacji blad błąd sie się za na od po do ze dla przez tylko juz już jest sa są ma mam nawet ciagle ciągle`,
};

/** How words end in languages that share much of their grammar: it tells which of those it is that a text may be in. */
export const tellingEndings: Partial<Record<SpacedLanguage, RegExp>> = {
  es: /(?:o|a|os|as|ar|cion|ción|ciones|dad|ando|iendo|aron|ieron|ó|ble)$/,
  pt: /(?:o|a|os|as|ar|cao|ção|ções|dade|ando|endo|aram|eram|ou|inho|agem|em|vel)$/,
  it: /(?:o|a|i|zione|zioni|are|ere|ire|tà)$/,
  fr: /(?:e|es|ez|ent|eau|eux|ais|ait|er|oir|é|ée|és|ées)$/,
};
