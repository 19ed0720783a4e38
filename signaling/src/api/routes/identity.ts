import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perUser } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** `DELETE /identity`: forgets the identity behind this session, on all devices. */
export function identityRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Delete the identity behind this session, with all of its sessions',
      tag: 'Session',
      signedIn: true,
      success: { status: 204, description: 'The server knows nothing of the identity any more' },
      problems: [
        'token-missing',
        'token-invalid',
        'token-expired',
        'session-ended',
        'origin-forbidden',
        'too-many-requests',
      ],
    }),
    perUser(context),
    async (c) => {
      const user = c.get('user');
      if (!user.ok) return problem(c, user.error);
      // First: whoever sees this fail is still signed in, and can ask again.
      await context.bans.forget(user.value.handle);
      await context.sessions.forget(user.value.handle);
      return c.body(null, 204);
    },
  );
}
