import { groups } from './groups.ts';

/** Each line that speaks of `{G}` twice: of a group by its noun, and by its adjective with people, men, …. */
const withGroups = (patterns: string): string =>
  patterns.replaceAll(/^.*\{G\}.*$/gm, (line) =>
    [line.replaceAll('{G}', '$group'), line.replaceAll('{G}', '$kind $people')].join('\n'),
  );

const english = `
group_abuse: $filthy {G} ! $denied $not $quote ~ no $denial
group_abuse: fuck/screw all? the? these? those? {G} ! $quote $not with
group_abuse: i/we ..2 hate/despise/loathe/detest all? the? these? those? {G} ! $quote dont never not cant why when who people they ~ who
group_abuse: {G} are ..2 $vile ! $denied $quote $not no who people whether thinks thought comment read heard hearing telling claim claims but ~ $denial
group_abuse: {G} are a/an? waste of air/oxygen/space ! $denied $quote $not who ~ $denial
group_abuse: being a/an? {G} is ..1 $vile ! $quote $not who
group_abuse: only good {G} is a? dead ! $quote $not
group_abuse: sick/tired of all? the? these? those? {G} ! $quote $not
group_abuse: {G} suck . ! $denied $quote $not who ~ $denial
group_abuse: {G} have no brains/brain/morals/soul/honor/honour/shame ! $denied $quote $not who ~ $denial
group_abuse: we/nobody ..1 want/wants/need/needs any? {G} in/here/around/near ! $quote why who
group_abuse: {G} make me sick/puke/vomit/gag ! $denied $quote $not ~ $denial
group_abuse: i/we cant/cannot stand all? the? these? those? {G} ! $quote why people who
group_abuse: {G} are ..1 worst/worse ..1 ! $denied $quote $not who whether ~ $denial off
group_abuse: {G} make me want to ..1 puke/vomit/sick/throw/scream ! $quote $not
group_abuse: no {G} deserves/deserve respect/mercy/rights ! $quote
group_abuse: never met a/an {G} ..2 wasnt/werent/isnt/wouldnt/didnt ! $quote
group_abuse: {G} should go/leave/get back/home/away/out ..1 ! $denied $quote $not who
group_abuse: {G} are taking over our/the/this/my/everything ..1 ! $denied $quote $not who
group_abuse: {G} should/need/must ..1 know their place ! $denied $quote $not who
group_abuse: {G} disgust me/us ! $denied $quote $not ~ $denial
group_abuse: {G} ..1 ruin/ruins/ruining/poison/poisoning/infest/infesting/invade/invading/destroying/polluting/corrupt/corrupting/wreck/wrecking/contaminate/spoil/spoiling ..1 our/the/this/my/everything/every/society/europe/america ! $denied $quote $not no who ~ $denial
group_abuse: {G} ..1 belong in ..1 cage/cages/zoo/gutter/trash/prison/camps/kitchen/jungle/ovens ! $denied $quote $not ~ $denial
group_abuse: {G} dont/doesnt belong here/in/among/with ! $denied $quote who people says ~ $denial
group_abuse: {G} dont/doesnt deserve rights/respect/mercy/life ! $denied $quote who people says ~ $denial
group_abuse: {G} cant/cannot be trusted/civilised/civilized ! $denied $quote who people says ~ $denial
group_abuse: {G} ..1 smell/smells/stink like/of/bad ..1 ! $denied $quote $not who ~ $denial
group_abuse: {G} shouldnt be allowed/breathing/near/alive ! $denied $quote who people says ~ $denial
group_abuse: {G} arent human/humans/people/welcome ! $denied $quote who says treated if when how ~ $denial
group_abuse: {G} are not human/humans/people/welcome ! $denied $quote who says treated if when how ~ $denial
group_abuse: never/cant/cannot/dont trust/hire/marry/help/befriend a/an/any? {G} ! $quote why people
group_abuse: get rid of all? the? these? those? {G} ! $quote $not
group_abuse: send/ship/throw/kick/deport/ban/keep/get all? the? these? those? {G} out/back/home ! $quote $not dont they
group_abuse: world/country/place/better/cleaner/off ..2 without all? the? these? those? {G} ! $quote $not
group_abuse: go back to your/ur own? country/jungle/cave/shithole/continent ! $quote $not i we
group_abuse: go back to africa/mexico/china/india/pakistan/israel ! $quote $not i we my when he she they
group_abuse: gas/oven the? jews/kikes ! $quote $not hitler nazis
group_abuse: hitler was right/correct ! $quote $not
group_abuse: jews/zionists ..1 control/run/own everything/media/world/banks/government ! $quote $not
`;

/** Abuse of groups by a fixed turn of phrase, where no single word is a slur. */
export const hatePhrases = `${withGroups(english)}
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

/** Calls to kill or hurt a group; part of the rule for threats. */
export const groupThreatPhrases = withGroups(`
group_violence: $slay all/every/a/an/any/some? the/next? these/those? {G} ! $denied $quote $not one who they he she hitler nazis you wanted tried war history used just cops police how ~ $denial
group_violence: {G} ..3 should/must/need/needs/deserve/deserves/ought ..1 to? all? be? $slain ! $denied $quote $not no who nobody says said ~ $denial
group_violence: {G} will all? be $slain ! $denied $quote $not who ~ $denial
group_violence: coming for all? the? {G} they/you will ..1 ! $quote $not who
group_violence: wipe/round/hunt/string/line out/up/down all/every/a/an/any/some? the/last? these/those? {G} ! $denied $quote $not one who they he she hitler nazis police ~ $denial
group_violence: put all? the? these/those? {G} against ..1 wall ! $quote $not
group_violence: death to all? the? these? those? {G} ! $quote $not
group_violence: bullet/rope/noose for every/all/each the? {G} ! $quote $not
group_violence: cant wait until/till/for all? the? {G} ..2 are/to be? $slain ! $quote who
group_violence: wish/hope all? the? these? those? {G} would? didnt/wouldnt exist ! $quote
group_violence: wish/hope all? the? these? those? {G} ..2 die/died/dead/vanish/burn/drop/disappear ! $quote $not
`);

/** The sets of these patterns alone. */
export const hateSets = groups;
