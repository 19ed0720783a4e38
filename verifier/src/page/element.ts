/** What goes into an element: text is put in as text. */
export type Child = Node | string | undefined;

interface Attributes {
  readonly [name: string]: string | undefined;
}

/** An element with attributes and children. No string ever becomes markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A term and what is said of it, for a `dl`. */
export function row(term: string, ...details: readonly Child[]): HTMLElement {
  return element('div', {}, element('dt', {}, term), element('dd', {}, ...details));
}
