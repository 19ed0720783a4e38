/** Words of a writer about ending or hurting themself. They never count against anybody. */
export const selfHarmPhrases = `
wants_to_die: i want/wanna/wish to? be? die/dead/disappear ! $quote dont ~ laughing lol cuteness old when after embarrassment shame lmao haha
wants_to_die: i wish i was/were dead/gone/never born? ! $quote ~ lol haha
wants_to_die: i really/just/honestly/only want/wanna to? die ! $quote dont ~ laughing lol lmao haha
wants_to_die: dont want/wanna to? live/exist/wake/be anymore/alive/up? ..1 anymore/again/alive/tomorrow/here ! $quote ~ in there with
wants_to_die: want/wish to? never/not to? wake up again/tomorrow
wants_to_die: no reason/point to/in keep? live/living/going/alive/life ! $quote
wants_to_die: life isnt worth living/it ! $quote
wants_to_die: life is not worth living/it ! $quote
wants_to_die: tired/sick/done of/with living/life ~ here alone together in with abroad
wants_to_die: tired/sick/done of/with being alive
suicide: kill/kil/killing/unalive/hang/hanging/shoot/shooting/drown myself/meself/mysef ! $quote dont didnt never wont ~ laughing lol
suicide: gonna/going/want/wanna/will/ready to? end it all/tonight ! $quote dont
suicide: gonna/going/want/wanna/will/ready to? end/take my own? life ! $quote dont
suicide: i/im ..2 suicidal ! $quote not
suicide: thinking/thought/thoughts/think ..2 about/of ending? suicide/killing/ending my/myself? ! $quote film book essay
suicide: commit/committing/attempt/attempted suicide ! $quote he she they who people did bank character didnt
suicide: took/take/swallow/swallowed all/too the/my/many pills/tablets ! $quote dont she he
suicide: painless/painful/easiest/easy/quickest/quick/best/fastest/peaceful ..1 way/ways to die/suicide/kill ..1 myself? ! $quote game boss enemy
suicide: everyone/everybody/world/they/family is? would be? better off? without me
suicide: nobody/noone/no would one? ..1 miss me if i/im
suicide: goodbye/suicide letter/note for/to/is/written/ready/wrote
suicide: jump/jumping off/before/from ..2 bridge/train/roof/building ! $quote game bungee he she kept ~ $play
self_injury: cut/cutting/burn/burning/hurt/hurting/harm/harming myself again/tonight/every/everyday/because/so/to/badly/bad/when/whenever/on/and/sometimes/daily/too/since/for/last ! $quote accidentally shaving cooking didnt dont never ~ accident cooking shaving knife? kitchen oven
self_injury: been/started/keep/want/wanna/relapsed/stop to? cutting/cut/hurting/hurt/harming/harm myself ! $quote accidentally
self_injury: cut/slit my wrists/wrist/arms/thighs ! $quote hair accidentally
self_injury: self harm/harming/harmed ! $quote dont not never study article about
wants_to_die: and/so/just/really/honestly want/wanna to? die ! $quote dont ~ laughing lol lmao haha
wants_to_die: dont/cant/cannot see/have/find ..2 reason/point/purpose ..1 to/in live/living/alive/life ! $quote
wants_to_die: cant/cannot go on anymore/living/like ! $quote ~ holiday tour stage
wants_to_die: wish id/i ..1 never been born ! $quote
wants_to_die: wish i wasnt/werent alive/born/here ! $quote ~ at work
wants_to_die: want the/this pain/suffering to end/stop
suicide: end/ending my own? life ! $quote dont didnt never wont
suicide: nobody/noone/no one? would/will care/notice/mind ..1 if i died/die/disappeared/killed/vanished ! $quote
suicide: i/ive/have overdosed ! $quote he she they ~ coffee netflix chocolate sugar caffeine tea memes anime cheese
suicide: gonna/wanna/will/might/imma/just/should/want/going to? kms ! $quote dont ~ lol lmao haha
suicide: gonna/going/want/wanna/will/ready to? end it now/today/soon/tonight ! $quote dont
self_injury: started/began/relapsed ..1 cutting/burning again/myself ! $quote ~ carbs sugar calories grass hair wood
wants_to_die: i/id deserve/rather/ready/prefer ..1 to? be? die/dead ! $quote dont ~ than from lol laughing
wants_to_die: better off dead ! $quote they he she you
wants_to_die: dont deserve to live/exist ! $quote you they he she here there
wants_to_die: nothing/noone/nobody left? to live for ! $quote
wants_to_die: wish i could disappear/vanish/die ! $quote ~ laughing embarrassment
wants_to_die: wish i didnt/couldnt/dont exist/live ! $quote
wants_to_die: want/wanna/wish to? ..1 sleep forever ! $quote ~ cosy cozy bed warm
suicide: plan/planning/planned ..4 suicide/death/die ! $quote party trip film game
suicide: contemplating/considering suicide ! $quote
suicide: suicidal thoughts/ideation/feelings ! $quote article study film he she they
suicide: thoughts of suicide/ending/dying/death ! $quote article film
suicide: taking/took my own life ! $quote
suicide: last night/day on earth ! $quote
suicide: about/ready/going/gonna to? jump off/under ! $quote pool water plane bungee
suicide: gun/rope/noose/knife ..2 my head/neck/wrist/wrists/throat/mouth ! $quote game even if
suicide: whole/entire/all bottle/pack/box of ..1 pills/tablets/sleeping/paracetamol/tylenol/xanax ! $quote he she dog
self_injury: i self harm/harmed ! $quote dont never
# German
wants_to_die: ich will/mochte/wurde ..2 sterben/tot ! nicht nie ~ lachen lol
wants_to_die: will/mochte/mag ..1 nicht mehr ..1 leben/aufwachen/weiterleben/existieren ! sagte ~ in bei mit
wants_to_die: kein/keinen grund/sinn ..3 leben
suicide: bring/bringe/umbringe/erhange/hange mich um/auf ! nicht wenn
suicide: will/mochte/werde mich ..1 umbringen/toten/erhangen/erschiessen/aufhangen ! nicht
suicide: mir/meinem das leben nehmen/ende ! nicht
suicide: suizidgedanken/selbstmordgedanken/suizidal
suicide: ohne mich ..3 besser ! nicht
self_injury: ritze/ritz/schneide/verletze mich wieder/selbst/jeden/seit ! nicht
suicide: schluss mit dem/meinem leben
suicide: denke/denk/dachte/nachgedacht/gedanken ..2 an/uber suizid/selbstmord ! film buch
suicide: mich umzubringen/umbringen ! nicht du er sie konnte lachen arbeit
suicide: schmerzlos/schmerzfrei umbringen/sterben/toten
self_injury: mich ..2 geritzt ! nicht nie
# Portuguese
wants_to_die: quero/queria so? morrer ! nao ~ rir kkk kkkk vergonha amor
wants_to_die: nao quero/aguento mais viver/vida ..1
suicide: vou/quero/queria/pensando/penso/pensei/tentei/tento em? me matar/suicidar/enforcar ! nao ~ estudar trabalhar
suicide: tirar/acabar/acabo com? a? minha vida ! nao
suicide: pensamentos suicidas
self_injury: me corto/cortei/cortando ..1 de/novo/os/pulsos/todo/braco/quando/sempre/ontem ! cozinha ~ cozinha faca papel cozinho cozinhando
suicide: penso/pensando/pensei/pensamento ..1 suicidio ! nao filme livro
suicide: melhor/melhores sem mim ! nao
suicide: sumir/desaparecer pra/para sempre ! nao
# French
wants_to_die: je veux/voudrais/veut mourir/crever ! pas ne ~ rire mdr lol
wants_to_die: plus envie de vivre/vie
wants_to_die: jai/ai envie de mourir/crever ! pas ~ rire
suicide: vais/veux/voulais/voudrais/pense/essaye/tente/envie a/de? me suicider/tuer/pendre ..1 ! pas ~ rire travail
suicide: envie/idee/idees/pensees de/suicidaires me? suicider/tuer?
suicide: mettre fin a mes jours/ma
self_injury: je me scarifie/mutile/taillade/coupe ..1 encore/veines/bras/chaque
wants_to_die: veux/peux/envie plus vivre/exister ~ ici avec chez
suicide: pense/pensais/penser ..1 au/a suicide/mourir ! pas film livre
suicide: mieux sans moi ! pas
suicide: veux/voudrais/vais/envie en/den finir ! pas ~ travail devoirs projet jeu livre exam examen
suicide: me foutre en lair ! pas
# Spanish
wants_to_die: quiero/quisiera morir/morirme ! no ~ risa jaja vergüenza
wants_to_die: no quiero vivir/seguir viviendo? mas? ~ aqui alli con
suicide: voy/quiero/pienso/pense/pensando/intente/intento a? en? matarme/suicidarme/ahorcarme/quitarme ..2 ! no ~ risa
suicide: me quiero/voy a? matar/suicidar/ahorcar ! no ~ risa trabajo
suicide: acabar/terminar con mi/mis vida/dias
suicide: quiero/quisiera/voy ..1 acabar/terminar con todo ! no ~ trabajo deberes helado
self_injury: me corto/corte ..1 brazos/venas/munecas/otra
suicide: pienso/pensando/pense/penso ..1 el? suicidio ! no pelicula libro
suicide: mejor sin mi ! no
wants_to_die: no quiero ..1 vivir mas/asi
# Hindi
wants_to_die: main/mai/mujhe/mujhko/me ..1 marna/mar/mrna chahta/chahti/jana/jaana/hai/jau/jaun ! nahi ~ hasi hasi
wants_to_die: jeena/jina nahi/nhi chahta/chahti/hai/he
wants_to_die: मैं/मुझे मरना/मर चाहता/चाहती/जाना/है ! नहीं
wants_to_die: जीना नहीं चाहता/चाहती/है
suicide: aatmahatya/atmahatya/khudkushi karna/karne/kar/karlu/karunga/karungi ! nahi
suicide: आत्महत्या/खुदकुशी करना/करने/कर/करूंगा/करूंगी ! नहीं
suicide: khud ko khatam/maar/khtm karna/dunga/lunga/lungi/kar/dalunga
suicide: suicide karna/karne/karu/karlu/karunga/karungi/kar ! nahi mat
wants_to_die: jeene/jeena/jina/jine ka/ki man/mann/ichha nahi/nhi
`;
