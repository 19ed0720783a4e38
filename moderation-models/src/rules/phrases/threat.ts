const patterns = `
kill_you: $i $will to? $hurt $you ! $quote $not never ~ $play
kill_you: $i want to $hurt $you ! $quote $not ~ $play
kill_you: gonna/will/going to? kill $you and/in/tonight/tomorrow/slowly/bitch/fucker/dead ! $quote $not mum mom he she they it wife boss ~ $play
kill_you: i swear/promise ..2 $hurt $you ! $quote $not ~ $play
hurt_you: $i $will to? $beat $you up/so/with/until/bad/badly/to/bloody/senseless/alive ! $quote $not ~ $play
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
find_you: $i coming/come ..2 to? $your house/home/school/place ..3 $hurt/hurt/beat/make ! $quote $not
shooting: gonna/going/will/wanna to? shoot/bomb/blow up? ..1 the/my/your/this/that school/church/mosque/synagogue/mall/office/temple/airport ! $quote $not photos pictures video ~ film scene photos video $play
blackmail: send/post/leak/share/show ..2 $your nudes/pics/pictures/photos/video/videos/screenshots to ..2 family/friends/boss/everyone/parents/wife/husband/school/work/online ! $quote $not
blackmail: pay/send me? ..3 or i/ill will? post/leak/share/send/tell/expose ..3 nudes/pics/pictures/photos/video/family/everyone ! $quote $not
told_to_die: kys
told_to_die: kill/kil/unalive yourself/urself/yourselves/yoself/urselves/ureself ! $quote $not dont how rather easier when then
told_to_die: neck yourself/urself ! $quote $not
told_to_die: go/just/please/should/could/now and? hang/drown/shoot/neck/cut yourself/urself ! $quote dont not never rather easier how
told_to_die: drink bleach/acid ! $quote $not dog cat i
told_to_die: go jump/drown off/in ..2 bridge/cliff/roof/building/river ! $quote $not i ima im ill
told_to_die: go and? fucking? die already/bitch/scum/you/pls/slowly/alone/in/now/fire ! $quote $not i
told_to_die: just fucking? die already/bitch/scum/you/pls/slowly ! $quote $not i why myself
told_to_die: hope/wish $you ..1 die/died/suffocate ! $quote $not
told_to_die: slit $your wrists/throat ! $quote $not
told_to_die: world/everyone/we would be? better off? without $you ! $quote $not
group_violence: kill/gas/lynch/exterminate/hang/shoot/deport/burn/murder all/every/the/those these? jews/muslims/blacks/gays/niggers/faggots/immigrants/women/trannies/fags/arabs/mexicans/asians/migrants/refugees/kikes/indians/christians/homos/foreigners/whites ! $quote $not who they hitler nazis you just
group_violence: death to all? the? jews/muslims/blacks/gays/niggers/faggots/immigrants/women/trannies/fags/arabs/mexicans/asians/migrants/refugees/kikes/christians ! $quote $not
group_violence: jews/muslims/blacks/gays/niggers/faggots/immigrants/women/trannies/fags/arabs/mexicans/asians/migrants/refugees/kikes/christians should/must/deserve/need to? all? be? die/killed/shot/gassed/hanged/exterminated/burn/burned/lynched/murdered ! $quote $not no
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
# Portuguese
kill_you: vou/quero te/ti matar/esfaquear/estrangular/degolar/enforcar ! nao nunca disse ~ jogo saudade rir
kill_you: vou/irei matar voce/vc/tu/vcs ! nao nunca disse ~ jogo
hurt_you: vou te/lhe quebrar/arrebentar/espancar/estuprar/surrar/encher ..2 todo/toda/cara/dentes/porrada/vivo/voce ! nao nunca
hurt_you: vou quebrar/arrebentar/partir a/tua/sua/os teus? seus? cara/pernas/dentes/focinho/boca ! nao nunca
find_you: sei onde voce/vc/tu mora/moras/vive
told_to_die: se mata/mate logo?/vai?/seu? lixo/desgracado/idiota/verme/otario/praga/viado/inutil/agora
told_to_die: vai/va morrer/te? se? matar/mata/fuder lixo/desgracado/idiota/verme/logo/diabo/praga/agora
told_to_die: tomara/espero que voce/vc/tu morra/morras
# French
kill_you: je vais/veux te/tous tuer/buter/crever/egorger/planter/etrangler/fumer/massacrer ! pas jamais dit ~ jeu rire
kill_you: je te tue/bute/creve/plante ! pas jamais si
hurt_you: je vais te/vous peter/casser/defoncer/tabasser/exploser/violer ..2 gueule/dents/jambes/bras/tete/nez/toi ! pas jamais
find_you: je sais ou tu/t habites/habite/vis
find_you: jsais ou thabites/tu habites
told_to_die: suicide/pends/bute/tue/noie toi ! pas ne jamais dit
told_to_die: va/vas te? crever/mourir/pendre/suicider ! pas ne
# Spanish
kill_you: te/los/las voy a matar/apunalar/degollar/estrangular/disparar/acuchillar ! no nunca dijo ~ juego risa besos
kill_you: voy a matarte/apunalarte/degollarte/dispararte/violarte/acuchillarte ! no nunca dijo ~ juego besos
hurt_you: te voy a romper/partir/reventar/violar/golpear/quemar ..2 cara/piernas/boca/dientes/cabeza/madre/vivo/viva/toda/todo ! no nunca
hurt_you: voy a romperte/partirte/reventarte ..2 cara/piernas/boca/dientes/cabeza/madre ! no
find_you: se donde vives/trabajas
told_to_die: matate/suicidate/ahorcate/muerete ! no nunca dijo
told_to_die: ojala te mueras/maten/violen/muera
# Hindi
kill_you: main/mai/me tujhe/tujhko/tereko/tumhe/tumko/aapko maar/mar/jaan/kaat/goli ..2 dalunga/daalunga/dunga/doonga/dalungi/dungi/marunga/maarunga ! nahi
kill_you: tujhe/tujhko/tereko jaan/maar/mar/kaat/goli ..2 dalunga/daalunga/dunga/doonga/dalungi/marunga/maarunga/maar ! nahi
kill_you: तुझे/तुम्हें/तुमको जान/मार/काट/गोली ..2 डालूंगा/डालूँगा/दूंगा/दूँगा/डालूंगी/दूंगी/मारूंगा ! नहीं
find_you: mujhe/mereko pata hai tu/tum kahan/kaha rehta/rehti/rehte/rahta
told_to_die: ja/jaa/tu kahi/ja/jaa/mar/maar mar/maar/ja/jaa/ke? ! nahi
told_to_die: khud ko maar/mar le/lo/de/dalo
told_to_die: mar/maar ja/jaa kutte/saale/kutiya/kamine/madarchod/bhosdike/tu
told_to_die: मर जा/जाओ कुत्ते/साले/तू/कमीने/कुतिया
`;

/** Threats against the reader, and telling somebody to die; `i will` stands for `ill` and `imma` as well. */
export const threatPhrases =
  patterns +
  patterns
    .split('\n')
    .filter((line) => line.includes('$i $will to?'))
    .map((line) => line.replace('$i $will to?', '$iwill'))
    .join('\n');
