import type { Engine } from './engine.ts';
import type { AppState, Profile, SafetySymbol, SignalingState, SottoApp } from './state.ts';
import { wipeDevice } from './wipe.ts';

/** The app as pages see it. Small, for the first page loads it: the engine comes when somebody is about to start. */
class LazySottoApp implements SottoApp {
  state = $state.raw<AppState>({ phase: 'idle' });
  signaling = $state.raw<SignalingState>('off');
  #engine: Engine | undefined;
  #loading: Promise<Engine> | undefined;

  /** Loads what `start` needs. Call it at the first sign that somebody is about to start; again is harmless. */
  preload(): void {
    this.#ready().catch(() => undefined);
  }

  #ready(): Promise<Engine> {
    this.#loading ??= this.#load().catch((cause: unknown) => {
      this.#loading = undefined;
      throw cause;
    });
    return this.#loading;
  }

  async #load(): Promise<Engine> {
    const [{ createEngine }, { viewOf }] = await Promise.all([import('./engine.ts'), import('./view.ts')]);
    this.#engine = createEngine((core) => {
      this.state = viewOf(core);
      this.signaling = core.signaling;
    });
    return this.#engine;
  }

  start(profile: Profile): void {
    if (this.#engine) return this.#engine.start(profile);
    this.state = { phase: 'signing-in' };
    this.#ready().then(
      (engine) => this.state.phase === 'signing-in' && engine.start(profile),
      () => (this.state = { phase: 'failed', failure: navigator.onLine ? 'server-unavailable' : 'offline' }),
    );
  }
  cancel = (): void => this.#orIdle('cancel');
  leave = (): void => this.#orIdle('leave');
  #orIdle(type: 'cancel' | 'leave'): void {
    if (this.#engine) this.#engine.dispatch({ type });
    else this.state = { phase: 'idle' };
  }
  next = (): void => this.#engine?.dispatch({ type: 'next' });
  block = (): void => this.#engine?.dispatch({ type: 'block' });
  send = (text: string): boolean => this.#engine?.link()?.send(text) ?? false;
  typing = (): void => this.#engine?.link()?.typing();
  seen = (): void => this.#engine?.link()?.seen();
  safetyCode = async (): Promise<readonly SafetySymbol[] | undefined> => this.#engine?.link()?.safetyCode();
  forgetMe = async (): Promise<void> => (await this.#ready()).forgetMe();
  panic(): void {
    if (this.#engine) this.#engine.dispatch({ type: 'panic' });
    else void wipeDevice();
  }
}

export const sotto = new LazySottoApp();
