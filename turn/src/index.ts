export { renderTurnConfig, type TurnConfigOptions } from './config.ts';
export { runTurnServer, type RunningTurnServer } from './run.ts';
export { readSettings, type SettingProblem, type SettingsResult } from './settings.ts';
export { specialPurposeBlocks } from './special-purpose.ts';
