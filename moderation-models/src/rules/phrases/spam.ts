/** Sales talk of strangers: prizes, easy money, paid pictures, payments. */
export const spamPhrases = `
prize: you/u have/been/were/are ..1 been? selected/chosen/won/awarded ..4 prize/cash/gift/iphone/reward/voucher/giveaway/lottery/dollars/winner
prize: congratulations/congrats ..4 won/winner/selected/prize ! $not ~ game match election race
prize: claim $your ..2 prize/reward/gift/bonus/money/cash/voucher/bitcoin/nft/airdrop
prize: free ..1 vbucks/robux/nitro/giftcard/iphone/followers/bitcoin/airdrop ! $not
prize: free gift card/cards ..2 click/here/at/link/code/now
easy_money: earn/make/making/earning ..4 a/per/every/daily/weekly/each day/week/hour/daily/from/month ..2 from/online/home/working/easily/with/no ! $not
easy_money: earn/make money/cash/dollars ..1 online/fast/quick/quickly/home/easy/today ! $not
easy_money: work/working from home ..4 earn/make/income/salary/paid/weekly
easy_money: guaranteed/daily/passive/double ..1 profit/profits/income/returns/roi/your ..1 money/investment/bitcoin/weekly/daily/now/dm
easy_money: invest/investing/trade/deposit ..5 and/to/get/earn ..2 double/profit/profits/return/returns/triple ..1 in/within/back/daily/guaranteed/your ! $not
easy_money: forex/crypto/bitcoin/trading/binary signals/mentor/trader/expert/manager/platform ..5 dm/join/contact/profit/profits/guaranteed/inbox/telegram/whatsapp/message
easy_money: no experience needed/required/necessary ..4 earn/dm/apply/join/money/weekly/text
easy_money: loan/loans no/without credit/collateral check?
easy_money: i/im a? crypto/forex/bitcoin/binary trader/investor/mentor/expert ! $not they he she
easy_money: help $you make/earn/get ..3 a/per/every/daily/weekly day/week/hour/month ! $not
easy_money: financially free/independent ..4 join/ask/dm/today/team/contact/now ! $not
easy_money: get rich with/quick/quickly/fast ! $not
easy_money: made/make/making ..3 with/from bitcoin/crypto/forex/trading ..3 ask/dm/message/join/contact ! $not
limited_offer: limited offer/time/deal ..4 today/now/only/click/join ! $not
limited_offer: promo/discount/referral code ..1 at/on/for/now ! $not
sells_pictures: add/follow/find/join me ..1 onlyfans/fansly ! $not
easy_money: join my/our team ..3 earn/today/income/free/money/now ! $not football basketball game
followers: get/buy/gain/need ..2 followers/likes/subs/subscribers/views ..1 for/cheap/fast/instantly/free/dollars ! $not
medicine: cheap/buy/order/discount ..2 viagra/cialis/xanax/oxycodone/adderall/tramadol ..1 ! $not doctor pharmacy
casino: casino/betting/slots/bets ..4 bonus/spins/jackpot ! $not
casino: bonus/spins ..3 casino/betting/slots ! $not
asks_contact: dm/inbox/message/contact me? for ..1 promo/promos/prices/price/rates/menu/collab/investment/details/content ! $not
sells_pictures: lonely/meet/chat ..2 singles ..1 now/near/in/at/tonight/online/today ! $not
click_here: click/tap/visit/press/check ..1 here/link/below/bio/profile to/for/now/and ..3 claim/win/get/earn/free/nudes/video/register/verify/unlock ! $not
click_here: link in my? bio/profile/description
click_here: check/visit/see my bio/profile/link/page/website/onlyfans/channel ..1 for/now/please/babe/link/naked/free/its
click_here: subscribe/join ..1 my/our onlyfans/fansly/channel/page/telegram/group/discord/server ..1 ! $not
click_here: use/with my? promo/referral/discount/coupon code ! $not
sells_pictures: i/im sell/selling ..3 nudes/pics/pictures/videos/vids/content/feet/panties ! $not
sells_pictures: buy my ..1 nudes/pics/pictures/videos/content/feet/panties/premium
sells_pictures: premium snap/snapchat/content ..2 for/only/just/dm/cheap
sells_pictures: hot/sexy/horny/single girls/women/singles/milfs/moms/ladies in/near/waiting/around/your/wanting ..1
sells_pictures: sugar daddy/mommy/baby ..4 pay/allowance/weekly/dm/text/paypal/cashapp/spoil
asks_payment: send/pay me? ..3 paypal/cashapp/venmo/bitcoin/btc/giftcard/zelle/steamcard ! $not
asks_payment: send me ..3 gift/steam/itunes/amazon/google card/cards
asks_payment: cashapp/paypal/venmo me ! $not
limited_offer: limited/special/exclusive/amazing ..1 offer/deal/discount/price/spots ..3 today/now/only/click/join/order/buy/sign/hurry ! $not
click_here: sign/signup/register up? ..1 now/today/here/free ..2 and/to/for get/claim/win/receive/earn ! $not
scam: your ..1 account/package/parcel/card ..2 suspended/locked/blocked/limited/expired ..4 click/verify/confirm/unlock/link/pay ! $not
scam: unlock/verify/confirm/recover/restore your ..1 account/wallet/card/identity ..1 at/here/now/via/by ! $not
scam: inheritance/fund/funds ..5 million ! $not school
scam: million dollars/usd/euros/pounds ..5 bank/transfer/share/account ! $not lottery film
scam: hacker for hire
scam: hack/recover/spy on? any/your/someones ..2 account/whatsapp/phone/instagram/wallet ..3 contact/dm/cheap/message ! $not
easy_money: instant/quick/fast/cheap loan/loans ! $not
easy_money: we are? hiring ..3 remote/home/online ..1 ! $not
medicine: weight loss pill/pills/tea/product/secret ! $not
giveaway: giveaway ..3 join/link/click/follow/enter/dm ! $not
giveaway: first ten/50/100/500/1000 people/users/members ..3 get/win/receive/free ! $not
# German
easy_money: verdiene/verdien/verdienen ..4 euro/eur/geld am/pro/im/taglich/online/von/schnell ..1 ! nicht
prize: du/sie hast/haben ..4 gewonnen jetzt/hier/klick/klicke/sichern
click_here: klick/klicke/klickt ..1 hier/link/unten um/und/fur ! nicht
easy_money: schnell/schnelles/leicht/einfach ..1 geld verdienen ..1 mit/von/online/zuhause ! nicht
easy_money: geld verdienen ..1 krypto/bitcoin/zuhause/online/internet ! nicht
sells_pictures: verkauf/verkaufe/biete ..1 getragene/getragenes/slips/nacktbilder/nudes/fussbilder/camshow ! nicht
sells_pictures: taschengeldladys/taschengeldlady/taschengeldgirl/sugarbaby/sugardaddy
casino: casino/wetten ..2 bonus/freispiele ! nicht
casino: bonus/freispiele ..2 casino ! nicht
click_here: abonniere/abonniert mein/meinen ..1 kanal/onlyfans/channel/telegram
# Portuguese
easy_money: ganhe/ganhar/fature ..4 reais/dinheiro por/ao/em/online/rapido/sem ..1 dia/casa/mes/sair? ! nao
prize: voce/vc foi/ganhou ..3 sorteado/selecionado/premio/premiado
click_here: clique/clica/acesse ..1 aqui/link para/e/no/pra
easy_money: invista/investe/investir ..4 dobre/dobrar/lucro/lucrar/retorno/multiplique ! nao
easy_money: renda extra ..3 celular/casa/online/internet/sem ! nao
sells_pictures: vendo/vende ..1 pack/packs/packzinho/nudes/conteudo ! nao
casino: bonus/giros ..3 cassino/casino/apostas ! nao
# French
easy_money: gagne/gagnez/gagner ..4 euros/argent par/en/facilement/chez ..1 jour/semaine/ligne/mois/toi?
prize: vous/tu avez/as ete/gagne ..3 selectionne/tire/gagnant/prix/iphone
click_here: clique/cliquez/clic ..1 ici/lien pour/et ! pas
easy_money: gagne/gagnez/gagner ..2 largent facilement/rapidement/facile ..1 ! pas
easy_money: investis/investissez/investir ..3 et/pour doublez/double/doubler/gagnez/gagne/multipliez ! pas
sells_pictures: je vends mes/des ..1 photos/nudes/videos/culottes/packs ! pas
casino: code promo ..2 paris/casino/gratuits
click_here: abonne/abonnez toi/vous? a mon/ma ..1 onlyfans/mym/chaine/insta/telegram ! pas
# Spanish
easy_money: gana/ganar/gane ..4 dolares/dinero/euros al/por/desde/en/facil/rapido ..1 dia/casa/semana/linea/mes?
prize: has/ha sido/ganado ..3 seleccionado/premio/sorteo/iphone
click_here: haz/haga clic/click ..1 aqui/enlace
easy_money: invierte/invertir/invierta ..3 y/para duplica/duplicar/gana/ganar/multiplica ! no
easy_money: trabaja/trabajar desde casa ..3 gana/dinero/dolares/euros ! no
sells_pictures: vendo/vendemos ..1 pack/packs/nudes/contenido ! no
casino: bono/giros ..3 casino/apuestas ! no
click_here: suscribete/suscribanse a mi ..1 canal/onlyfans/telegram ! no
# Hindi
easy_money: ghar baithe ..3 paise/paisa/kamao/kamaye/kamaiye
easy_money: घर बैठे ..3 पैसे/कमाएं/कमाओ/कमाइए
prize: aap/aapne ..3 jeet/jeeta/lottery gaye/gye/jeeti/jeete
`;
