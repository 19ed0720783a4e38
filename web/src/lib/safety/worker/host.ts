import {
  defaultPolicy,
  withThresholds,
  type ModelState,
  type Policy,
  type TextLanguage,
  type TextManifest,
  type TextScores,
} from '@sotto/moderation-models';
import { languageOf } from '../languages.ts';
import type { FromWorker, ToWorker } from '../messages.ts';
import type { RulesOnly } from '../state.ts';
import { newPipeline, type Pipeline, type PipelineEffect, type PipelineEvent } from './pipeline.ts';
import { step } from './step.ts';

/** A loaded model: from a line to its scores, `undefined` where it fails. */
export interface ReadyModel {
  readonly score: (text: string) => Promise<TextScores | undefined>;
  readonly thresholds: TextManifest['thresholds'];
}

/** Why there is no model. */
export type LoadFailure = Exclude<RulesOnly, 'no-language' | 'slow'>;

export type LoadedModel =
  { readonly ok: true; readonly model: ReadyModel } | { readonly ok: false; readonly failure: LoadFailure };

export interface Models {
  /** Loads the model of a language; `progress` hears bytes so far and in all. */
  load(
    language: TextLanguage,
    progress: (loadedBytes: number, totalBytes: number) => void,
  ): Promise<LoadedModel>;
  /** Frees all of them. What is being loaded or read fails. */
  end(): void;
}

export interface HostPorts {
  readonly tell: (message: FromWorker) => void;
  readonly models: Models;
  /** The operator's table, else the default one. */
  readonly policy: () => Promise<Policy>;
  /** Monotonic. */
  readonly nowMs: () => number;
}

/** Runs the pipeline in a worker: feeds it what the page and the model say, and does what it asks for. */
export function createHost({ tell, models, policy, nowMs }: HostPorts): (message: ToWorker) => void {
  let pipeline: Pipeline = newPipeline(defaultPolicy);
  let base = defaultPolicy;
  let withModel = true;
  /** The language whose model is wanted, while there is one. */
  let wanted: TextLanguage | undefined;
  let current: ReadyModel | undefined;
  const loads = new Map<TextLanguage, Promise<LoadedModel>>();

  const dispatch = (event: PipelineEvent): void => {
    const next = step(pipeline, event);
    pipeline = next.pipeline;
    for (const effect of next.effects) run(effect);
  };

  const run = (effect: PipelineEffect): void => {
    switch (effect.type) {
      case 'verdict':
        return tell(effect);
      case 'score':
        return void score(effect.id, effect.text);
      case 'gave-up':
        withModel = false;
        models.end();
        return tell({ type: 'state', state: { at: 'rules-only', why: effect.why } });
    }
  };

  const score = async (id: number, text: string): Promise<void> => {
    const sinceMs = nowMs();
    const scores = await current?.score(text);
    dispatch({ type: 'scored', id, scores, tookMs: nowMs() - sinceMs });
  };

  const rulesOnly = (why: RulesOnly, model: ModelState): void => {
    dispatch({ type: 'model', model });
    tell({ type: 'state', state: { at: 'rules-only', why } });
  };

  const use = async (languages: readonly string[]): Promise<void> => {
    if (!withModel) return;
    const language = languageOf(languages);
    if (language === wanted && language !== undefined) return;
    wanted = language;
    if (language === undefined) return rulesOnly('no-language', 'no_language');
    dispatch({ type: 'model', model: 'loading' });
    tell({ type: 'state', state: { at: 'loading', loadedBytes: 0, totalBytes: 0 } });
    const loading = loads.get(language) ?? models.load(language, progressOf(language));
    loads.set(language, loading);
    const loaded = await loading;
    if (wanted !== language || !withModel) return;
    if (!loaded.ok) return rulesOnly(loaded.failure, 'failed');
    current = loaded.model;
    applyPolicy();
    dispatch({ type: 'model', model: 'ready' });
    tell({ type: 'state', state: { at: 'ready', language } });
  };

  /** The thresholds are those of the model in use. */
  const applyPolicy = (): void => {
    const text = current?.thresholds;
    dispatch({ type: 'policy', policy: withThresholds(base, text ? { text } : {}) });
  };

  void policy().then((found) => {
    base = found;
    applyPolicy();
  });

  const progressOf = (language: TextLanguage) => (loadedBytes: number, totalBytes: number) => {
    if (wanted === language) tell({ type: 'state', state: { at: 'loading', loadedBytes, totalBytes } });
  };

  return (message) => {
    switch (message.type) {
      case 'start':
        withModel = message.without === undefined;
        if (message.without === 'slow') return rulesOnly('slow', 'late');
        if (message.without === 'crashed') return rulesOnly('crashed', 'failed');
        return tell({ type: 'state', state: { at: 'off' } });
      case 'prepare':
        return void use(message.languages);
      default:
        return dispatch(message);
    }
  };
}
