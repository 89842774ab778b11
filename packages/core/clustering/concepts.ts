import type { Language } from "../language.ts";
import { stem } from "../stem.ts";
import { hash } from "./wordings.ts";

/**
 * Words that people who want the same thing use for one another, by language; the same line in two languages is the
 * same concept. Everyday words of customers and members, of no product in particular. A concept counts beside the
 * words, so "the app hangs" and "the app freezes" come near one another without being the same.
 */
const concepts: readonly Partial<Record<Language, string>>[] = [
  {
    en: "crash freeze froze frozen hang stuck unresponsive",
    de: "absturz abstürzen stürzt abgestürzt hängt einfrieren eingefroren",
    fr: "plante planter plantage crash bloque figé",
    es: "cierra cuelga bloquea congela falla",
    it: "blocca crash chiude",
    pt: "trava travando fecha",
    nl: "crasht vastloopt bevriest",
  },
  {
    en: "log login logon logged signin sign",
    de: "anmelden anmeldung einloggen login",
    fr: "connexion connecter identifier login",
    es: "iniciar sesión acceder ingresar login entrar",
    it: "accedere accesso login",
    pt: "entrar acessar login",
    nl: "inloggen aanmelden login",
  },
  {
    en: "slow lag laggy sluggish slowly",
    de: "langsam ruckelt träge ladezeit",
    fr: "lent lente lenteur rame",
    es: "lento lenta lentitud tarda",
    it: "lento lenta lentezza",
    pt: "lento lenta lentidão demora",
    nl: "traag langzaam",
  },
  {
    en: "photo picture image pic photograph",
    de: "foto bild fotos bilder",
    fr: "photo image photos",
    es: "foto imagen fotos",
    it: "foto immagine",
    pt: "foto imagem",
    nl: "foto afbeelding",
  },
  {
    en: "delete remove erase uninstall",
    de: "löschen entfernen gelöscht",
    fr: "supprimer effacer enlever",
    es: "eliminar borrar quitar",
    it: "eliminare cancellare rimuovere",
    pt: "excluir apagar remover",
    nl: "verwijderen wissen",
  },
  {
    en: "dark night mode theme black",
    de: "dunkel dunkelmodus nachtmodus dunkler",
    fr: "sombre nuit",
    es: "oscuro nocturno",
    it: "scuro notte",
    pt: "escuro noturno",
    nl: "donker donkere",
  },
  {
    en: "export download save csv excel spreadsheet",
    de: "exportieren export herunterladen csv excel",
    fr: "exporter export télécharger csv excel",
    es: "exportar exportación descargar csv excel",
    it: "esportare esportazione scaricare csv excel",
    pt: "exportar exportação baixar csv excel",
    nl: "exporteren export downloaden csv excel",
  },
  {
    en: "notification notify alert reminder remind",
    de: "benachrichtigung benachrichtigungen mitteilung erinnerung push",
    fr: "notification notifications alerte rappel",
    es: "notificación notificaciones aviso alerta",
    it: "notifica notifiche avviso",
    pt: "notificação notificações aviso",
    nl: "melding meldingen notificatie",
  },
  {
    en: "password passcode passphrase pin",
    de: "passwort kennwort pin",
    fr: "passe mdp",
    es: "contraseña clave",
    it: "password",
    pt: "senha",
    nl: "wachtwoord",
  },
  {
    en: "bill invoice statement receipt",
    de: "rechnung rechnungen beleg",
    fr: "facture factures reçu",
    es: "factura facturas recibo",
    it: "fattura fatture ricevuta",
    pt: "fatura faturas recibo nota",
    nl: "factuur facturen rekening",
  },
  {
    en: "pay payment paid",
    de: "zahlen bezahlen zahlung bezahlung",
    fr: "payer paiement",
    es: "pagar pago",
    it: "pagare pagamento",
    pt: "pagar pagamento",
    nl: "betalen betaling",
  },
  {
    en: "search find locate lookup",
    de: "suche suchen finden",
    fr: "recherche chercher trouver",
    es: "buscar búsqueda encontrar",
    it: "cercare ricerca trovare",
    pt: "buscar busca pesquisa encontrar",
    nl: "zoeken zoekfunctie vinden",
  },
  {
    en: "error fail failed failure broken problem issue trouble wrong bug",
    de: "fehler fehlermeldung problem kaputt defekt fehlgeschlagen",
    fr: "erreur problème panne échec bug",
    es: "error problema fallo falla",
    it: "errore problema guasto",
    pt: "erro problema falha",
    nl: "fout probleem foutmelding kapot",
  },
  {
    en: "cancel terminate close end stop quit discontinue",
    de: "kündigen kündigung stornieren beenden",
    fr: "annuler résilier",
    es: "cancelar anular",
    it: "annullare disdire",
    pt: "cancelar",
    nl: "annuleren opzeggen",
  },
  {
    en: "change update modify edit switch alter",
    de: "ändern änderung bearbeiten wechseln",
    fr: "modifier changer",
    es: "cambiar modificar editar",
    it: "modificare cambiare",
    pt: "alterar mudar editar",
    nl: "wijzigen veranderen bewerken",
  },
  {
    en: "price cost fee charge expensive pricing",
    de: "preis kosten gebühr teuer",
    fr: "prix coût frais cher",
    es: "precio costo cobro caro",
    it: "prezzo costo caro",
    pt: "preço custo taxa caro",
    nl: "prijs kosten duur",
  },
  {
    en: "refund reimburse reimbursement",
    de: "erstattung rückerstattung",
    fr: "remboursement rembourser",
    es: "reembolso devolución",
    it: "rimborso",
    pt: "reembolso estorno",
    nl: "terugbetaling",
  },
  {
    en: "phone mobile cell cellphone telephone smartphone",
    de: "handy telefon smartphone",
    fr: "téléphone portable",
    es: "teléfono móvil celular",
    it: "telefono cellulare",
    pt: "telefone celular",
    nl: "telefoon mobiel",
  },
  {
    en: "money cash fund",
    de: "geld bargeld",
    fr: "argent",
    es: "dinero",
    it: "soldi denaro",
    pt: "dinheiro",
    nl: "geld",
  },
  {
    en: "buy purchase order",
    de: "kaufen kauf bestellen bestellung",
    fr: "acheter achat commande",
    es: "comprar compra pedido",
    it: "comprare acquisto ordine",
    pt: "comprar compra pedido",
    nl: "kopen aankoop bestelling",
  },
  { en: "fix repair resolve solve correct" },
  { en: "lose lost missing misplace disappear vanish gone" },
  { en: "steal stolen theft thief rob robbed" },
  { en: "receive received get got arrive come" },
  { en: "send transfer move deliver delivery ship" },
  { en: "wait pending delay late long" },
  { en: "increase raise boost higher" },
  { en: "decrease reduce lower" },
  { en: "quick fast speed soon instant immediate" },
  { en: "add include insert attach" },
  { en: "show display see view visible" },
  { en: "allow enable permit let" },
  { en: "refuse decline reject deny block" },
  { en: "begin start open create setup" },
  { en: "movie video film clip" },
  { en: "song music track audio sound" },
  { en: "ad advert advertisement commercial" },
  { en: "help assist support assistance" },
  { en: "country abroad foreign oversea international" },
  { en: "verify confirm validate verification" },
  { en: "identity identification id" },
  { en: "duplicate twice double again" },
  { en: "option setting preference" },
  { en: "car vehicle auto automobile truck" },
  { en: "child kid son daughter baby" },
  { en: "husband wife spouse partner" },
  { en: "message chat text sms" },
  { en: "email mail inbox" },
  { en: "screen page window view" },
  { en: "kick throw boot logout disconnect" },
  { en: "schedule calendar appointment book reserve" },
  { en: "trip travel flight journey" },
  { en: "share invite" },
  { en: "battery power drain" },
  { en: "sync synchronize synchronise backup" },
  { en: "doctor physician provider" },
  { en: "fraud scam suspicious unauthorized" },
  { en: "shop store merchant retailer" },
];

const byStem = new Map<Language, ReadonlyMap<string, number>>();

/** Of one language, when something in it is first read: stemming the words of all takes longer than all else at a start. */
function conceptsIn(language: Language): ReadonlyMap<string, number> {
  const known = byStem.get(language);
  if (known !== undefined) return known;
  const numbers = new Map<string, number>();
  for (const [number, languages] of concepts.entries()) {
    for (const word of languages[language]?.split(" ") ?? []) {
      const stemmed = stem(word, language);
      if (!numbers.has(stemmed)) numbers.set(stemmed, number);
    }
  }
  byStem.set(language, numbers);
  return numbers;
}

/** The number of the concept that a stem belongs to, if it does to one. */
export function conceptOf(stemmed: string, language: Language): number | undefined {
  return conceptsIn(language).get(stemmed);
}

/** The key of a concept as a feature (`featuresOf`). */
export function conceptKey(concept: number): number {
  return hash(`~${concept}`);
}

const keys = new Set(concepts.map((_, concept) => conceptKey(concept)));

/** Whether a feature, by its key, is a concept. */
export function isConcept(key: number): boolean {
  return keys.has(key);
}
