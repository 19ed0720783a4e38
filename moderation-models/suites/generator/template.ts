import { pick, type Random } from '../../src/evaluation/random.ts';

/** A template, taken apart: a text, a slot that a word fills, or a choice between parts. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Part[])[] };
export type Template = readonly Part[];

/**
 * Reads `i {hate} {pl|some {pl}}`: `{name}` is a slot where nothing but a lower-case name stands between the
 * braces and `isSlot` knows it, `{a|b}` a choice, which may hold further braces.
 */
export function parseTemplate(source: string, isSlot: (name: string) => boolean): Template {
  let at = 0;

  function sequence(inside: boolean): Part[] {
    const parts: Part[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') parts.push({ kind: 'text', text });
      text = '';
    };
    for (; at < source.length; at += 1) {
      const sign = source[at] ?? '';
      if (inside && (sign === '|' || sign === '}')) break;
      if (sign === '}') throw new Error(`a brace closes nothing: ${source}`);
      if (sign !== '{') text += sign;
      else {
        flush();
        at += 1;
        parts.push(braces());
      }
    }
    flush();
    return parts;
  }

  function braces(): Part {
    const options: Part[][] = [];
    for (;;) {
      options.push(sequence(true));
      if (at >= source.length) throw new Error(`a brace stays open: ${source}`);
      if (source[at] === '}') break;
      at += 1;
    }
    const only = options.length === 1 ? options[0] : undefined;
    const name = only?.length === 1 && only[0]?.kind === 'text' ? only[0].text : undefined;
    if (name !== undefined && isSlot(name)) return { kind: 'slot', name };
    if (only !== undefined && !(name ?? '').includes(' ') && name !== 'and')
      throw new Error(`no words for the slot {${name ?? ''}}: ${source}`);
    return { kind: 'choice', options };
  }

  return sequence(false);
}

/** The names of all slots that a filling may ask for. */
export function slotsOf(template: Template): Set<string> {
  const names = new Set<string>();
  const visit = (parts: Template) => {
    for (const part of parts) {
      if (part.kind === 'slot') names.add(part.name);
      if (part.kind === 'choice') part.options.forEach(visit);
    }
  };
  visit(template);
  return names;
}

/** Writes one line: each choice and each slot's word is drawn anew. */
export function fill(template: Template, words: (slot: string) => readonly string[], random: Random): string {
  return template
    .map((part): string => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'slot') return pick(words(part.name), random);
      return fill(pick(part.options, random), words, random);
    })
    .join('');
}
