import { systemRandomBytes, toBase64Url } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { openPlace, sealPlace } from './place-seal.ts';
import { createTextBox } from './text-box.ts';

const newBox = () => createTextBox(systemRandomBytes(32), systemRandomBytes);
const place = { urgency: 1, independent: 3, placeAtMs: 1_796_000_000_000, id: 'a-report' };

it('a place in the queue says nothing to who is handed it, and leads back to where it was', () => {
  const box = newBox();
  const sealed = sealPlace(box, { ...place, placeAtMs: -14_400_000 });
  expect(sealed).toMatch(/^[\w-]{1,200}$/);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('14400000');
  expect(openPlace(box, sealed)).toEqual({ ...place, placeAtMs: -14_400_000 });
});

it('a place that is none of ours leads nowhere', () => {
  const box = newBox();
  for (const text of ['', 'x', '1.1.10.a-report', 'A'.repeat(60), sealPlace(newBox(), place)])
    expect(openPlace(box, text)).toBeUndefined();
  expect(openPlace(box, toBase64Url(box.seal('note', '1.1.10.a-report')))).toBeUndefined();
  expect(openPlace(box, toBase64Url(box.seal('queue-place', 'nothing')))).toBeUndefined();
});
