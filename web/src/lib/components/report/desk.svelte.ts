import type { MatchId } from '@sotto/protocol';
import type { ReportPreview, SottoApp } from '#lib/app/state.ts';
import { deskStep, emptyDesk, isOpen, type Desk, type DeskEvent } from './desk.ts';

type App = Pick<SottoApp, 'reportable' | 'previewReport' | 'report'>;

/** The reports of a tab as pages see them. */
export class ReportDesk {
  state = $state.raw<Desk>(emptyDesk);
  /** The match whose report has arrived last. */
  reported = $state.raw<MatchId>();
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  get isOpen(): boolean {
    return isOpen(this.state);
  }

  /** Opens the form for the present or last partner, about a line where one is given; or shows the report that is on its way. */
  open(given: Pick<Extract<DeskEvent, { type: 'open' }>, 'line' | 'reason'> = {}): void {
    const about = this.#app.reportable();
    if (about) this.tell({ type: 'open', about, ...given });
  }

  /** Reports at once, ends the chat and blocks. */
  underage(): void {
    const about = this.#app.reportable();
    if (about) this.tell({ type: 'underage', about });
  }

  /** What would be sent, while it is looked at. */
  preview(): ReportPreview | undefined {
    return this.state.at === 'review' ? this.#app.previewReport(this.state.request) : undefined;
  }

  tell(event: DeskEvent): void {
    const before = this.state;
    const next = deskStep(before, event);
    this.state = next;
    if (next.at !== 'sending' || next === before) return;
    if (before.at === 'sending' && before.request === next.request) return;
    const { request } = next;
    void this.#app.report(request).then((outcome) => {
      if (outcome.ok) this.reported = request.match;
      this.tell({ type: 'answered', request, outcome });
    });
  }
}
