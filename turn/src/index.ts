export { renderTurnConfig, type TurnConfigOptions } from './config.ts';
export { specialPurposeBlocks } from './special-purpose.ts';
