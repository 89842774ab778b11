/** A word and what may follow it: `root`, `root/s,ed,ing`, or `root/*` for anything. */
export interface Root {
  readonly root: string;
  /** Endings it may take beside none; `*` for any. */
  readonly endings: readonly string[];
}

function roots(list: string): Root[] {
  return list.split(/\s+/).flatMap((entry) => {
    const [root = "", endings = ""] = entry.split("/");
    return root === "" ? [] : [{ root, endings: endings === "" ? [] : endings.split(",") }];
  });
}

/**
 * Words that are never quoted, in plain letters (ä as a, ß as ss). Letters may be stretched when matched, so that a
 * root which differs from an ordinary word by a doubled letter alone is safe (`ass`, not `as`). Not for reading aloud.
 */
export const strongSwearing: readonly Root[] = roots(`
  fuck/* motherfuck/* motherf mofo/s fck/* fcuk/* fuk/s,ed,er,ers,in,ing,n fvck/* phuck/* phuk/* fuq fking fkin fkn
  fken fkd fucing fuccing clusterfuck/* dumbfuck/* fxck/* fukc/* mthrfckr/s mthrfckin/g mindfuck/* assfuck/* stfu gtfo ffs wtf wth kys
  shit/s,e,ty,tty,tier,tiest,ting,ted,ter,tter,head,heads,hole,holes,show,storm,load,loads,face,bag,bags,piece,less
  shyt/e,s,y sht/y shiat sheeit bullshit/* bulshit/* bullsht horseshit/* batshit/* apeshit dipshit/*
  cunt/s,y bitch/* biatch/* beotch btch/* asshole/s ashole/s arsehole/s azzhole/s asswipe/s asshat/s dumbass/* jackass/*
  fatass/* dickhead/s dickhed dick/s,face,wad cock/s,sucker,suckers,sucking,head prick/s bastard/s bstrd bastrd/s basterd/s
  wank/er,ers,ing,y wanka twat/s pussy pussies slut/s,ty whore/s fag/s,got,gots,gy faggot/* nigger/* nigga/* niggah
  retard/s,ed kike/s spic/s chink/s tranny/s trannies coon/s gook/s douche/s,bag,bags,y bollock/s bollox tosser/s
  bellend/s knobhead/s jizz dildo/s rapist/s blowjob/s handjob jerkoff piss/ed,er,ing,es,y pised pisst
  goddamn/* goddam/* godamn/*
  scheiss/* scheis/e,er,es scheisse/n,r,s scheisz/* scheixx/* fick/e,en,er,t,dich verfick/t,te,ter,tes gefickt fotze/n arschloch arschlocher arsch
  arschgeige/n wichs/er,en,t wixx/er,en,e wixer hurensohn/e hure/n missgeburt/en schlampe/n spast/i,is,en schwuchtel/n drecksau drecksack
  verpiss/* beschissen/*
  puta/s puto/s putang putangina tangina mierda/s cabron/es pendejo/s pendejada/s joder jodido/s jodida/s gilipollas
  hijueputa culero/s verga chinga/* carajo cono malparido/s maricon/es caralho porra foda/* merda/s merde/s putain
  connard/s connasse/s salope/s salaud/s encule/s enculer batard/s cazzo stronzo/i vaffanculo kupal gago tarantado
  blyat suka kurwa`);

/** Swearing that says how bad it is and may be quoted; titles do without. */
export const mildSwearing: readonly Root[] = roots(`
  damn/ed,it dammit dam/ned crap/py,pier,s,ola hell heck bloody freakin/g freaking freaky frickin/g friggin/g effin/g
  feckin/g flippin/g darn/ed suck/s,ed,ing,ish,y suxx sux ass arse azz butthurt screwed lmao lmfao omfg
  verdammt/e,er,es,en kack/e mist drecks dreck dreckskerl/e drecksladen drecksbande saftladen mistkerl/e verkackt/e,er,es,en verarsch/t,e,en,ung maldito/s maldita/s`);

/** Names for people, as in "you are …". */
export const insults: readonly Root[] = roots(`
  idiot/s,ic,en moron/s,ic imbecile/s stupid dumb clown/s loser/s incompetent jerk/s scum scumbag/s thief thieves theives
  crook/s,ed liar/s criminal/s scammer/s fraudster/s parasite/s pig/s cretin/s,o,os twit/s dimwit/s nitwit/s halfwit/s
  buffoon/s psycho/s pathetic trash garbage worthless useless brainless clueless lazy greedy dishonest corrupt
  disgusting vermin retard/s,ed fool/s morron/s idot/s idoit/s ediot/s robbers monkeys
  trottel/n vollpfosten bekloppt/e,er,en braindead vollidiot/en depp/en dumm/e,er,en dummkopf doof/e,en unfahig/e,en betruger abzocker verbrecher lugner
  versager penner gauner pfeife/n hirnlos/e
  idiota/s estupido/s imbecil/es ladron/es estafador/es inutil/es voleur/s menteur/s`);

/** Ordinary words that read like one of the above once folded. */
export const ordinary: ReadonlySet<string> = new Set(
  `mist mister misty spicy spice shin shine shot shut dams cone cones conos coño's fags hello sober raccoon raccoons
  hell's huren harem suka's dick's moby shh shhh asp aspx s7 s5 4s 5s h8 m8 gr8 l8r b4`.split(/\s+/),
);
