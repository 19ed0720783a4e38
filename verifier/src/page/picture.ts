import type { Bytes, FileType } from '@sotto/protocol';
import { element } from './element.ts';

/** The bytes with which a file of each type begins; `undefined` stands for any. */
const beginnings: Readonly<Record<FileType, readonly (number | undefined)[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/webp': [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50],
  'image/gif': [0x47, 0x49, 0x46, 0x38],
};

/** Whether a file begins as one of its type does. */
export function isOfType(type: FileType, file: Bytes): boolean {
  return beginnings[type].every((byte, at) => byte === undefined || file[at] === byte);
}

/**
 * A picture that a click shows, and blurs again. It is shown as a picture of its type and as nothing else, and not decoded
 * before the click: a file can be made to fill the memory then, and nobody is to meet that unasked. Call `release` when it leaves the page.
 */
export function picture(
  type: FileType,
  file: Bytes,
  name: string,
): { readonly shown: HTMLElement; readonly release: () => void } {
  if (!isOfType(type, file)) {
    const shown = element(
      'p',
      { class: 'note' },
      'The file does not begin as a picture of its type does. It is not shown.',
    );
    return { shown, release: () => undefined };
  }
  const url = URL.createObjectURL(new Blob([file], { type }));
  const image = element('img', { alt: '', class: 'picture', draggable: 'false' });
  const button = element('button', { type: 'button', class: 'cover', 'aria-pressed': 'false' }, image);
  const label = element('span', { class: 'cover-label' }, 'Show picture');
  button.setAttribute('aria-label', `Show picture, ${name}`);
  button.append(label);
  button.addEventListener('click', () => {
    const show = button.getAttribute('aria-pressed') === 'false';
    if (show) image.src = url;
    button.setAttribute('aria-pressed', `${show}`);
    label.textContent = show ? 'Blur again' : 'Show picture';
    image.alt = show ? name : '';
  });
  image.addEventListener('error', () => {
    button.replaceWith(element('p', { class: 'note' }, 'The file cannot be shown as a picture.'));
  });
  return { shown: button, release: () => URL.revokeObjectURL(url) };
}
