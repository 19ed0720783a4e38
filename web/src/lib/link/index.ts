import type { LinkFactory } from './peer-link.ts';

export { tellingOutcomes } from './outcome.ts';
export type * from './peer-link.ts';

/** Loads the code of the link at the first call, so that the landing page does without it. One factory per tab. */
export async function loadLinkFactory(): Promise<LinkFactory> {
  const { createLinkFactory } = await import('./link-factory.ts');
  return createLinkFactory();
}
