import { type SampleFeedback, say } from "./shape.ts";

const dues = say("forum", "dues");

export const forumDues: SampleFeedback[] = [
  // Dues were taken twice
  dues("twice-anyone", "gisela", 16, 3, { title: "Dues taken twice?" })`
    Has anybody else had their dues taken twice this month? Seven of our members say they were charged twice, same day, same amount. Halfrest shows only one payment for each of them.`,
  dues("twice-overdraft", "callum", 13, 8)`
    Yes. £84 taken twice on the same morning, and the second one put me into overdraft. The bank wants 25 quid for that. Who refunds that, then? I'm pretty fed up.`,
  dues("twice-resign", "mezzo", 9, 5)`
    Charged twice for me AND twice for my daughter. That's £190 gone in the week before half-term and I'm furious. I've paid my dues to this choir for eleven years without a problem until it went through this app.`,
  dues("twice-treasurer", "kirsty", 5, 4, { title: "For fellow treasurers: what I do about the double charges" })`
    If you are a treasurer and your members were charged twice: do not refund from your own account. I refunded nine of them by hand and now Halfrest says they haven't paid at all and sends them a reminder. Wonderful. I've had people in tears and people shouting, over dues.`,
  dues("twice-again", "yusuf", 1, 6)`
    And again this morning. My dues were taken twice a fortnight ago, I was told one of them was refunded, it was not, and today a third charge. This stopped being funny a while back. I feel robbed, by an app with a nice logo.`,

  // Zuwendungsbestätigungen (German)
  dues("spende-jahr", "gisela", 70, 7, { lang: "de", title: "Spendenbescheinigungen aus Halfrest" })`
    Jeden Januar schreibe ich 90 Spendenbescheinigungen für das Finanzamt von Hand, obwohl alle Spenden schon in Halfrest stehen. Bitte nach amtlichem Muster und für alle auf einmal als PDF.`,
  dues("spende-verein", "norbert", 51, 2, { lang: "de" })`
    Unterstütze ich sehr. Als Verein müssen wir Spendenbescheinigungen nach amtlichem Muster ausstellen, und das Finanzamt will den genauen Wortlaut. Am besten ein Muster, das keiner von uns verändern kann.`,
  dues("spende-sammel", "matthias", 33, 9, { lang: "de" })`
    Bitte auch gesammelt: Wer monatlich spendet, will keine zwölf Spendenbescheinigungen, sondern eine als PDF für alle Spenden im Jahr.`,
  dues("spende-trennen", "winfried", 12, 16, { lang: "de" })`
    Vorsicht: Mitgliedsbeiträge im Chor sind nicht absetzbar, Spenden schon. Die Spendenbescheinigung muss beides trennen, sonst haftet der Vorstand. Wir hatten da schon mal Ärger mit dem Finanzamt.`,

  // One bill for a family
  dues("family-siblings", "kirsty", 78, 1, { title: "One bill for a family" })`
    We're a youth choir. Families with three children get three bills, three reminders and three chances to be cross with me. One bill per family please, with the sibling discount worked out on it.`,
  dues("family-discount", "bassline", 57, 7)`
    Second child pays half with us, third child free. I enter that by hand as a one-off credit for 31 families every term. The discount should belong to the family.`,
  dues("family-grandma", "heather", 37, 12)`
    my mum, my daughter and me sing in the same choir and we'd like one family membership. one bill, one card, three voices, one of them in tune`,
  dues("family-separated", "sunita", 27, 3)`
    When you build the family bill: parents who live apart must be able to split it. One family, two households, two bills, half each. We have more of those than of the other kind.`,
  dues("family-mail", "leila", 4, 18)`
    Each of my kids needs an e-mail address of their own to be in the choir. They are six and eight. One family account with several children in it and one bill, that would be it.`,

  // Export the members (shipped, settled)
  dues("export-excel", "norbert", 82, 9, { title: "Export members to Excel" })`
    I need the list of members as an Excel file: name, voice, address, birthday, since when. I can see it all on the screen and can't get it out. Copy and paste takes the photos along.`,
  dues("export-fields", "birgit", 75, 14)`
    When you do the export: let me choose the columns. For the federation I need birth years, for the hall only names.`,
  dues("export-council", "sian", 61, 6)`
    The council wants our members by postcode every year for the grant. An export to Excel or CSV would save me two evenings of typing.`,
  dues("export-works", "norbert", 38, 5)`
    The export is there! Members to Excel in two clicks, columns to choose. Thank you from an old secretary.`,

  // Older members cannot sign in
  dues("login-expired", "henrik", 74, 12, { title: "Sign-in links expire too soon" })`
    Our older members get the sign-in link by e-mail, find their glasses, find the tablet, and the link has expired. Fifteen minutes is not enough for people who read their mail in the library.`,
  dues("login-password", "rhod", 62, 3)`
    Agree about the sign-in link. Three of our ladies share one e-mail address with their husbands. A plain password written on a card would suit them better than any link.`,
  dues("login-helper", "fiona", 41, 15)`
    I spend the first twenty minutes of every rehearsal helping members sign in. Could a section leader make a sign-in link for someone, as a code to scan, right there in the room?`,
  dues("login-spam", "marcus", 26, 4)`
    The sign-in mail lands in spam with two big providers. My members click the old link from last month instead, it has expired, and they ring me.`,
  dues("login-remember", "pauken", 10, 13)`
    Why do I have to sign in again every week on the same tablet? Link, mail, link expired, new link. I just want to play the drums`,

  // Cash and bank transfers
  dues("cash-tin", "dave", 55, 18)`
    a third of the band pays dues in cash at rehearsal, in a biscuit tin. let me mark them as paid in cash with one tap on my phone, not in the desktop settings`,
  dues("cash-transfer", "elke", 40, 2)`
    Many of ours pay by bank transfer. I get the statement, and then I search 70 names to mark each as paid. Reading the bank's file and matching the transfers would be a dream.`,
  dues("cash-partial", "marcus", 17, 7)`
    Someone paid £40 of £60 in cash. I can mark it as paid or as not paid. It's neither.`,

  // Who may see what
  dues("roles-treasurer", "moira", 60, 10, { title: "Who may see the dues" })`
    Every admin sees who hasn't paid. That is nobody's business but the treasurer's. Please let us give the treasurer a role of her own, and take the money away from the other admins' view.`,
  dues("roles-librarian", "teodora", 45, 3)`
    Our librarian needs to upload music. To do that she must be admin, and as admin she can see dues and delete members. A librarian role with rights to the music only, please.`,
  dues("roles-section", "harper", 13, 1)`
    role for section leaders pls: see attendance and phone numbers of their own section, no admin rights, no money`,

  // In instalments
  dues("months-student", "ravi", 44, 6)`
    Our students can't pay £210 of dues at once. Monthly instalments, set up once, would keep some of them singing.`,

  // Those who have left
  dues("leavers-archive", "jing", 29, 17)`
    People who left years ago are still listed. If I delete them their payments go too, and the auditor wants those. Archive former members, please.`,

  // Gift Aid
  dues("giftaid-declare", "orla", 46, 11)`
    British charities here: could Halfrest keep Gift Aid declarations with the member and give us the claim as a spreadsheet? We leave about £900 a year on the table.`,

  // On their own
  dues("tshirts", "esme", 20, 2)`
    A field of our own in the profile. I only want one: T-shirt size. I ask 80 people every year and every year three of them lie.`,
];
