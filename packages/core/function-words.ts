/** The languages with spaces between words that Earshot knows the grammar words of. */
export type SpacedLanguage = "en" | "de" | "fr" | "es" | "it" | "pt" | "nl" | "sv" | "da" | "ru" | "tr" | "pl";

/**
 * Words that hold a sentence together and say nothing of what it is about: articles, pronouns, auxiliaries,
 * prepositions, conjunctions. Lower case, contractions expanded, elided letters on their own (l', d', qu').
 * Negations and question words of English are left out: "not working" and "how long" tell themes apart.
 */
export const functionWords: Record<SpacedLanguage, ReadonlySet<string>> = {
  en: list(`a an the this that these those i me my mine myself we us our ours you your yours he him his she her hers it
    its they them their theirs is am are was were be been being do does did doing done have has had having will would
    shall should can could may might must to of in on at by for with from into onto as and or but if then so than too
    very just there here also some any s d ll ve re m please thanks thank hi hello hey yes yeah ok okay um uh well oh`),
  de: list(`der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern als wie wenn dass
    daß ob weil da ich du er sie es wir ihr mich mir dich dir ihn ihm ihnen uns euch mein meine meinen meinem meiner
    dein deine deinen deinem sein seine seinen unser unsere ihre ihren ihrem ihrer euer eure sich man bin bist ist sind
    seid war waren wäre wären gewesen werde wird werden wurde wurden würde würden worden habe hast hat haben hatte
    hatten hätte hätten kann kannst können konnte könnte könnten muss muß müssen soll sollte sollten will wollen möchte
    möchten darf in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter um durch gegen ohne bis
    seit während auch noch schon nur mal ja so dann hier dort sehr bitte danke hallo etwas diese dieser dieses diesen
    diesem jede jeder jedes jeden alle alles einfach immer wieder dabei damit dazu daher eben halt obwohl trotzdem
    sobald solange hab hätt ins fürs ans ums übers dies solche solcher solches solchen davon dafür darauf darin daran
    drauf drin dran rein raus ab trotz sonst also deshalb deswegen irgendwie`),
  fr: list(`le la les l un une des du de d au aux et ou mais donc or ni car que qu qui quoi dont où si comme quand je j
    tu il elle on nous vous ils elles me m te t se s lui leur leurs y en mon ma mes ton ta tes son sa ses notre nos
    votre vos ce c cet cette ces cela ça ceci est suis es sommes êtes sont était étais étaient être été serait ai as a
    avons avez ont avait avais avaient avoir eu aurait peux peut pouvez peuvent pourrait pouvoir dois doit devrait fait
    faire à dans par pour sur sous avec sans chez vers entre depuis pendant plus très aussi trop bien déjà encore tout
    tous toute toutes même alors puis ici là merci bonjour svp stp veux voudrais aimerais ne n dès lors lorsque afin après
    avant jusqu jusque autre autres quel quelle quels quelles celui celle ceux celles sera seront soit fois jai cest nai
    quil jarrive jaimerais dun dune plait plaît`),
  es: list(`el la los las lo un una unos unas y e o u pero sino que quien cual cuando como si de del al a en con por
    para sin sobre entre desde hasta hacia yo tú tu él ella ello nosotros vosotros ellos ellas usted ustedes me te se
    nos os le les mi mis tus su sus nuestro nuestra este esta esto estos estas ese esa eso esos esas aquel es soy eres
    somos son era eran ser sido sea fue fueron está estoy están estaba estaban estar he has ha hemos han había haber
    hay tengo tiene tienen puedo puede pueden podría poder debe debería hacer hace más muy también ya tan todo todos
    toda todas cada algo aquí ahí gracias hola favor quiero quisiera gustaría ni cómo dónde qué quién cuál cuándo porque
    aunque mientras tras ante según otro otra otros otras mismo misma mismos mismas solo sólo pues así sí`),
  it: list(`il lo la i gli le l un uno una di d a da in con su per tra fra del dello della dei degli delle dell al allo
    alla ai agli alle all dal dalla dai dalle dall nel nello nella nei negli nelle nell sul sulla sui sulle e ed o ma
    se che chi cui come quando perché anche io tu lui lei noi voi loro mi ti si ci vi ne mio mia miei mie tuo tua suo
    sua nostro nostra vostro questo questa questi queste quello quella quelli è sono sei siamo siete era erano essere
    stato stata sarebbe ho hai ha abbiamo avete hanno aveva avere posso può possono potrebbe potere devo deve dovrebbe
    fare fa più molto già ancora tutto tutti tutta tutte ogni qui lì grazie ciao salve favore vorrei vorremmo riesco
    riesce dopo prima senza mentre oppure però perciò quindi dove quale quali stesso stessa altro altra altri altre`),
  pt: list(`o a os as um uma uns umas de do da dos das em no na nos nas num numa ao aos à às por pelo pela para pra com
    sem sobre entre desde até e ou mas que quem qual quando como se eu tu você vocês ele ela nós eles elas me te lhe
    meu minha meus minhas teu seu sua seus suas nosso nossa este esta isto estes estas esse essa isso esses essas
    aquele é sou és somos são era eram ser sido seja foi foram está estou estão estava estavam estar tenho tem têm
    tinha ter posso pode podem poderia poder deve deveria fazer faz há mais muito também já tão todo todos toda todas
    cada algo aqui aí obrigado obrigada olá favor quero queria gostaria consigo consegue nem porque enquanto após sob onde
    outro outra outros outras mesmo mesma só pois então sim depois antes quando`),
  nl: list(`de het een en of maar want dus dat die dit deze wie wat als dan toen omdat terwijl ik jij je u hij zij ze
    wij we jullie mij me jou hem haar ons hun hen mijn jouw uw zijn onze is ben bent was waren wees geweest word wordt
    worden werd heb hebt heeft hebben had hadden kan kun kunt kunnen kon kunnen zou zouden zal zult zullen moet moeten
    mag wil willen doe doet doen in op aan van voor met bij door uit over naar tot om te tegen zonder onder tussen
    sinds ook nog al wel er hier daar zo zeer heel erg alle alles elke iets graag bedankt hallo alsjeblieft aub svp lukt
    ze na s welke welk deze dezelfde ander andere hoewel zodra zodat zelf`),
  sv: list(`en ett den det de dem och eller men att som om när då jag du han hon vi ni mig dig sig oss er min mitt mina
    din ditt dina sin sitt sina vår vårt våra är var vara varit blir blev bli har hade ha kan kunde ska skulle vill
    ville måste får fick i på av för med till från hos vid under över mellan utan också redan bara mycket mer här där
    så denna detta dessa alla allt något tack hej gärna`),
  da: list(`en et den det de dem og eller men at som hvis når da jeg du han hun vi i mig dig sig os jer min mit mine din
    dit dine sin sit sine vores er var være været bliver blev blive har havde have kan kunne skal skulle vil ville må
    får fik på af for med til fra hos ved under over mellem uden også allerede kun meget mere her der så denne dette
    disse alle alt noget tak hej gerne`),
  ru: list(`и в во не на я с со что а по он она они мы вы ты это этот эта эти то так но да из за у к ко же бы о об от для
    до при мне меня мой моя мои его ее её их нас вас вам нам тебя как когда если или чтобы есть был была было были быть
    будет может можно нужно очень уже еще ещё только все всё там тут здесь спасибо пожалуйста привет`),
  tr: list(`ve veya ama fakat bir bu şu o ben sen biz siz onlar beni bana benim senin bizim sizin için ile gibi kadar de
    da ki mi mı mu mü ne çok daha en her şey olarak olan oldu olur var ise diye sonra önce lütfen teşekkürler merhaba`),
  pl: list(`a i o w z u na do od po za ze we dla przez przed przy pod nad bez oraz ale albo lub czy że żeby aby bo więc
    jak jako gdy kiedy jeśli jeżeli się siebie sobie to ten ta te tego tej tych tym temu tę ja ty on ona ono my wy oni
    one mnie mi mną ciebie ci jego jej go mu nam nas was wam ich im mój moja moje mojego mojej moich swój swoje swoją
    nasz wasz który która które którzy jest są był była było były być będzie będą mam ma mają mieć mogę może można
    chcę chcę chciałbym chciałabym proszę dziękuję cześć witam też tylko już jeszcze tak tu tam bardzo`),
};

/**
 * Pairs of characters that are grammar in Japanese and Chinese: endings, particles, politeness. Everything else that
 * the script gives is kept.
 */
export const functionPairs: ReadonlySet<string> = list(`です ます した して ない ませ せん しい いま まし てい いる
  ある あり りま され れる れて てく くだ ださ さい にな なり なる った って とが こと もの のが のは のを には では でき
  きる から まで よう うに ほし ので けど たい たら ても でも いで んで いの るの がで くて えて お願 願い はと いと てほ
  すか すが ると えま きま なく ると しま しな され せて って った なっ 我的 的是 一个 这个 那个 可以 什么 怎么 我们 你们
  希望 请问 谢谢 没有 的时 了吗 주세 세요 습니 니다 합니 입니 어요 아요 해요 해주 네요 는데 에서 으로 니까 지만 하고 해서
  하는 있는 있으 으면 했는 인데`);

function list(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
