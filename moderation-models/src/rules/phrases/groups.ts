/** Words for groups of people that are hated for what they are, and what is said of them. */
export const groups = {
  denied:
    'false lie lies myth myths untrue wrong nothing hardly stereotype stereotypes nonsense rubbish bullshit disagree doubt refuse rather against oppose stop without rumour rumor pretend nor',
  denial:
    'lie lies false wrong myth untrue nonsense rubbish unacceptable racist racism sexist homophobic disagree',
  filthy: 'filthy dirty disgusting fucking fuckin stinking subhuman worthless goddamn shitty vile nasty',
  group:
    'jews jew muslims muslim blacks gays gay homos homosexuals lesbians lesbian dykes immigrants immigrant migrants migrant refugees refugee trannies trans transgenders transsexuals arabs arab mexicans mexican indians indian asians asian africans african pakis latinos latinas hispanics gypsies gypsy foreigners foreigner niggers faggots fags kikes retards women woman bitches muslim christian catholic hindu sikh autistic jew christians hindus sikhs buddhists catholics mormons disabled autistics cripples whites whities chinese japanese koreans turks poles romanians albanians pakistanis somalis nigerians ethiopians syrians afghans iraqis iranians moroccans algerians palestinians israelis natives aboriginals bisexuals queers females illegals imams rabbis brazilians colombians venezuelans vietnamese filipinos ukrainians russians',
  kind: 'black white brown gay lesbian bi bisexual queer trans transgender nonbinary muslim jewish christian hindu sikh catholic asian african arab indian mexican latino latina hispanic chinese japanese korean turkish polish romanian pakistani nigerian somali syrian afghan israeli palestinian immigrant foreign disabled deaf blind autistic native natives roma gypsy orthodox refugee indigenous romani cuban',
  people:
    'people americans men man women woman folk folks kids kid children guys guy persons person families males females ones girls boys users seekers ppl',
  vile: 'vermin cockroaches roaches parasites parasite subhuman subhumans scum filth maggots disease cancer criminals thieves rapists savages monkeys apes animals degenerates degenerate inferior plague trash garbage pests leeches filthy disgusting revolting repulsive worthless rats pigs dogs terrorists perverts pedophiles paedophiles groomers freaks abominations evil retarded stupid dumb lazy liars rotten backward uncivilized uncivilised primitive barbarians stain disgrace burden dirt greedy unnatural immoral useless pathetic vile virus insects shameful depraved loathsome despicable wretched hideous corrupt dishonest idiots morons imbeciles cowards thugs beasts brutes mongrels swine snakes demons devils abomination menace curse blight infestation',
  slay: 'kill gas lynch exterminate hang shoot burn murder drown slaughter behead bomb eradicate execute stone massacre butcher stab rape deport castrate skin impale gut crucify crush torture enslave poison cull purge annihilate',
  slain:
    'killed shot hanged hung gassed exterminated burned burnt lynched murdered drowned stoned beaten eradicated executed castrated slaughtered bombed deported raped skinned hunted impaled crucified purged culled tortured enslaved sterilized sterilised shot annihilated die burn hang suffer perish disappear vanish',
};
