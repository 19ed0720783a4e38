/** Word sets that patterns of several rules share; `$name` in a pattern. */
export const sets = {
  i: 'i im ill imma ima iam illl',
  iwill: 'ill imma ima illl',
  will: 'will gonna gona going gunna wanna shall ll ma',
  you: 'you u ya yall y0u yu',
  your: 'your ur ya yo',
  hurt: 'kill murder stab shoot strangle behead slaughter execute butcher unalive',
  beat: 'beat punch smash hit hurt break cut rape choke slap knife gut skin bury burn torture drown kick',
  body: 'face head neck legs leg arms jaw teeth bones skull nose fingers throat kneecaps knees',
  die: 'die burn bleed suffer hang drown rot',
  not: 'not neither dont never wont cant cannot didnt wouldnt couldnt shouldnt isnt nobody stop please',
  quote: 'said says say told tells saying wrote writes shouted yelled called if',
  play: 'game round match chess fifa mario minecraft fortnite level boss lobby quiz race',
  sends: 'email mail text message msg dm pm line link note invite reply',
  app: 'snap snapchat sc insta instagram ig telegram tele tg whatsapp whatsap whats watsapp wapp wa kik discord signal wechat line viber skype facebook fb messenger tiktok twitter onlyfans session wickr zalo snapp zoom hangouts gram',
  part: 'tits boobs boobies titties breasts dick cock pussy ass butt bum nudes penis vagina nipples panties bra feet',
  teen: '10 11 12 13 14 15 16 17 10yo 11yo 12yo 13yo 14yo 15yo 16yo 17yo 12f 13f 14f 15f 16f 12m 13m 14m 15m 16m ten eleven twelve thirteen fourteen fifteen sixteen seventeen',
} as const;
