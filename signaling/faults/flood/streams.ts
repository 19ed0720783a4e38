import { randomBytes } from 'node:crypto';
import { apiPath, limits, receiptsPath, reportMediaType, reportsPath } from '@sotto/protocol';
import { Visitor } from '../../bench/lib/visitor.ts';
import { allowed } from './allowed.ts';
import type { FloodSockets } from './flood-sockets.ts';

/** What became of one try. `cut`: the server hung up before it had answered, or while it was still sent to. */
export type Outcome = 'let in' | 'refused' | 'cut';

/** Tries of one kind. Those of one `gate` count against one limit. */
export interface Stream {
  readonly name: string;
  readonly gate: string;
  readonly allowedPerMinute: number;
  readonly attempt: (n: number) => Promise<Outcome>;
}

export interface FloodTarget {
  readonly url: string;
  /** Access tokens that whoever floods has got before. */
  readonly tokens: readonly string[];
}

/** Whoever floods has all the addresses of one /24. */
const addressOf = (n: number): string => `127.6.6.${1 + (n % 254)}`;

/** All that one address prefix is limited in, tried in the way that costs the server most. */
export function floodStreams({ url, tokens }: FloodTarget, sockets: FloodSockets): Stream[] {
  const tokenOf = (n: number): string => tokens[n % tokens.length] ?? '';
  const asked =
    (method: string, path: string, bodyOf?: (n: number) => Buffer | string, type?: string) =>
    async (n: number): Promise<Outcome> => {
      // A connection for each: one that is kept would be cheaper for the server.
      const visitor = new Visitor(url, addressOf(n));
      try {
        const { status } = await visitor.ask(method, `${apiPath}${path}`, {
          ...(bodyOf && { body: bodyOf(n) }),
          ...(type && { type }),
          token: tokenOf(n),
        });
        return status === 429 ? 'refused' : 'let in';
      } catch {
        return 'cut';
      } finally {
        visitor.leave();
      }
    };
  const free = [...tokens];
  const largestReport = randomBytes(limits.maxReportBytes);
  const largestBody = JSON.stringify({ nickname: 'x'.repeat(limits.maxRequestBodyBytes - 64) });
  const receipt = (): string => JSON.stringify({ receipt: randomBytes(32).toString('base64url') });
  const { general } = allowed;
  return [
    {
      name: 'challenges',
      gate: 'general',
      allowedPerMinute: general,
      attempt: asked('GET', '/challenge'),
    },
    {
      name: 'look-ups of reports',
      gate: 'general',
      allowedPerMinute: general,
      attempt: asked('POST', receiptsPath, receipt),
    },
    {
      name: 'registrations',
      gate: 'register',
      allowedPerMinute: allowed.register,
      attempt: asked('POST', '/register', () => largestBody),
    },
    {
      name: 'refreshes',
      gate: 'refresh',
      allowedPerMinute: allowed.refresh,
      attempt: asked('POST', '/refresh', () => largestBody),
    },
    {
      name: 'reports',
      gate: 'reports',
      allowedPerMinute: allowed.reports,
      attempt: asked('POST', reportsPath, () => largestReport, reportMediaType),
    },
    {
      name: 'sockets',
      gate: 'sockets',
      allowedPerMinute: allowed.sockets,
      attempt: async (n) => {
        // Each with a session of its own: a second socket of one session closes the first.
        const token = free.pop();
        if (token === undefined) throw new Error('the flood has no session left for another socket');
        try {
          await sockets.open(token, addressOf(n));
          return 'let in';
        } catch (error) {
          free.push(token);
          return error instanceof Error && error.message.includes(' 429 ') ? 'refused' : 'cut';
        }
      },
    },
  ];
}
