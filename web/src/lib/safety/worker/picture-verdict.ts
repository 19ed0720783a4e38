import {
  decide,
  gravity,
  newConversation,
  type ModelState,
  type PictureScores,
  type Policy,
  type Side,
  type Strictness,
  type Verdict,
} from '@sotto/moderation-models';

/** The verdict on a picture: that on its gravest frame. Without scores it is one that no model has seen. */
export function pictureVerdict(
  scores: readonly PictureScores[],
  { side, strictness }: { readonly side: Side; readonly strictness: Strictness },
  policy: Policy,
  model: ModelState,
): Verdict {
  const on = (picture: { readonly scores?: PictureScores }): Verdict =>
    decide(
      {
        side,
        strictness,
        picture,
        ruleHits: [],
        conversation: newConversation(0),
        modelState: { text: 'ready', picture: model },
      },
      policy,
    );
  return (
    scores
      .map((frame) => on({ scores: frame }))
      .reduce<Verdict | undefined>(
        (worst, one) => (worst && gravity(worst.action) >= gravity(one.action) ? worst : one),
        undefined,
      ) ?? on({})
  );
}
