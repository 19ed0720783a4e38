const patterns = `
kill_you: $i $will to? $hurt $you ! $quote $not never ~ $play $sends
kill_you: $i want to $hurt $you ! $quote $not ~ $play $sends
kill_you: gonna/will/going to? kill $you and/in/tonight/tomorrow/slowly/bitch/fucker/dead ! $quote $not mum mom he she they it wife boss ~ $play
kill_you: i swear/promise ..2 $hurt $you ! $quote $not ~ $play
hurt_you: $i $will to? $beat $you so/until/bad/badly/bloody/senseless/alive/dead ! $quote $not ~ $play
hurt_you: $i $will to? beat/punch/smash/cut/slap/break/knife $you up/with/to ! $quote $not ~ $play
hurt_you: $i $will to? rape/torture/choke/drown/bury $you ! $quote $not ~ $play
hurt_you: $i $will to? ..1 $beat/crush/snap $your ..1 $body ! $quote $not ~ $play
hurt_you: $i $will to? slit/cut/slash $your throat/throats/wrists/neck ! $quote $not
hurt_you: beat/kick the? shit/hell/crap out of $you ! $quote $not ~ $play
hurt_you: $i $will to? make $you suffer/bleed/pay/scream/regret ! $quote $not ~ $play
hurt_you: hope/wish someone/somebody ..1 kills/shoots/rapes/stabs/murders $you ! $quote $not
hurt_you: hope/wish $you ..2 get/gets raped/shot/stabbed/murdered/killed/cancer ! $quote $not
hurt_family: $i $will to? kill/hurt/rape/shoot/stab/find $your ..1 family/mother/mom/mum/kids/children/sister/daughter/wife/dog/parents ! $quote $not ~ $play
you_will_die: $you will/gonna/are gonna? going? to? die/bleed ..2 bitch/slowly/painfully/tonight/today/screaming/scum/pig ! $quote $not ~ $play
you_will_die: youre/ur dead meat/bitch/tonight/man ! $quote ~ $play
you_will_die: $you should/deserve/need/must ..1 be/die/burn/hang shot/hanged/killed/stabbed/raped/executed/beaten/lynched/hard ! $quote $not
find_you: i know where $you live/work/sleep ! $quote ~ because roughly lol
find_you: $i $will to? find $you and ..1 $hurt/$beat/hurt/make/end ! $quote $not ~ $play
find_you: watch $your back bitch/tonight/i/we/because/punk ! $quote
find_you: $i outside/watching $your house/home/window/door/building ! $not order pizza parcel
find_you: $i coming/come ..2 to? $your house/home/school/place ..3 $hurt/hurt/beat/make ! $quote $not
shooting: gonna/going/will/wanna to? shoot/bomb/blow up? ..1 the/my/your/this/that school/church/mosque/synagogue/mall/office/temple/airport ! $quote $not photos pictures video ~ film scene photos video $play
blackmail: send/post/leak/share/show ..2 $your nudes/pics/pictures/photos/video/videos/screenshots to ..2 family/friends/boss/everyone/parents/wife/husband/school/work/online ! $quote $not
blackmail: pay/send me? ..3 or i/ill will? post/leak/share/send/tell/expose ..3 nudes/pics/pictures/photos/video/family/everyone ! $quote $not
told_to_die: kys
told_to_die: kill/kil/unalive yourself/urself/yourselves/yoself/urselves/ureself ! $quote $not dont how rather easier when then way ways thoughts
told_to_die: neck yourself/urself ! $quote $not
told_to_die: go/just/please/should/could/now and? hang/drown/shoot/neck/cut yourself/urself ! $quote dont not never rather easier how
told_to_die: drink bleach/acid ! $quote $not dog cat i
told_to_die: go jump/drown off/in ..2 bridge/cliff/roof/building/river ! $quote $not i ima im ill
told_to_die: go and? fucking? die already/bitch/scum/you/pls/slowly/alone/in/now/fire ! $quote $not i
told_to_die: just fucking? die already/bitch/scum/you/pls/slowly ! $quote $not i why myself
told_to_die: hope/wish $you ..1 die/died/suffocate ! $quote $not
told_to_die: slit $your wrists/throat ! $quote $not
told_to_die: world/everyone/we would be? better off? without $you ! $quote $not
kill_you: put a bullet in/through/into $you/$your ..1 ! $quote $not ~ $play
kill_you: $i $will to? fucking? end $you ! $quote $not ~ up $play
kill_you: $i $will to? $hurt $your ..1 family/mother/mom/mum/kids/children/sister/brother/daughter/wife/dog/parents ! $quote $not ~ $play
kill_you: $your family/mom/mum/kids/sister/brother is/are next/dead ! $quote $not
you_will_die: youre/ur/your dead/finished when/once/if i/we ! $quote $not ~ $play
you_will_die: $you a? dead man/woman/bitch ! $quote $not ~ $play walking
hurt_you: gonna/will/ill/imma/ima beat $your ass so/until/bad/badly/when/if ! $quote $not ~ $play lol haha
hurt_you: $i $will to? cut/chop/hack/rip/tear/slice $you ..1 into/to/in/apart ..1 pieces/shreds/half/limb ! $quote $not ~ $play
hurt_you: $i $will to? hunt $you down ! $quote $not ~ $play
hurt_you: get my hands on $you ! $quote $not ~ $play baby
hurt_you: $i $will to? burn down? $your house/home/car/place ..1 ! $quote $not ~ $play
hurt_you: $i $will to? smash/cave/kick/bash $your ..1 face/head/skull/teeth/jaw/ribs in/out/off ! $quote $not ~ $play
find_you: $i coming for/after $you ! $quote $not ~ $play hug cuddle
blackmail: send/pay/give/do ..5 or i/ill/im will? gonna? leak/expose/leaking/exposing ! $quote $not
blackmail: or i/ill/im will? gonna? send/post/show/tell/forward ..2 to? $your family/friends/boss/parents/wife/husband/school/work/mom/mum ! $quote $not
blackmail: send/post/leak/share $your ..1 nudes/pics/pictures/photos/video/videos if $you dont ! $quote
you_will_die: $you will/gonna/ll pay with $your life ! $quote $not
told_to_die: fuck off and die
told_to_die: die in a? fire/hole/ditch/hell ! $quote $not i ill need needs
told_to_die: die die die ! $quote
told_to_die: do everyone/us/world/me/yourself/everybody a favor/favour and? die/kill/jump/hang/end/neck/drown ! $quote $not
told_to_die: just/please/should/go/and/already end $your life ! $quote $not dont never ever
told_to_die: nobody/noone/none would/will/wud miss $you ! $quote $not
told_to_die: hope/wish $you ..2 die/rot/burn of/from/in/alone/slowly/painfully/soon ! $quote $not
group_violence: put/plant/throw/drop/set a/the bomb/bombs in/at/on/under ..2 school/church/mosque/synagogue/mall/office/temple/airport/station/embassy ! $quote $not he she who film movie
group_violence: all of them/those/these ..1 should/must/need/deserve ..1 be? gassed/shot/hanged/killed/exterminated/lynched/die ! $quote $not who
group_violence: should/must/deserve ..1 be gassed/lynched ! $quote $not who
kill_you: $i $will to? throw/push/drown/bury/dump $you ..2 in/off/under/into/from ..3 river/lake/bridge/train/cliff/roof/window/sea/ditch/bus ! $quote $not ~ $play
kill_you: $i $will to? run $you over ! $quote $not ~ $play with
kill_you: $i $will to? poison $you ! $quote $not ~ $play
kill_you: set $you/$your ..1 on fire ! $quote $not ~ $play
kill_you: next time i see $you ..4 dead/kill/stab/shoot/break ! $quote $not ~ $play
you_will_die: $your days are numbered ! $quote ~ $play
you_will_die: wont live to see ! $quote i we
you_will_die: sleep with one eye open ! $quote i
you_will_die: say goodbye to $your family/life/kids ! $quote
hurt_you: $i $will to? ruin/destroy $your life ! $quote $not
hurt_you: $i $will to? make $your life hell/miserable ! $quote $not
hurt_you: $i $will to? rip/tear/cut $your ..1 head/tongue/heart/throat/guts/balls/dick off/out ! $quote $not ~ $play
# German
kill_you: ich bring/bringe/mach/mache/stech/steche dich um/kalt/ab/tot ! nicht nie sagte sagt ~ nicht
kill_you: ich werde/will dich umbringen/toten/abstechen/erschiessen/schlachten/erwurgen/totschlagen ! sagte sagt ~ nie nicht spiel
kill_you: ich/wir schlag/schlage/schlagen/schlitz/schlitze dich/dir ..2 tot/auf/zusammen/kaputt/krankenhausreif/fresse/zahne/schadel
hurt_you: ich fick/ficke/schlag/schlage/polier/poliere/brech/breche dir ..2 fresse/zahne/beine/genick/nase/knochen/schadel
hurt_you: hoffentlich verreckst/stirbst/krepierst du
hurt_you: ich stech/steche dich ab
find_you: ich weiss wo du wohnst ~ ungefahr
find_you: ich finde dich und mach/mache/bring/bringe/schlag
told_to_die: bring/hang/erschiess/tote/schlitz dich um/auf/selbst/endlich/doch ! sagte nicht nie ~ nicht bitte
told_to_die: geh/sollst/solltest dich? sterben/verrecken/aufhangen/umbringen/krepieren
told_to_die: verreck/verrecke du/doch/endlich/elendig
group_violence: juden/muslime/auslander/schwule/neger/fluchtlinge/kanaken/turken/zigeuner/frauen gehoren/sollte/sollten/muss/mussen man? alle? vergast/erschossen/verbrannt/aufgehangt/getotet/abgeschlachtet/ausgerottet/ins gas? ! $quote sagte nie
kill_you: schlag/schlage/stech/steche/mach/mache/prugel/prugle/knall/knalle dich tot/ab/kalt/zusammen/krankenhausreif/windelweich ! nicht nie sagte sagt ~ nicht spiel
hurt_you: ich hau/haue/tret/trete/schlag/schlage dir ..2 fresse/maul/schnauze/gesicht/eier/zahne/kopf ..1 ! nicht nie sagte
told_to_die: stirb endlich/doch/du/einfach/elendig ! sagte nicht nie
told_to_die: du gehorst vergast/erschossen/verbrannt/gesteinigt/aufgehangt/erschlagen
told_to_die: keiner/niemand wurde/wird dich vermissen
find_you: ich krieg/kriege/finde dich noch/schon und? mach/mache/bring/schlag/dann ! nicht ~ toll nett suss
# Portuguese
kill_you: vou/quero te/ti matar/esfaquear/estrangular/degolar/enforcar/estuprar/espancar/cacar/arrebentar/estripar ! nao nunca disse ~ jogo saudade rir
kill_you: vou/irei matar voce/vc/tu/vcs ! nao nunca disse ~ jogo
hurt_you: vou te/lhe quebrar/arrebentar/espancar/estuprar/surrar/encher ..2 todo/toda/cara/dentes/porrada/vivo/voce ! nao nunca
hurt_you: vou quebrar/arrebentar/partir ..1 a/o/os/as/tua/sua/teus/seus tua/sua/teus/seus? cara/pernas/dentes/focinho/boca ! nao nunca
find_you: sei onde voce/vc/tu mora/moras/vive
told_to_die: se mata/mate logo/vai/seu? lixo/desgracado/idiota/verme/otario/praga/viado/inutil/agora
told_to_die: vai/va morrer/te? se? matar/mata/fuder lixo/desgracado/idiota/verme/logo/diabo/praga/agora
told_to_die: tomara/espero que voce/vc/tu morra/morras
kill_you: vou te dar/meter/enfiar um/uma/uns/umas ..1 tiro/tiros/facada/facadas/bala/balas/surra ! nao nunca
kill_you: vou/vamos meter/enfiar uma? bala/faca na/no/em ..1 cabeca/cara/peito/ti/voce ! nao nunca
kill_you: acabar/acabo com a? tua/sua raca/vida ! nao nunca
you_will_die: voce/vc/tu vai/vais morrer ..1 hoje/amanha/logo/lixo/desgracado/queimado/sofrendo ! nao nunca
told_to_die: vai/va/vao se/te matar ! nao nunca disse ~ rir estudar trabalhar
# French
kill_you: je vais/veux te/tous tuer/buter/crever/egorger/planter/etrangler/fumer/massacrer ! pas jamais dit ~ jeu rire
kill_you: je te tue/bute/creve/plante ! pas jamais si
hurt_you: je vais te/vous peter/casser/defoncer/tabasser/exploser/violer ..2 gueule/dents/jambes/bras/tete/nez/toi ! pas jamais
find_you: je sais ou tu/t habites/habite/vis
find_you: jsais ou thabites/tu habites
told_to_die: suicide/pends/bute/tue/noie toi ! pas ne jamais dit
told_to_die: va/vas te? crever/mourir/pendre/suicider ! pas ne
kill_you: je vais te/vous violer/eventrer/massacrer/demolir/decapiter/bruler ! pas jamais dit ~ jeu rire
kill_you: te/vous faire la peau ! pas jamais
you_will_die: tu vas mourir/crever ..1 ce/demain/ici/sale/bientot/salope/connard/chien ! pas jamais dit ~ rire
told_to_die: creve sale/connard/charogne/salope/chien/donc/ordure/pourriture
told_to_die: jespere que? tu ..1 creves/creve/crever/meurs/meures/mourir ! pas ~ rire
# Spanish
kill_you: te/los/las voy a matar/apunalar/degollar/estrangular/disparar/acuchillar ! no nunca dijo ~ juego risa besos
kill_you: voy a matarte/apunalarte/degollarte/dispararte/violarte/acuchillarte ! no nunca dijo ~ juego besos
hurt_you: te voy a romper/partir/reventar/violar/golpear/quemar ..2 cara/piernas/boca/dientes/cabeza/madre/vivo/viva/toda/todo ! no nunca
hurt_you: voy a romperte/partirte/reventarte ..2 cara/piernas/boca/dientes/cabeza/madre ! no
find_you: se donde vives/trabajas
told_to_die: matate/suicidate/ahorcate/muerete ! no nunca dijo
told_to_die: ojala te mueras/maten/violen/muera
kill_you: te voy a pegar/meter/dar un/una/unos ..1 tiro/tiros/balazo/bala/punalada/paliza ! no nunca dijo ~ juego
kill_you: te voy a violar/rajar/descuartizar/destripar/ahorcar/encontrar/cazar ! no nunca dijo ~ juego trabajo regalo
kill_you: matar a toda? tu/vuestra familia/madre/padre ! no nunca dijo ~ juego
kill_you: te rajo/corto/arranco el/la/los cuello/cabeza/cara/garganta ! no nunca
you_will_die: vas a morir ..1 hoy/pronto/perra/puta/puto/maldito/esta/solo ! no nunca dijo ~ risa juego
told_to_die: muerete/matate/suicidate ya/perra/puta/puto/de/cerdo
# Hindi
kill_you: main/mai/me tujhe/tujhko/tereko/tumhe/tumko/aapko maar/mar/jaan/kaat/goli ..2 dalunga/daalunga/dunga/doonga/dalungi/dungi/marunga/maarunga ! nahi
kill_you: tujhe/tujhko/tereko jaan/maar/mar/kaat/goli ..2 dalunga/daalunga/dunga/doonga/dalungi/marunga/maarunga/maar ! nahi
kill_you: तुझे/तुम्हें/तुमको जान/मार/काट/गोली ..2 डालूंगा/डालूँगा/दूंगा/दूँगा/डालूंगी/दूंगी/मारूंगा ! नहीं
find_you: mujhe/mereko pata hai tu/tum kahan/kaha rehta/rehti/rehte/rahta
told_to_die: ja/jaa/tu kahi/ja/jaa/mar/maar mar/maar/ja/jaa/ke? ! nahi
told_to_die: khud ko maar/mar le/lo/de/dalo
told_to_die: mar/maar ja/jaa kutte/saale/kutiya/kamine/madarchod/bhosdike/tu
told_to_die: मर जा/जाओ कुत्ते/साले/तू/कमीने/कुतिया
kill_you: gardan/gala/galaa/sar/teri ..1 kaat/kat dunga/doonga/dalunga/daalunga/dungi ! nahi
kill_you: zinda/jinda nahi/nhi chhodunga/chodunga/chorunga/chhodungi/chodungi
find_you: ghar/address/pata ..1 pata/malum hai/he mujhe/mereko ! nahi kya
`;

/** Threats against the reader, and telling somebody to die; `i will` stands for `ill` and `imma` as well. */
export const threatPhrases =
  patterns +
  patterns
    .split('\n')
    .filter((line) => line.includes('$i $will to?'))
    .map((line) => line.replace('$i $will to?', '$iwill'))
    .join('\n');
