import type { RuleHit } from '../types.ts';

/** Top-level domains that make `name.tld` a link without `http` or `www`; endings of common file names are not among them. */
const domains =
  'com net org io info biz xyz site online shop store club live app dev me gg tv cc co link click top vip win icu fun pro life today space website tech de at ch fr es it uk us ca eu br pt in nl ru cn to ly be ai cash bet casino sex porn cam chat page monster tk ml ga cf gq'.split(
    ' ',
  );
const known = new Set(domains);
/** Addresses that hide where they lead. */
const shorteners = new Set(
  'bit.ly tinyurl.com t.co goo.gl is.gd cutt.ly rb.gy shorturl.at ow.ly tiny.cc adf.ly linktr.ee t.me wa.me discord.gg snapchat.com onlyfans.com fansly.com beacons.ai allmylinks.com'.split(
    ' ',
  ),
);
const risky = new Set(
  'biz click top vip win icu bet casino sex porn cam cash monster tk ml ga cf gq xyz'.split(' '),
);

const address =
  /(?<![\p{L}\p{N}@._/-])(?:(https?:\/\/|www\.)([^\s/?#<>"']{1,253})|((?:[a-z0-9-]{1,63}\.){1,4})([a-z]{2,10})(?![\p{L}\p{N}_-]|\.\p{L}))[^\s<>"']{0,1000}/giu;

/** Links, written out or bare (`name.tld`); a host that hides its target or is often abused is named apart. */
export function findLinks(text: string): RuleHit[] {
  const hits: RuleHit[] = [];
  for (const match of text.matchAll(address)) {
    const [whole, scheme, fullHost, names, tld] = match;
    if (scheme === undefined && !known.has((tld ?? '').toLowerCase())) continue;
    const host = (fullHost ?? `${names}${tld}`)
      .toLowerCase()
      .replace(/^www\./, '')
      .replace(/:\d+$/, '');
    const suspicious = shorteners.has(host) || risky.has(host.slice(host.lastIndexOf('.') + 1));
    hits.push({
      rule: 'link',
      detail: suspicious ? 'hidden_target' : 'link',
      start: match.index,
      end: match.index + whole.replace(/(?<![.,;:!?)])[.,;:!?)]+$/, '').length,
    });
  }
  return hits;
}
