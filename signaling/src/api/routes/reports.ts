import { filedReportSchema, limits, reportMediaType } from '@sotto/protocol';
import { bodyLimit } from 'hono/body-limit';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { atOnce } from '../middleware/at-once.ts';
import { perReporter } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** Reports in memory at one time: each can be {@link limits.maxReportBytes}, and is held about three times while it is looked at. */
const reportsAtOnce = 6;

/** `POST /moderation/reports`: files a report. */
export function reportsRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'File a report',
      tag: 'Moderation',
      signedIn: true,
      requestMedia: reportMediaType,
      success: {
        status: 200,
        description: 'The report is stored. The same report gets the same receipt again',
        schema: filedReportSchema,
      },
      problems: [
        'invalid-request',
        'report-refused',
        'body-too-large',
        'token-missing',
        'token-invalid',
        'token-expired',
        'session-ended',
        'origin-forbidden',
        'too-many-requests',
        'unavailable',
      ],
    }),
    perReporter(context),
    atOnce(reportsAtOnce),
    bodyLimit({ maxSize: limits.maxReportBytes, onError: (c) => problem(c, 'body-too-large') }),
    async (c) => {
      if (c.req.header('content-type') !== reportMediaType)
        return problem(c, 'invalid-request', { detail: `The content type must be ${reportMediaType}` });
      const filed = await context.intake.file(new Uint8Array(await c.req.arrayBuffer()));
      if (!filed.ok) return problem(c, 'report-refused', { refusal: filed.error });
      c.header('cache-control', 'no-store');
      return c.json(filed.value);
    },
  );
}
