import { filedReportSchema, limits, reportMediaType } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perReporter } from '../middleware/rate.ts';
import { problem } from '../problem.ts';
import { createUploadRoom } from '../upload-room.ts';

/** Memory for reports. The two that are verified and stored take it about three times. */
const reportRoom = {
  mostBytes: 6 * limits.maxReportBytes,
  mostOfOne: limits.maxReportBytes,
  mostAtWork: 2,
};

/** Seconds after which there is likely to be room again. */
const retryS = 5;

/** `POST /moderation/reports`: files a report. */
export function reportsRoute(context: ApiContext) {
  const room = createUploadRoom(reportRoom);
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
    async (c) => {
      if (c.req.header('content-type') !== reportMediaType)
        return problem(c, 'invalid-request', { detail: `The content type must be ${reportMediaType}` });
      if (Number(c.req.header('content-length') ?? 0) > limits.maxReportBytes)
        return problem(c, 'body-too-large');
      const taken = await room.take(c.get('prefixKey'), c.req.raw.body, (bytes) =>
        context.intake.file(bytes),
      );
      if (!taken.ok) {
        if (taken.error === 'too-big') return problem(c, 'body-too-large');
        return problem(c, 'unavailable', { retryAfter: retryS });
      }
      const filed = taken.value;
      if (!filed.ok) return problem(c, 'report-refused', { refusal: filed.error });
      c.header('cache-control', 'no-store');
      return c.json(filed.value);
    },
  );
}
