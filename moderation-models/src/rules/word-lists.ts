/**
 * Slurs and swear words by language, as whole words; English swearing comes from the library obscenity. Words
 * that mean something harmless in another of the languages (bite, con, die, pica, negro) are left out, because the
 * language of a line is not known for certain. What the people meant by it mostly say to each other counts as swearing.
 */
export const slurWords = `
nigger niggers nigs yid yids trannys sperg spergs nigglet niglet sandnigger sandniggers faggot faggots fag fags faggy fagg fggt
tranny trannies troon troons shemale shemales dyke dykes kike kikes kyke heeb hymie chink chinks chinky chinkies gook gooks
zipperhead spic spics spick spicks wetback wetbacks beaner beaners coon coons jigaboo jiggaboo darkie darky
porchmonkey raghead ragheads towelhead towelheads muzzie muzzies camelfucker paki pakis pajeet pajeets
gyppo gyppos pikey pikeys injun injuns   boong boongs retard retards   spastic spaz spazz 
mongoloid kaffir kaffirs golliwog poofter poofters battyboy   untermensch
kanake kanaken kanacke kanacken neger negern schwuchtel schwuchteln judensau judensaue schlitzauge schlitzaugen
kameltreiber untermenschen spast spasti spasten    kampflesbe zigeunerpack judenpack auslanderpack negerin
affenmensch dreckskanake scheisskanake drecksjude drecksjuden scheissjude scheissjuden drecksneger
viado viados viadinho viadao boiola boiolas baitola baitolas sapatao traveco travecos mongoloide retardada bichinha bichona
crioulada macacada judiaozinho pretaiada
bougnoule bougnoules bougnoul bicot bicots negresse youpin youpins youpine bamboula bamboulas chinetoque chinetoques
tarlouze tarlouzes tafiole tafioles gouine gouines niakoue niakoues enjuive enjuives mongolito travelo travelos
maricon maricones mariconazo sudaca sudacas tortillera machorra travolo mongolico bollera bolleras moraco moracos negrata negratas
chamar chamaar bhangi katua katue katuwa chinki  kallu malichh 
कटुआ कटुए चमार भंगी हिजड़ा हिजड़े चिंकी
`
  .split(/\s+/)
  .filter((word) => word !== '');

export const swearWords = `
retarded bollocks nigga niggas niggaz
arschloch arschlocher wichser wichserin hurensohn hurensohne fotze fotzen schlampe schlampen fick ficken ficker gefickt verfickt verfickte
scheisse scheiss scheis missgeburt missgeburten drecksau drecksack nutte nutten pisser arsch verpiss fickdich miststuck  
kackbratze schwanzlutscher muschi
caralho porra merda foder foda fodase fodasse fuder buceta bucetas cuzao cuzoes arrombado arrombada puta putas puto putaria
desgracado desgracada    otario pqp vsf vtnc fdp krl filhodaputa  punheta piroca xoxota cacete
putain merde connard connards connasse connasses encule encules enculer salope salopes pute putes ntm fdp batard batards
niquer nique foutre couille couilles branleur branleurs   ftg grognasse petasse petasses chatte trouduc enfoire
mierda joder gilipollas hijodeputa hijueputa hijoputa hdp cabron cabrones cabrona pendejo pendejos pendeja cojones 
verga chingar chingada chingado chingatumadre culero zorra malparido gonorrea  mamon mamada pinche putada
chutiya chutiye chutiyo chutia chutiyapa madarchod madarchood madharchod mdrchod behenchod bhenchod bhenchood benchod bhosdike bhosdi bhosadi
bhosdiwale gandu gaandu gaand   lavda lavde   harami haramzada haramzade haramkhor kutiya
jhaant jhant chodu chod gandmasti  kaminey kamina kamine
चूतिया चूतिये चुतिया मादरचोद बहनचोद भेनचोद भोसड़ीके भोसड़ी गांडू गांड लंड लौड़ा लौड़े रंडी हरामी हरामज़ादा हरामखोर कुतिया कमीना कमीने
`
  .split(/\s+/)
  .filter((word) => word !== '');

/** English swear words with stars or gaps between their letters; obscenity reads other tricks. */
export const maskedSwearWords =
  'fuck fucker fuckers fucking fucked shit shitty bitch bitches cunt cunts dick dicks pussy asshole assholes bastard whore slut'.split(
    ' ',
  );

/** Around these words a slur has a harmless second meaning: a breed of cat, a crack in armour. */
export const harmlessNeighbours: Readonly<Record<string, readonly string[]>> = {
  coon: ['maine', 'hound'],
  coons: ['maine'],
  chink: ['armor', 'armour', 'in'],
  chinks: ['armor', 'armour', 'in'],
  dyke: ['offa', 'offas', 'van', 'dutch', 'water', 'river', 'sea', 'flood', 'road'],
  dykes: ['dutch', 'water', 'sea', 'flood'],
  spick: ['span', 'and'],
  fag: ['smoke', 'cigarette', 'end', 'break', 'breaks'],
  fags: ['smoke', 'pack', 'cigarettes', 'packet'],
  spastic: ['colon', 'paralysis', 'cerebral', 'heart', 'muscle', 'muscles'],
};
