/** Drawings of 24 × 24, in strokes of the colour of the text around them. */
const paths = {
  confirmed: ['M21 12a9 9 0 1 1-5.2-8.2', 'm8.5 11.5 3.2 3.2L21 5.5'],
  claimed: ['M21 12a9 9 0 0 1-12.5 8.3L3 21l1.2-4.6A9 9 0 1 1 21 12Z'],
  withheld: [
    'M10 5.2A9.6 9.6 0 0 1 12 5c5 0 8.5 4 9.7 7a13 13 0 0 1-2.4 3.6',
    'M6.3 6.6A12.6 12.6 0 0 0 2.3 12c1.2 3 4.7 7 9.7 7a9.4 9.4 0 0 0 5.2-1.6',
    'M9.9 9.9a3 3 0 0 0 4.2 4.2',
    'm3 3 18 18',
  ],
  refused: ['M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z', 'm9 9 6 6', 'm15 9-6 6'],
  unreadable: [
    'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8Z',
    'M14 3v5h5',
    'M12 12v2.5',
    'M12 17.5v.01',
  ],
  open: [
    'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8Z',
    'M14 3v5h5',
    'M12 18v-6',
    'm9 14.5 3-3 3 3',
  ],
  picture: [
    'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Z',
    'm4 16 4.5-4.5 8 8',
    'M15.5 9v.01',
  ],
} as const;
export type IconName = keyof typeof paths;

const namespace = 'http://www.w3.org/2000/svg';

/** An icon that says nothing by itself: words stand beside it. */
export function icon(name: IconName, size = 16): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  const attributes = {
    viewBox: '0 0 24 24',
    width: `${size}`,
    height: `${size}`,
    class: 'icon',
    'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const d of paths[name]) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
