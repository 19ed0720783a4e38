import { describe, expect, it } from 'vitest';
import { OwnPictures } from './own-pictures.ts';

/** A draft that writes down what became of it. */
function noted() {
  const fates: string[] = [];
  return { fates, draft: { sent: () => void fates.push('sent'), dropped: () => void fates.push('dropped') } };
}

describe('pictures of one’s own', () => {
  it('count once they are sent, though the dialog closes afterwards', () => {
    const own = new OwnPictures();
    const { draft, fates } = noted();
    const picture = new Blob();
    own.weighed(picture, draft);
    own.become(picture, 'sent');
    own.become(picture, 'dropped');
    expect(fates).toEqual(['sent']);
  });

  it('count too where the check ends after the sending, and are dropped where it ends after that', () => {
    const own = new OwnPictures();
    for (const fate of ['sent', 'dropped'] as const) {
      const { draft, fates } = noted();
      const picture = new Blob();
      own.become(picture, fate);
      own.weighed(picture, draft);
      expect(fates).toEqual([fate]);
    }
  });
});
