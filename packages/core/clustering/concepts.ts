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
    de: "absturz abstürzen abstürze stürzt abgestürzt hängt einfrieren eingefroren",
    fr: "plante planter plantage crash bloque figé bug bugue ferme",
    es: "cierra cuelga bloquea congela falla",
    it: "blocca crash chiude",
    pt: "trava travando fecha",
    nl: "crasht vastloopt bevriest",
  },
  {
    en: "log login logon logged signin sign",
    de: "anmelden anmeldung einloggen eingeloggt login",
    fr: "connexion connecter déconnecter reconnecter identifier identifiant login",
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
    de: "dunkel dunkelmodus nachtmodus dunkler dark modus",
    fr: "sombre nuit",
    es: "oscuro nocturno",
    it: "scuro notte",
    pt: "escuro noturno",
    nl: "donker donkere",
  },
  {
    en: "export download save csv excel spreadsheet",
    de: "exportieren export herunterladen runterladen download csv excel",
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
    fr: "motdepasse mdp",
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
  {
    en: "fix repair resolve solve correct",
    de: "beheben reparieren lösen behoben",
    fr: "corriger réparer résoudre",
    es: "arreglar reparar solucionar resolver",
    it: "sistemare riparare risolvere correggere",
    pt: "consertar resolver corrigir arrumar",
    nl: "oplossen repareren herstellen",
  },
  {
    en: "lose lost missing misplace disappear vanish gone",
    de: "verlieren verloren verschwunden weg verschwindet",
    fr: "perdre perdu disparu disparaît",
    es: "perder perdido desaparece desaparecido",
    it: "perdere perso sparito scomparso",
    pt: "perder perdido sumiu sumir desapareceu",
    nl: "verliezen verloren kwijt verdwenen",
  },
  { en: "steal stolen theft thief rob robbed" },
  { en: "receive received get got arrive come" },
  {
    en: "send transfer move deliver delivery ship",
    de: "senden schicken überweisen überweisung liefern lieferung versand",
    fr: "envoyer envoi virement livraison livrer",
    es: "enviar envío transferir transferencia entrega entregar entregado repartidor",
    it: "inviare invio bonifico consegna consegnare spedire",
    pt: "enviar envio transferir transferência entrega entregar entregador",
    nl: "sturen verzenden overmaken bezorgen bezorging levering",
  },
  {
    en: "wait pending delay late long",
    de: "warten verzögerung verspätet spät verspätung",
    fr: "attendre attente retard",
    es: "esperar espera tarde demora retraso esperando",
    it: "aspettare attesa ritardo tardi",
    pt: "esperar espera atraso atrasado atrasou demora",
    nl: "wachten vertraging laat",
  },
  { en: "increase raise boost higher" },
  { en: "decrease reduce lower" },
  {
    en: "quick fast speed soon instant immediate",
    de: "schnell schneller geschwindigkeit",
    fr: "rapide vite rapidement vitesse",
    es: "rápido velocidad",
    it: "veloce velocità rapido",
    pt: "rápido velocidade",
    nl: "snel sneller snelheid",
  },
  {
    en: "add include insert attach",
    de: "hinzufügen einfügen anhängen ergänzen",
    fr: "ajouter ajout joindre",
    es: "añadir agregar incluir adjuntar",
    it: "aggiungere inserire allegare",
    pt: "adicionar incluir anexar",
    nl: "toevoegen invoegen bijvoegen",
  },
  {
    en: "show display see view visible",
    de: "anzeigen anzeige sichtbar zeigt",
    fr: "afficher affichage affiche visible",
    es: "mostrar muestra visible",
    it: "mostrare mostra visualizzare",
    pt: "mostrar exibir mostra",
    nl: "tonen weergeven zichtbaar",
  },
  {
    en: "allow enable permit let",
    de: "erlauben aktivieren zulassen",
    fr: "permettre autoriser activer",
    es: "permitir activar habilitar",
    it: "permettere attivare consentire",
    pt: "permitir ativar habilitar",
    nl: "toestaan inschakelen",
  },
  {
    en: "refuse decline reject deny block",
    de: "abgelehnt ablehnen verweigert gesperrt",
    fr: "refuser refusé rejeté",
    es: "rechazar rechazado rechaza",
    it: "rifiutare rifiutato",
    pt: "recusar recusado negado",
    nl: "geweigerd weigeren afgewezen",
  },
  {
    en: "begin start open create setup",
    de: "starten öffnen beginnen start",
    fr: "démarrer démarrage ouvrir ouverture lancer lancement",
    es: "abrir iniciar empezar arrancar",
    it: "aprire avviare avvio iniziare",
    pt: "abrir iniciar começar",
    nl: "openen starten opstarten beginnen",
  },
  {
    en: "movie video film clip",
    de: "film video videos",
    fr: "film vidéo vidéos",
    es: "película video vídeo",
    it: "film video",
    pt: "filme vídeo",
    nl: "film video filmpje",
  },
  {
    en: "song music track audio sound",
    de: "lied musik ton klang",
    fr: "chanson musique",
    es: "canción música sonido audio",
    it: "canzone musica suono audio",
    pt: "música som áudio",
    nl: "muziek liedje geluid",
  },
  {
    en: "ad advert advertisement commercial",
    de: "werbung anzeigenwerbung reklame",
    fr: "pub pubs publicité publicités",
    es: "anuncio anuncios publicidad",
    it: "pubblicità annunci",
    pt: "anúncio anúncios propaganda",
    nl: "reclame advertentie advertenties",
  },
  { en: "help assist support assistance" },
  { en: "country abroad foreign oversea international" },
  {
    en: "verify confirm validate verification",
    de: "bestätigen bestätigung verifizieren",
    fr: "vérifier vérification confirmer valider",
    es: "verificar verificación confirmar",
    it: "verificare verifica confermare",
    pt: "verificar verificação confirmar",
    nl: "bevestigen verificatie bevestiging",
  },
  { en: "identity identification id" },
  {
    en: "duplicate twice double again",
    de: "doppelt zweimal",
    fr: "double deux doublon",
    es: "doble duplicado",
    it: "doppio duplicato",
    pt: "dobro duplicado duplicada",
    nl: "dubbel tweemaal",
  },
  {
    en: "option setting preference",
    de: "option einstellung einstellungen",
    fr: "option réglage paramètre paramètres",
    es: "opción ajuste ajustes configuración",
    it: "opzione impostazione impostazioni",
    pt: "opção configuração configurações ajuste",
    nl: "optie instelling instellingen",
  },
  { en: "car vehicle auto automobile truck" },
  { en: "child kid son daughter baby" },
  { en: "husband wife spouse partner" },
  {
    en: "message chat text sms",
    de: "nachricht nachrichten chat",
    fr: "message messagerie chat",
    es: "mensaje mensajes chat",
    it: "messaggio messaggi chat",
    pt: "mensagem mensagens chat",
    nl: "bericht berichten chat",
  },
  {
    en: "email mail inbox",
    de: "mail posteingang",
    fr: "mail courriel email",
    es: "correo email",
    it: "mail email posta",
    pt: "email",
    nl: "mail",
  },
  {
    en: "screen page window view",
    de: "bildschirm seite fenster ansicht",
    fr: "écran page fenêtre vue",
    es: "pantalla página ventana",
    it: "schermo schermata pagina finestra",
    pt: "tela página janela",
    nl: "scherm pagina venster",
  },
  { en: "kick throw boot logout disconnect" },
  { en: "schedule calendar appointment book reserve" },
  { en: "trip travel flight journey" },
  {
    en: "share invite",
    de: "teilen einladen",
    fr: "partager partage inviter",
    es: "compartir invitar",
    it: "condividere invitare",
    pt: "compartilhar convidar",
    nl: "delen uitnodigen",
  },
  {
    en: "battery power drain",
    de: "akku batterie",
    fr: "batterie",
    es: "batería",
    it: "batteria",
    pt: "bateria",
    nl: "batterij accu",
  },
  {
    en: "sync synchronize synchronise backup",
    de: "synchronisieren synchronisierung sync sicherung backup",
    fr: "synchroniser synchronisation synchronisé sauvegarde",
    es: "sincronizar sincronización respaldo copia",
    it: "sincronizzare sincronizzazione backup",
    pt: "sincronizar sincronização backup",
    nl: "synchroniseren synchronisatie backup",
  },
  { en: "doctor physician provider" },
  { en: "fraud scam suspicious unauthorized" },
  {
    en: "shop store merchant retailer",
    de: "geschäft händler shop",
    fr: "magasin boutique commerçant",
    es: "tienda comercio",
    it: "negozio esercente",
    pt: "loja comércio",
    nl: "winkel",
  },
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

/** Languages that write several words as one: "Rechnungsexport" speaks of bills and of exporting. */
const compounding: ReadonlySet<Language> = new Set<Language>(["de", "nl", "sv", "da"]);
const shortestPart = 4;
const shortestRest = 3;

/** A board uses the same few thousand words again and again. */
const remembered = 20_000;
const ofCompounds = new Map<string, readonly number[]>();

/** The numbers of the concepts that a stem belongs to; of a compound, those of its first and last part. */
export function conceptsOf(stemmed: string, language: Language): readonly number[] {
  const concept = conceptsIn(language).get(stemmed);
  if (concept !== undefined) return [concept];
  if (!compounding.has(language) || stemmed.length < shortestPart + shortestRest) return [];
  const key = `${language} ${stemmed}`;
  let found = ofCompounds.get(key);
  if (found === undefined) {
    if (ofCompounds.size >= remembered) ofCompounds.clear();
    found = partsOf(stemmed, language);
    ofCompounds.set(key, found);
  }
  return found;
}

function partsOf(compound: string, language: Language): number[] {
  const parts = new Set<number>();
  for (let rest = shortestRest; rest <= compound.length - shortestPart; rest++) {
    for (const part of [compound.slice(0, -rest), compound.slice(rest)]) {
      const concept = conceptsIn(language).get(part);
      if (concept !== undefined) parts.add(concept);
    }
  }
  return [...parts];
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
