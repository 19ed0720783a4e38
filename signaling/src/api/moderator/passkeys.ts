import {
  addPasskeySchema,
  passkeyCreationSchema,
  passkeyRequestSchema,
  passkeySchema,
  passkeysSchema,
  renamePasskeySchema,
  signInWaysSchema,
} from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
import { idOf } from './claimed.ts';
import { forAnyone, forModerators } from './described.ts';

/** `GET /moderator/sign-in`: which ways to sign in this server has. */
export function signInWaysRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forAnyone({
      summary: 'Ways to sign in',
      success: { status: 200, description: 'Whether passkeys are taken', schema: signInWaysSchema },
      problems: [],
    }),
    (c) => c.json({ passkeys: moderator.passkeys.available }),
  );
}

/** `POST /moderator/sign-in/challenge`: what a browser asks a passkey to sign. Good once, for some minutes. */
export function signInChallengeRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forAnyone({
      summary: 'Ask for a challenge to sign in with a passkey',
      success: { status: 200, description: 'For navigator.credentials.get', schema: passkeyRequestSchema },
      problems: ['passkeys-unavailable'],
    }),
    (c) => {
      const request = moderator.passkeys.signInRequest();
      c.header('cache-control', 'no-store');
      return request === undefined ? problem(c, 'passkeys-unavailable') : c.json(request);
    },
  );
}

/** `GET /moderator/passkeys`: one's own. */
export function passkeysRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'List one’s own passkeys',
      success: { status: 200, description: 'The passkeys', schema: passkeysSchema },
      problems: [],
    }),
    async (c) =>
      c.json({
        passkeys: await moderator.passkeys.list(c.get('moderator')),
        available: moderator.passkeys.available,
      }),
  );
}

/** `POST /moderator/passkeys/challenge`: what a browser makes a passkey by. Good once, for some minutes, for this account. */
export function passkeyChallengeRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Ask for a challenge to make a passkey',
      success: {
        status: 200,
        description: 'For navigator.credentials.create',
        schema: passkeyCreationSchema,
      },
      problems: ['sign-in-again', 'passkeys-unavailable', 'too-many-passkeys'],
    }),
    async (c) => {
      const creation = await moderator.passkeys.creation(c.get('moderator'));
      return creation.ok ? c.json(creation.value) : problem(c, creation.error);
    },
  );
}

/** `POST /moderator/passkeys`: adds a passkey to one's own account. */
export function passkeyAddRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Add a passkey',
      success: { status: 201, description: 'The passkey', schema: passkeySchema },
      problems: [
        'invalid-request',
        'sign-in-again',
        'passkey-refused',
        'passkeys-unavailable',
        'too-many-passkeys',
        'body-too-large',
      ],
    }),
    jsonBody(addPasskeySchema),
    async (c) => {
      const added = await moderator.passkeys.add(c.get('moderator'), c.req.valid('json'));
      return added.ok ? c.json(added.value, 201) : problem(c, added.error);
    },
  );
}

/** `PATCH /moderator/passkeys/:id`: gives one of one's own passkeys another name. */
export function passkeyRenameRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Rename a passkey',
      success: { status: 204, description: 'Renamed' },
      problems: ['invalid-request', 'not-found', 'body-too-large'],
    }),
    jsonBody(renamePasskeySchema),
    async (c) => {
      const { name } = c.req.valid('json');
      const renamed = await moderator.passkeys.rename(c.get('moderator'), idOf(c), name);
      return renamed ? c.body(null, 204) : problem(c, 'not-found');
    },
  );
}

/** `DELETE /moderator/passkeys/:id`: removes one of one's own passkeys. The authenticator app stays, so nobody is left without a second factor. */
export function passkeyRemoveRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Remove a passkey',
      success: { status: 204, description: 'Removed' },
      problems: ['not-found'],
    }),
    async (c) => {
      const removed = await moderator.passkeys.remove(c.get('moderator'), idOf(c));
      return removed ? c.body(null, 204) : problem(c, 'not-found');
    },
  );
}
