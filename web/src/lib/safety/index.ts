export { Safety } from './safety.svelte.ts';
export type { PictureScreener } from './picture-screener.ts';
export type { ChatToScreen, Screener } from './screener.ts';
export { strictnessStore } from './strictness-store.ts';
export type { RulesOnly, TextScreening } from './state.ts';
