import type { StatementOfReasons } from '@sotto/protocol';
import type { Engine } from './engine.ts';
import type { LinkPort } from './link-port.ts';
import type { Presenter } from './presenter.ts';
import type {
  AppState,
  PictureSent,
  PictureToSend,
  Profile,
  Reportable,
  ReportOutcome,
  ReportedPartner,
  ReportPreview,
  ReportRequest,
  SafetySymbol,
  SignalingState,
  SottoApp,
} from './state.ts';
import { wipeDevice } from './wipe.ts';

/** The app as pages see it. Small, for the first page loads it: the engine comes when somebody is about to start. */
class LazySottoApp implements SottoApp {
  state = $state.raw<AppState>({ phase: 'idle' });
  signaling = $state.raw<SignalingState>('off');
  warning = $state.raw<StatementOfReasons>();
  #engine: Engine | undefined;
  #presenter: Presenter | undefined;
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
    const [{ createEngine }, { createPresenter }, { viewOf }] = await Promise.all([
      import('./engine.ts'),
      import('./presenter.ts'),
      import('./view.ts'),
    ]);
    const presenter = createPresenter((state) => (this.state = state), after);
    this.#presenter = presenter;
    this.#engine = createEngine((core) => {
      // The page is emptied by now, perhaps from another tab: nothing may be drawn into it.
      if (core.stage.at === 'wiped') return;
      presenter.present(viewOf(core));
      this.signaling = core.signaling;
      this.warning = core.warnings[0];
    });
    return this.#engine;
  }

  /** The chat that the pages show. What is typed there must not reach the partner who comes after. */
  #shownLink(): LinkPort | undefined {
    return this.#presenter?.isBehind ? undefined : this.#engine?.link();
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
    // Who takes back a search that has just come to something means that too.
    if (this.#engine) this.#engine.dispatch({ type: this.#presenter?.isBehind ? 'leave' : type });
    else this.state = { phase: 'idle' };
  }
  acknowledge = (receipt: string): void => this.#engine?.dispatch({ type: 'acknowledge', receipt });
  next = (): void => this.#onShown('next');
  block = (): void => this.#onShown('block');
  #onShown(type: 'next' | 'block'): void {
    if (!this.#presenter?.isBehind) this.#engine?.dispatch({ type });
  }
  allowDirect(allow: boolean): void {
    if (!this.#presenter?.isBehind) this.#engine?.dispatch({ type: 'allow-direct', allow });
  }
  send = (text: string): boolean => this.#shownLink()?.send(text) ?? false;
  sendPicture = async (picture: PictureToSend): Promise<PictureSent> =>
    this.#shownLink()?.sendPicture(picture) ?? 'not-now';
  cancelPicture = (key: string): void => this.#shownLink()?.cancelPicture(key);
  typing = (): void => this.#shownLink()?.typing();
  seen = (): void => this.#shownLink()?.seen();
  safetyCode = async (): Promise<readonly SafetySymbol[] | undefined> => this.#shownLink()?.safetyCode();
  reportedPartner = (): ReportedPartner | undefined => this.#engine?.reporter.partner();
  reportable = (): Reportable | undefined => this.#engine?.reporter.reportable();
  previewReport = (request: ReportRequest): ReportPreview | undefined =>
    this.#engine?.reporter.preview(request);
  report = async (request: ReportRequest): Promise<ReportOutcome> =>
    this.#engine?.reporter.report(request) ?? { ok: false, failure: 'gone' };
  forgetMe = async (): Promise<void> => (await this.#ready()).forgetMe();
  panic(): void {
    if (this.#engine) this.#engine.dispatch({ type: 'panic' });
    else this.#wipe();
  }

  /** A start that waits for its code is off, or it would write what was just wiped. */
  #wipe(): void {
    this.state = { phase: 'idle' };
    void wipeDevice();
  }
}

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

export const sotto = new LazySottoApp();
