/** Calls to go on elsewhere, where nobody screens and nothing can be reported. */
export const invitationPhrases = `
elsewhere: add/follow/find/message/msg/dm/text/hmu/hit/contact/reach/call/write/pm/get me up? ..1 on/at/in/via/through/@ ..1 $app ! $not
elsewhere: add/follow me/my ..1 $app ! $not
elsewhere: you/u/ya/anyone got/have/has/use/on/using a/an? snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord/wechat . ! $not when that
elsewhere: got snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord/wechat . ! $not i we they he she ive
elsewhere: swap/trade/exchange snaps/snap/snapchat/insta/instas/instagram/numbers/socials/contacts/discord/discords/whatsapp ! $not
elsewhere: can/could/may/lemme i? have/get/grab $your ..1 number/snap/snapchat/insta/instagram/discord/kik/telegram/whatsapp/socials ! $not
elsewhere: join my/our ..1 $app ! $not
elsewhere: call/videocall/facetime me/$you ..1 on/via/over ..1 $app ! $not
elsewhere: hmu on/at my? $app
elsewhere: dm/dms me ..1 on/at $app ! $not
elsewhere: my ..1 snap/snapchat/sc/insta/instagram/ig/telegram/tele/kik/discord/whatsapp/skype/wechat/tiktok/twitter/onlyfans/facebook/fb username/user/name/handle/id? is/its/id/@/name/handle ! $not ~ broken down slow banned hacked bad not full
elsewhere: heres/here/is my snap/snapchat/insta/instagram/ig/telegram/kik/discord/whatsapp/skype/number/onlyfans ! $not
elsewhere: whats/what/gimme/give/drop/send me? is? $your ..1 snap/snapchat/sc/insta/instagram/ig/telegram/kik/discord/whatsapp/skype ! $not ~ password
elsewhere: whats/what/gimme/give/drop/send me? is? $your phone/cell/mobile/whatsapp? number ! $not
elsewhere: do/have/got/u $you? have/got/use? snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord so/lets/we/add/can/there ! $not
elsewhere: lets/wanna/want/can/could/should we/to? ..1 move/switch/chat/talk/continue/go/meet/text/call to/on/over/via/in ..1 $app ! $not
elsewhere: move/switch/continue ..2 to/on snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord/skype/signal/wechat ! $not from
elsewhere: snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord me at? ! $not ~ good out back into
elsewhere: meet me at/in/tonight/tomorrow ..1 my/hotel/motel/your/house/place/room/flat/apartment ! $not
elsewhere: come over/by/round to/at my place/flat/apartment/house/home/hotel/room ! $not did when never friend friends mum he she
elsewhere: come to/over/by my place/flat/apartment/hotel/room tonight/now/tomorrow/babe/baby ! $not did you when never
elsewhere: what/whats/where is? $your address/adress ! $not ip email mail mac
# German
elsewhere: add/adde/schreib/schreibe/folg/folge/kontaktier mich/mir ..2 snap/snapchat/insta/instagram/telegram/whatsapp/kik/discord/skype/wa ! nicht
elsewhere: mein ..1 snap/snapchat/insta/instagram/telegram/kik/discord/skype/whatsapp ist/heisst/lautet/name ! nicht ~ kaputt weg gesperrt
elsewhere: heisst/heissen/findet/finde ..3 auf insta/instagram/snap/snapchat/tiktok/discord/telegram ! nicht
elsewhere: komm ..2 zu mir nach? hause/heim/heute/vorbei ! nicht
elsewhere: lass/lasst/wollen/sollen/konnen uns/wir ..2 snap/snapchat/insta/instagram/telegram/whatsapp/kik/discord weiter/schreiben/weiterschreiben/wechseln/gehen
elsewhere: hast du ..1 snap/snapchat/insta/instagram/telegram/kik/whatsapp/discord ! nicht
elsewhere: gib/schick mir ..1 deine/deinen/dein nummer/handynummer/snap/insta/adresse ! nicht
# Portuguese
elsewhere: tem/tens/usa snap/snapchat/insta/instagram/whats/whatsapp/zap/telegram/discord . ! nao
elsewhere: chama/chame/adiciona/adicione/segue/siga no/la/pelo/na/meu/minha ..1 zap/whats/whatsapp/insta/instagram/telegram/snap/snapchat/discord/tiktok ! nao
elsewhere: me ..1 chama/adiciona/segue/add/manda no/la/pelo/na ..1 zap/whats/whatsapp/insta/instagram/telegram/snap/discord/face/zapzap ! nao
elsewhere: meu ..1 insta/instagram/whats/whatsapp/zap/telegram/snap/discord e/eh/numero ! nao ~ ruim lento caiu
elsewhere: passa/manda/qual teu/seu/o/e ..1 zap/whats/whatsapp/insta/instagram/telegram/numero/snap ! nao
elsewhere: vamos/bora ..2 pro/no/para/la zap/whats/whatsapp/insta/instagram/telegram/snap/discord
# French
elsewhere: ajoute/ajoutes/ajoutemoi/ecris/rejoins/contacte moi ..2 snap/snapchat/insta/instagram/telegram/whatsapp/discord/kik ! pas
elsewhere: mon ..1 snap/snapchat/insta/instagram/telegram/whatsapp/discord/kik cest/est/sappelle ! pas ~ casse lent bloque
elsewhere: tas/as/donne/file/files/passe/passes/donnes tu? moi? ..1 ton/tes/le/un? snap/snapchat/insta/instagram/telegram/whatsapp/numero ! pas
elsewhere: tas/utilises tu? snap/snapchat/insta/instagram/telegram/whatsapp/discord . ! pas
elsewhere: cest quoi ton snap/snapchat/insta/instagram/telegram/numero/discord/whatsapp
elsewhere: viens/venez ..3 sur snap/snapchat/insta/instagram/telegram/whatsapp/discord ! pas
elsewhere: on ..1 passe/continue/va/parle sur snap/snapchat/insta/instagram/telegram/whatsapp/discord
# Spanish
elsewhere: agregame/escribeme/sigueme/hablame/anademe/buscame/contactame al/en/por/a ..1 whatsapp/wasap/wsp/insta/instagram/ig/telegram/snap/discord/face ! no
elsewhere: mi ..1 insta/instagram/ig/whatsapp/wasap/telegram/snap/discord es ! no ~ lento malo
elsewhere: pasame/dame/cual tu/es ..1 whatsapp/wasap/wsp/insta/instagram/ig/telegram/snap/numero ! no
elsewhere: tienes/tenes/usas snap/snapchat/insta/instagram/ig/whatsapp/wasap/wsp/telegram/discord . ! no
elsewhere: sigueme/buscame en/por ..1 tiktok/twitter/insta/instagram/ig/face/facebook/telegram ! no
elsewhere: vamos/hablamos/hablemos/seguimos/pasemos ..1 a/al/por/en whatsapp/wasap/wsp/insta/instagram/telegram/snap/discord
# Hindi
elsewhere: mujhe/mujhko/mereko ..1 insta/instagram/snap/snapchat/telegram/whatsapp/fb/facebook ..1 pe/par/me/mein ..1 add/msg/message/follow/text/call/dm ! mat
elsewhere: insta/instagram/snap/snapchat/telegram/whatsapp/fb pe/par ..1 aao/aaja/aajao/baat/add/msg/message/follow/milte/chalo ! mat nahi
elsewhere: mera/meri ..1 insta/instagram/snap/snapchat/telegram/whatsapp/id/number hai/he/h/ye/yeh ! nahi
elsewhere: apna/apni/tumhara/tera ..1 number/insta/instagram/snap/snapchat/telegram/whatsapp do/de/dena/bhejo/batao ! mat
elsewhere: इंस्टा/इंस्टाग्राम/स्नैप/टेलीग्राम/व्हाट्सएप पर/पे ..1 आओ/जोड़ो/मैसेज/ऐड/बात
elsewhere: मेरा/मेरी ..1 इंस्टा/इंस्टाग्राम/स्नैप/टेलीग्राम/व्हाट्सएप/नंबर है/ये/यह ! नहीं
elsewhere: अपना ..1 नंबर/इंस्टा/इंस्टाग्राम/व्हाट्सएप दो/भेजो/बताओ
elsewhere: whatsapp/insta/snap/telegram/phone number/id/link bhejo/do/de/batao/send/dena ! mat nahi
elsewhere: tera/aapka/tumhara/aapki/tumhari insta/instagram/snap/snapchat/telegram/whatsapp/number ..1 kya/hai/he ! nahi
`;
