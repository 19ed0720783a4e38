export { createScreener, type ChatToScreen, type Screener } from './screener.ts';
export { screeningWorker } from './worker-port.ts';
export { maxWaitMs, type RulesOnly, type TextScreening } from './state.ts';
