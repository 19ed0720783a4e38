import './zod-setup.ts';
import './page.css';
import { examine, type Outcome } from '../outcome.ts';
import { outcomeJson } from '../outcome-json.ts';
import { headline, introWords } from '../words.ts';
import { chooser } from './chooser.ts';
import { element } from './element.ts';
import type { View } from './messages.ts';
import { report } from './report.ts';

/** The page: a place for files, and the verdict on the last one. */

const main = document.querySelector('main') ?? document.body;
const choice = chooser((file) => void open(file));
const intro = element(
  'div',
  { class: 'intro' },
  element('h1', {}, 'Check a case for yourself'),
  element('p', {}, introWords.what),
  element('p', { class: 'hint' }, introWords.how),
);
const spoken = element('p', { class: 'unseen', role: 'status' });
const place = element('div');
main.append(intro, choice.shown, spoken, place);

let opened = 0;
let view: View | undefined;

async function open(file: File): Promise<void> {
  opened += 1;
  const mine = opened;
  view?.release();
  view = undefined;
  place.replaceChildren(element('p', { class: 'hint working' }, `Verifying ${file.name} …`));
  choice.shrink();
  intro.remove();
  const outcome = await examine(file).catch((): Outcome => ({
    outcome: 'unreadable',
    refusal: { code: 'not-json' },
  }));
  // Another one was chosen meanwhile.
  if (mine !== opened) return;
  view = report(outcome, file.name);
  view.shown.append(saving(outcome));
  place.replaceChildren(view.shown);
  spoken.textContent = headline(outcome);
  document.title = `${headline(outcome)} · Sotto case verifier`;
  place.querySelector('h1')?.focus();
}

/** Saves the verdict for another program. */
function saving(outcome: Outcome): HTMLElement {
  const button = element('button', { type: 'button', class: 'button' }, 'Save the verdict as JSON');
  button.addEventListener('click', () => {
    const blob = new Blob([`${JSON.stringify(outcomeJson(outcome))}\n`], { type: 'application/json' });
    const url = URL.createObjectURL(blob);
    element('a', { href: url, download: 'sotto-verdict.json' }).click();
    // The download has begun by then, and holds the blob by itself.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  });
  return element('p', { class: 'saving' }, button);
}
