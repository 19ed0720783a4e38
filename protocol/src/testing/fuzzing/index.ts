/** What other packages fuzz their own parsers with. Needs Node. */
export { Chance } from '../chance.ts';
export { fuzz, type TargetReport } from './fuzz.ts';
export { mutatedBytes, type ByteSeed } from './mutate-bytes.ts';
export { inputsOf, promise, type FuzzTarget } from './target.ts';
