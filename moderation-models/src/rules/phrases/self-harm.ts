/** Words of a writer about ending or hurting themself. They never count against anybody. */
export const selfHarmPhrases = `
wants_to_die: i want/wanna/wish to? be? die/dead/disappear ! $quote dont ~ laughing lol cuteness old when after embarrassment shame lmao haha
wants_to_die: i wish i was/were dead/gone/never born? ! $quote ~ lol haha
wants_to_die: i really/just/honestly/only want/wanna to? die ! $quote dont ~ laughing lol lmao haha
wants_to_die: dont want/wanna to? live/exist/wake/be anymore/alive/up? ..1 anymore/again/alive/tomorrow/here ! $quote ~ in there with
wants_to_die: want/wish to? never/not to? wake up again/tomorrow
wants_to_die: no reason/point to/in keep? live/living/going/alive/life ! $quote
wants_to_die: life isnt/is not? worth living/it ! $quote
wants_to_die: tired/sick of living/life/being alive?
suicide: kill/kil/killing/unalive/hang/hanging/shoot/shooting/drown myself/meself/mysef ! $quote dont didnt never wont would ~ laughing lol
suicide: gonna/going/want/wanna/will/ready to? end it all/tonight ! $quote dont
suicide: gonna/going/want/wanna/will/ready to? end/take my own? life ! $quote dont
suicide: i/im ..2 suicidal ! $quote not
suicide: thinking/thought/thoughts/think ..2 about/of ending? suicide/killing/ending my/myself? ! $quote film book essay
suicide: commit/committing/attempt/attempted suicide ! $quote he she they who people did bank character didnt
suicide: took/take/swallow/swallowed all/too the/my/many pills/tablets ! $quote dont she he
suicide: painless/easiest/quickest/best/fastest way/ways to die/suicide/kill ..1 myself? ! $quote game boss enemy
suicide: everyone/everybody/world/they/family is? would be? better off? without me
suicide: nobody/noone/no would one? ..1 miss me if i/im
suicide: goodbye/suicide letter/note for/to/is/written/ready/wrote
suicide: jump/jumping off/before/from ..2 bridge/train/roof/building ! $quote game bungee he she kept ~ $play
self_injury: cut/cutting/burn/burning/hurt/hurting/harm/harming myself again/tonight/every/because/so/to/badly/bad/when/on/and ! $quote accidentally shaving cooking didnt dont never ~ accident cooking shaving knife? kitchen oven
self_injury: been/started/keep/want/wanna/relapsed/stop to? cutting/cut/hurting/hurt/harming/harm myself ! $quote accidentally
self_injury: cut/slit my wrists/wrist/arms/thighs ! $quote hair accidentally
self_injury: self harm/harming/harmed ! $quote study article about
# German
wants_to_die: ich will/mochte/wurde ..2 sterben/tot ! nicht nie ~ lachen lol
wants_to_die: will/mochte nicht mehr leben/aufwachen/weiterleben ! sagte
wants_to_die: kein/keinen grund/sinn ..3 leben
suicide: bring/bringe/umbringe/erhange/hange mich um/auf ! nicht wenn
suicide: will/mochte/werde mich ..1 umbringen/toten/erhangen/erschiessen/aufhangen ! nicht
suicide: mir/meinem das leben nehmen/ende ! nicht
suicide: suizidgedanken/selbstmordgedanken/suizidal
suicide: ohne mich besser dran
self_injury: ritze/ritz/schneide/verletze mich wieder/selbst/jeden/seit ! nicht
# Portuguese
wants_to_die: quero/queria so? morrer ! nao ~ rir kkk kkkk vergonha amor
wants_to_die: nao quero/aguento mais viver/vida ..1
suicide: vou/quero/queria/pensando/penso/pensei em? me matar/suicidar/enforcar ! nao
suicide: tirar/acabar a? com? minha vida
suicide: pensamentos suicidas
self_injury: me corto/cortei/cortando ..1 de/novo/os/pulsos/todo/braco ! cozinha
# French
wants_to_die: je veux/voudrais/veut mourir/crever ! pas ne ~ rire mdr lol
wants_to_die: plus envie de vivre/vie
wants_to_die: jai/ai envie de mourir/crever ! pas ~ rire
suicide: je vais/veux/voulais/pense a? me suicider/tuer/pendre/foutre ..1 ! pas ~ rire travail
suicide: envie/idee/idees/pensees de/suicidaires me? suicider/tuer?
suicide: mettre fin a mes jours/ma
self_injury: je me scarifie/mutile/taillade/coupe ..1 encore/veines/bras/chaque
# Spanish
wants_to_die: quiero/quisiera morir/morirme ! no ~ risa jaja vergüenza
wants_to_die: no quiero vivir/seguir viviendo? mas? ~ aqui alli con
suicide: voy/quiero/pienso/pense a? en? matarme/suicidarme/ahorcarme/quitarme ..2 ! no ~ risa
suicide: me quiero/voy a? matar/suicidar/ahorcar ! no ~ risa trabajo
suicide: acabar/terminar con mi/mis vida/dias
self_injury: me corto/corte ..1 brazos/venas/munecas/otra
# Hindi
wants_to_die: main/mai/mujhe/mujhko/me ..1 marna/mar/mrna chahta/chahti/jana/jaana/hai/jau/jaun ! nahi ~ hasi hasi
wants_to_die: jeena/jina nahi/nhi chahta/chahti/hai/he
wants_to_die: मैं/मुझे मरना/मर चाहता/चाहती/जाना/है ! नहीं
wants_to_die: जीना नहीं चाहता/चाहती/है
suicide: aatmahatya/atmahatya/khudkushi karna/karne/kar/karlu/karunga/karungi ! nahi
suicide: आत्महत्या/खुदकुशी करना/करने/कर/करूंगा/करूंगी ! नहीं
suicide: khud ko khatam/maar/khtm karna/dunga/lunga/lungi/kar/dalunga
`;
