export * from './build-page.ts';
export * from './outcome.ts';
export * from './outcome-json.ts';
