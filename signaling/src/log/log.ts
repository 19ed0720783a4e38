import { pino, type DestinationStream } from 'pino';

/** Least severe level that is written. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Every field that a log line may carry. None can hold an address, a nickname, a token, a session
 * description or message text, and {@link createLog} drops whatever is not named here.
 */
export interface LogFields {
  /** Random, made by this server for each request; the answer carries it as `x-request-id`. */
  readonly requestId?: string;
  readonly method?: string;
  /** The pattern of the route, never the address that was asked for. */
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
  /** A close code, a problem kind, a frame error, an error's name. */
  readonly code?: number | string;
  readonly count?: number;
  readonly port?: number;
  /** Where an exception was thrown: stack frames without the message. */
  readonly where?: string;
}

/** Writes one line of JSON: the event, a fixed phrase that identifies the statement, and its fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const allowed = [
  'requestId',
  'method',
  'route',
  'status',
  'durationMs',
  'code',
  'count',
  'port',
  'where',
] as const satisfies readonly (keyof LogFields)[];

/** Logs to `destination`, or to standard error, so that standard output stays for the address line. */
export function createLog(level: LogLevel, destination: DestinationStream = process.stderr): Log {
  const logger = pino({ level, base: null }, destination);
  return {
    debug: (event, fields) => logger.debug(pick(fields), event),
    info: (event, fields) => logger.info(pick(fields), event),
    warn: (event, fields) => logger.warn(pick(fields), event),
    error: (event, fields) => logger.error(pick(fields), event),
  };
}

/** What may be said of an exception: its name and where it was thrown. Its message may quote input. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { code: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    code: error.name,
    where: frames
      .slice(0, 8)
      .map((line) => line.trim())
      .join(' < '),
  };
}

function pick(fields: LogFields = {}): LogFields {
  return Object.fromEntries(
    allowed.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}
