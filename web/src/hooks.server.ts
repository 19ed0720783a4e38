import type { Handle } from '@sveltejs/kit/hooks';

/**
 * Adds the Latin fonts to what each page preloads: found only through the style sheet, they would come a round
 * trip later and the text would be set twice.
 */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    preload: ({ type, path }) =>
      type === 'js' || type === 'css' || (type === 'font' && path.includes('-latin-wght')),
  });
