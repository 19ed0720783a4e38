import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perUser } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** `POST /logout`: ends this session. */
export function logoutRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'End this session',
      tag: 'Session',
      signedIn: true,
      success: { status: 204, description: 'The session has ended' },
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
      await context.sessions.end(user.value.session);
      return c.body(null, 204);
    },
  );
}
