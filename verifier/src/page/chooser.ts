import { element } from './element.ts';
import { icon } from './icons.ts';

/** Where a file is chosen, or let fall: the whole page takes it. */
export interface Chooser {
  readonly shown: HTMLElement;
  /** Takes little room from now on: there is something else to look at. */
  shrink(): void;
}

export function chooser(onfile: (file: File) => void): Chooser {
  const input = element('input', {
    type: 'file',
    id: 'file',
    class: 'unseen',
    accept: '.json,application/json',
  });
  const label = element('span', { class: 'chooser-label' }, 'Choose a case');
  const hint = element('span', { class: 'hint' }, 'or drop the file here');
  const shown = element(
    'div',
    { class: 'chooser' },
    input,
    element('label', { for: 'file' }, icon('open', 22), label, hint),
  );
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) onfile(file);
    // The same file can be chosen again, after it was exported again.
    input.value = '';
  });
  takeDrops(shown, onfile);
  return {
    shown,
    shrink: () => {
      shown.classList.add('small');
      label.textContent = 'Choose another case';
      hint.textContent = 'or drop it here';
    },
  };
}

function takeDrops(shown: HTMLElement, onfile: (file: File) => void): void {
  const over = (is: boolean) => shown.classList.toggle('over', is);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) over(false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) onfile(file);
  });
}
