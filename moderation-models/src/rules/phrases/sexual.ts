/** Sexual talk that asks something of the reader, and sexual interest in children. */
export const sexualPhrases = `
asks_pictures: send/sent/show/gimme/give/snd me? ..1 some/a/your/ur/more/any? nudes/noodz/nudez
asks_pictures: send/gimme/give/snd me? some/a/your/ur/more/any? nude/naked pic/pics/picture/pictures/photo/photos/selfie/selfies
asks_pictures: send/show/gimme/snd me ..3 $part ! $not dont her his dog cat medical
asks_pictures: see $your ..2 $part ! $not
asks_pictures: trade/swap/exchange/sell/selling/buy/got/have/any ..1 nudes/nudez/nsfw/dickpics/dickpic ! $not
asks_pictures: see/watch $you naked/nude/undress/strip/cum ! $not
asks_pictures: wanna/want/would to? see my ..1 dick/cock/boobs/tits/ass/pussy/nudes/penis/bulge ! $not
asks_pictures: pic/pics/picture/photo/photos/video of $your ..1 $part ! dont
asks_sex: wanna/want/lets/can/could/would we? you? u? like? to? ..1 fuck/sext/bang/cyber/cum/bone me/you/u/with/now/tonight? me/you/u/with/now/tonight/together ! $not dont off up
asks_sex: lets have sex/cybersex/phonesex ! $not
asks_sex: wanna/want/wana to? have sex/cybersex/phonesex with/tonight/now me/you/u/tonight/now? ! $not i they always
asks_sex: you/u want/wanna/like to? have sex/cybersex/phonesex ! $not they when if ~ him her them
asks_sex: i wanna/want/would/gonna love? to? ..1 fuck/lick/suck/eat/bang/breed/spank/finger/undress $you/$your ..1 so/hard/pussy/out/all? ! $not dont off ~ up over
asks_sex: im/i am? ..1 wet/hard for/help/rn/now/thinking ..1 ! $not hearing ~ hearing work test exam
asks_sex: wanna/want/into/like/lets/any/do ..2 dirty talk/talking/chat ! $not
asks_sex: dirty talk/chat .
asks_sex: be/become my slut/whore/bitch/slave/sub/fucktoy ! $not
asks_sex: let/lemme me? ..1 fuck/lick/suck/eat/taste/finger/spank $you/$your ..1 ! $not ~ food lunch
asks_sex: bend over for/babe/baby/slut/bitch ! $not
asks_sex: have sex with me ! $not
asks_sex: want/wanna/gonna/will to? shag/rail/screw $you ! $not ~ over
asks_sex: fuck me in/up/tonight ..1 ass/pussy/daddy/mouth ! $not
asks_sex: give/gimme/want me? a? blowjob/handjob/bj/boobjob ! $not
asks_sex: suck me off ! $not
asks_sex: fuck me baby/hard/harder/now/please/daddy/deep/babe ! $not
asks_sex: lets/wanna/wana/want/would to? fuck/cyber/bang/sext ! $not dont ~ up off around it with
asks_sex: id/i would/wanna? like/love ..1 to lick/suck/eat/fuck/ride/taste/bang/sniff $you/$your ! $not ~ up
asks_sex: suck/lick/ride/rate/stroke/touch my ..1 dick/cock/balls/pussy/tits/nipples/clit/ass/penis ! $not
asks_sex: sit on my face ! cat dog baby he she it
asks_sex: cum on/in/for/inside $your/$you/me/my ..1 ! $not
asks_sex: are/r/you/u $you? so? horny/hornyy/naked ! $not when always they
asks_sex: are/r $you so? wet/hard now/rn/for/baby/babe/yet
asks_sex: im/i am? so/very/really/super/still? horny/hornyy ! $not they ~ when
asks_sex: horny now/rn/and/f/m/male/female/guy/girl/chat/anyone ..1 ! $not
asks_sex: any/anyone/other horny ! $not
asks_sex: talk/talking dirty to/with me ! $not
asks_sex: looking/anyone/any/anybody up? for/want/wanna/into? to? a? ..1 sexting/sext/hookup/nsa/fwb/cybersex ! $not
asks_sex: nsfw chat/fun/talk/roleplay/rp/here/anyone ! $not
asks_sex: sexting/cybersex/camsex/sext anyone/with/me/now/tonight
asks_sex: im/i am? stroking/jerking/masturbating/touching/jacking/fingering myself/off/my? ..1 myself/off/it/dick/cock/pussy/rn/now ! $not
asks_sex: my dick/cock/penis is so? hard/big/huge/throbbing/waiting/yours ..1 ! game rooster
asks_sex: take off/of $your clothes/shirt/panties/pants/bra/top/dress ! $not
asks_sex: how big/large/tight are/is $your boobs/tits/dick/cock/pussy/ass/breasts/penis
asks_sex: what color/colour are/is/panties $your? panties/bra/underwear
asks_sex: what are/r $you wearing under/underneath
asks_sex: wanna/lets/down to? hook up . ! $not
asks_sex: wanna/lets/down to? hook up with/tonight/now/later me/tonight/now/later? ! $not
asks_sex: wanna/want/looking/any/lets a? hookup ..1 ! $not
asks_sex: cam2cam/c2c/camming with/me/now/anyone/babe/sexy ! $not
asks_sex: are/r $you a? virgin ! $not atlantic media
asks_sex: want/need $you naked ! $not
asks_sex: undress/strip for me ! $not
asks_sex: spread $your legs ! $not
asks_sex: ride/grind on? my face/dick/cock/lap ! $not cat dog
asks_sex: lets get naked ! $not
asks_sex: jerk/wank/masturbate off? with/for/to me/together/you ! $not
asks_sex: make/making $you cum/moan/squirt/orgasm ! $not
asks_sex: touch/touching yourself/urself for/while/now/thinking ..1 ! $not
asks_sex: what is? $your bra/cup size ! $not
asks_sex: whats $your bra/cup size ! $not
asks_sex: phone/video/cam sex ..1 ! $not
asks_sex: be my fwb/hookup/fuckbuddy ! $not
asks_sex: my dick/cock in/inside $you/$your ! $not
asks_sex: throbbing/wet for $you ! $not
# sexual interest in children: graver than all else here
minor: trade/trading/selling/sell/buy/want/have/send/got/looking ..3 cp/childporn/pedo/jailbait/loli/preteen ..1 links/link/pics/videos/vids/pack/folder/content/mega ! $not
minor: cp link/links/mega/pack/folder/trade/vids/videos/pics
minor: child/kiddie/kid/underage/preteen/minor/teen 14? porn/nudes/nude/sex/pics pics/links/video/videos? links/pics/videos/folder/trade/sell/selling/send/anyone/mega ! $not against report stop
minor: looking/any/anyone/wanna/like/into/prefer for? ..2 underage/preteen/kiddies ..1 girls/boys/girl/boy/kids/fun/sex ! $not stop against
minor: young/$teen yo/year/years? old? girls/boys/girl/boy ..2 nudes/naked/horny/sexy/sex ! $not stop against
minor: nudes/naked/horny/sexting ..3 $teen yo/yr/year/years/f/m ..1 ! $not
minor: any/looking/want/wanna/some ..2 $teen yr/yo/y/year/years? old/olds? ..1 girl/girls/boy/boys/guys ..3 dirty/sexy/sex/nudes/horny/trade/pics/naked ! $not stop against
minor: like/love/want/prefer/into em/them/girls/boys young/younger ..3 $teen ! $not
minor: any/looking/wanna/into/prefer for? little/underage/preteen girls/boys here/around/online/wanna/chat/on ..1 ! $not stop against
minor: teen/teens $teen nudes/porn/naked/sex ..1 ! $not stop against
minor: videos/pics/vids/content/pictures of kids/children/minors/underage/toddlers/preteens ..2 want/trade/sell/selling/dm/link/interested ! $not my our
minor: love/into/want preteens/lolis/jailbait ! $not stop against he she hes shes they friend
minor: nudes ..4 $teen ..1 perfect/fine/ok/hot ! $not
# German
asks_pictures: schick/zeig/schicke/sende mir? mal? ..2 nacktbilder/nacktfoto/nacktfotos/nudes/titten/schwanz/muschi/bruste/arsch ! nicht kein
asks_sex: hast/willst/bock du? ..2 lust/bock/auf auf? ..1 sex/ficken/sexting/camsex ! keine nicht
asks_sex: bist du geil/feucht/nackt ~ auf nicht
asks_sex: ich bin so? geil/feucht ~ auf? nicht pizza
asks_sex: ich will/wurde/mochte dich ..1 ficken/lecken/bumsen/vernaschen ! nicht
asks_sex: blas/lutsch/leck mir? meinen/meine/einen? schwanz/muschi/eier/einen
asks_sex: lust/bock auf sex/camsex/sexting/ficken/dirtytalk ! keine nicht
asks_pictures: meinen/mein/meine schwanz/muschi/titten/penis sehen ! nicht
# Portuguese
asks_pictures: manda/mande/mostra/envia ..2 nude/nudes/peitos/peito/buceta/bunda/pau/rola/pelada/pelado ! nao
asks_sex: quer/vamos/bora/quero ..2 transar/foder/trepar/fuder/gozar ! nao
asks_sex: to/estou/ta/tou com? tesao/molhada/molhadinha/excitado/excitada
asks_sex: chupa/mama meu/minha/aqui pau/rola/pica/buceta
asks_pictures: ver meu/minha/o/seu/sua/teu/tua pau/rola/pica/buceta/peitos/bunda ! nao
asks_sex: vamos/quero/quer/bora fazer sexo ! nao
# French
asks_pictures: envoie/montre/envoies/send moi? ..2 nudes/nude/seins/bite/chatte/cul/nue/nu ! pas
asks_sex: tu veux/voudrais/as baiser/niquer/sexto/sucer/envie de? sexe?
asks_sex: je veux/vais te baiser/sucer/lecher/niquer ! pas
asks_sex: suis/tes/es tu? trop? excite/excitee/chaude/chaud ! pas ~ ici radio mains bien pour? aujourdhui par temps
asks_sex: suce ma/moi bite/queue?
asks_pictures: voir ma/mon/mes/ta/ton/tes bite/queue/seins/chatte/cul ! pas
asks_sex: on fait/faire du sexe ! pas
asks_sex: on fait lamour ! pas comme
# Spanish
asks_pictures: manda/mandame/enviame/muestrame/ensename/pasame pasa? ..2 nudes/nude/tetas/culo/polla/verga/desnuda/desnudo/pack ! no
asks_sex: quieres/vamos/quiero a? follar/coger/cojer/sexo/sexting/culear/follarte/cogerte ! no ~ el la un una flores bus taxi
asks_sex: estoy muy? cachondo/cachonda/mojada/caliente/arrecho
asks_sex: chupame/mamame/mamamela/chupamela
asks_pictures: ver mi/tu/tus polla/verga/pene/tetas/culo ! no
asks_pictures: tienes/manda/pasa/pasame fotos ..1 desnuda/desnudo/calientes/hot ! no
# Hindi
asks_pictures: nude/nudes/nangi/boobs/chut/lund ..2 bhej/bhejo/dikha/dikhao/send ! nahi mat
asks_pictures: nangi/nanga photo/pic/video/foto ..1 bhej/bhejo/dikha/dikhao/de
asks_sex: sex/chudai karna/karogi/karoge/karegi/karna/chat hai/ho/kya/chahte? ! nahi
asks_sex: chodna/chudna/chodunga/chudwana chahta/chahti/hai/tujhe
asks_sex: सेक्स करना/करोगी/करोगे/चैट है/क्या/करो
asks_pictures: नंगी/न्यूड फोटो/तस्वीर/पिक भेजो/दिखाओ/भेज
`;
