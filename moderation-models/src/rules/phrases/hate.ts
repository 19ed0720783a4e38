/** Abuse of groups by a fixed turn of phrase, where no single word is a slur. */
export const hatePhrases = `
group_abuse: $filthy $group ! $not $quote ~ no
group_abuse: fuck/screw all? the? these? those? $group ! $quote $not with
group_abuse: i really/fucking/just/truly/still/so/freaking? hate/despise/loathe all? the? these? those? $group ! $quote dont never not cant
group_abuse: $group are ..2 vermin/cockroaches/parasites/subhuman/subhumans/scum/filth/maggots/disease/cancer/criminals/rapists/savages/monkeys/apes/animals/degenerates/inferior/plague ! $quote $not who people whether thinks thought comment read heard hearing
group_abuse: hitler was right/correct ! $quote $not
group_abuse: jews/zionists ..1 control/run/own everything/media/world/banks/government ! $quote $not
group_abuse: go back to your/ur/africa/mexico/china/india/pakistan/israel country/jungle/cave/shithole/own? ! $quote $not i
group_abuse: gas/oven the? jews/kikes ! $quote $not hitler nazis
# German
group_abuse: scheiss/scheis/drecks/dreckige/dreckiger/verdammte/verfickte auslander/juden/jude/turken/turke/schwule/schwuler/neger/fluchtlinge/muslime/moslems/araber/polen/russen/asylanten/frauen/weiber ! $quote sagte nicht
group_abuse: auslander/juden/turken/schwule/fluchtlinge/muslime/asylanten/moslems raus/sind ..1 abschaum/ungeziefer/parasiten/dreck/raus/untermenschen ! sagte nicht
# Portuguese
group_abuse: preto/preta/pretos/gay/gays/judeu/judeus/nordestino/nordestinos/baiano/baianos/macaco/traveco fedido/imundo/nojento/nojentos/imundos/fedidos/lixo/safado ! nao
group_abuse: odeio todos? os/as? gays/pretos/judeus/negros/viados/mulheres/nordestinos/crentes/travecos ! nao nunca disse
# French
group_abuse: sale/sales/putain de? arabe/arabes/juif/juifs/noir/noirs/negre/negres/gitan/gitans/musulman/musulmans/pede/pedes/gouine/chinois/rom/roms/migrants/bougnoule ! pas dit
group_abuse: mort aux juifs/arabes/noirs/musulmans/pedes/gays/homos/femmes ! pas dit
# Spanish
group_abuse: putos/puto/puta/putas/malditos/maldito/pinches/pinche/asquerosos negro/negros/judio/judios/moro/moros/maricon/maricones/gay/gays/gitano/gitanos/inmigrantes/indio/indios/sudaca/sudacas/panchitos ! no dijo
group_abuse: negro/negros/moro/moros/judio/judios/gitano/gitanos/indio/indios/sudaca/sudacas/maricon de mierda ! no dijo
# Hindi
group_abuse: saale/saala/sale/gande/kutte/madarchod/katue muslim/musalman/mulle/mulla/hindu/dalit/chamar/bhangi/bihari/chinki/kala/kaale ! nahi
group_abuse: साले/गंदे/कुत्ते मुसलमान/मुल्ले/हिंदू/दलित/चमार/बिहारी ! नहीं
`;

/** The sets of this book alone. */
export const hateSets = {
  filthy: 'filthy dirty disgusting fucking fuckin stinking subhuman worthless goddamn',
  group:
    'jews jew muslims muslim blacks gays homos homosexuals lesbians immigrants migrants refugees trannies trans transgenders arabs mexicans indians asians africans pakis latinos hispanics gypsies foreigners niggers faggots fags kikes retards women bitches christians hindus disabled',
};
