import { type SampleFeedback, say } from "./shape.ts";

const dues = say("portal", "dues");

export const portalDues: SampleFeedback[] = [
  // Dues were taken twice
  dues("twice-page", "lydia", 7, 3, { title: "Say in the app when dues were charged twice and when they're refunded" })`
    I was charged twice, so were most of the sopranos, and the app shows one payment and a smiley. At least write somewhere that you know about it.`,

  // Spendenbescheinigungen
  dues("spende-knopf", "stefan", 57, 8, { lang: "de", title: "Spendenbescheinigungen auf Knopfdruck" })`
    Alle Spenden stehen im System. Ein Knopf, ein PDF je Spender, nach dem amtlichen Muster.`,

  // One bill for a family
  dues("family-one", "erin", 71, 4, { title: "One bill per family" })`
    Two parents, three children, one bill, one payment.`,
  dues("family-sibling", "kamal", 58, 14, { title: "Sibling discount that works itself out" })`
    First child full price, second half, third free. I'm tired of doing it in my head for every family.`,
  dues("family-login", "jasmin", 35, 2, { title: "A family account for parents" })`
    One sign-in for me, and behind it my three children with their rehearsals and their bills.`,
  dues("family-max", "eamon", 22, 7, { title: "A maximum for each family" })`
    No family pays more than £250 a year with us, however many of them sing. It's in the constitution.`,
  dues("family-bill", "paula", 9, 8, { title: "Put the children's names on the family bill" })`
    My employer refunds part of it, but only if the bill says which child and what for.`,

  // Export the members (shipped)
  dues("export-csv", "amy", 77, 6, { title: "Export all members as CSV" })`
    For the mail merge, the Christmas cards, the federation.`,
  dues("export-filter", "vikram", 64, 9, { title: "Export only the members I have filtered" })`
    Filter: active, altos. Then export exactly these to Excel.`,
  dues("export-birthday", "helga", 53, 4, { title: "Export birthdays" })`
    A list of members with their birthdays in Excel, for the one who bakes.`,

  // Sign in
  dues("login-code", "isaac", 33, 5, { title: "Sign in with a code instead of a link" })`
    Six digits that I can read out to someone on the phone. Half our members can't get the sign-in link to open on the right device before it has expired.`,

  // Cash and transfers
  dues("cash-tap", "daria", 50, 6, { title: "Mark dues as paid in cash on the phone" })`
    I stand at the door with a cash box and a phone. That's where I need it.`,
  dues("cash-import", "otto", 32, 15, { title: "Match bank transfers to members" })`
    Import the statement, suggest who paid what, I confirm.`,
  dues("cash-receipt", "farida", 14, 2, { title: "Receipt for dues paid in cash" })`
    People who pay cash would like a receipt by e-mail, and I'd like to stop writing them on beer mats.`,

  // Roles
  dues("roles-only", "tom", 56, 2, { title: "A treasurer role" })`
    Sees the dues, nothing else. And admins who are not treasurer don't see them.`,
  dues("roles-conductor", "nora", 30, 6, { title: "A role for the conductor" })`
    He should see attendance and music. He must not see who is behind with the dues.`,
  dues("roles-two", "olu", 3, 12, { title: "Two people to approve a change of bank account" })`
    One admin can change the choir's bank account alone. A role with the right to approve it would let us sleep.`,

  // Instalments, leavers
  dues("months-plan", "quentin", 37, 4, { title: "Dues in monthly instalments" })`
    I'd rather pay twelve small instalments than everything at once. And remind me before each.`,
  dues("months-quarter", "zoe", 8, 7, { title: "Dues in quarterly or monthly instalments, as you like" })`
    We'd ask a little more from those who pay by the month.`,
  dues("leavers-keep", "boris", 25, 8, { title: "Archive former members" })`
    Out of the lists, still in the accounts. Some of them come back after the baby.`,

  // On their own
  dues("francs", "brigitte", 44, 3, { title: "Dues in Swiss francs" })`
    We're five kilometres across the border and everybody pays in francs.`,
  dues("voiceparts", "jutta", 18, 5, { title: "More than one voice part per member" })`
    I sing second soprano and first alto, depending on who has a cold.`,
  dues("constitution", "malte", 12, 8, { title: "A place for the minutes and the constitution" })`
    Somewhere members can find the statutes and the minutes of the annual meeting without asking me.`,
];
