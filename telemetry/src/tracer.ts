/** All that a span may say. Each value is one of a handful that stand in the code, but for the id of the request. */
export interface SpanNotes {
  readonly 'http.request.method'?: string;
  /** The pattern of the route, never the path that somebody asked for. */
  readonly 'http.route'?: string;
  readonly 'http.response.status_code'?: number;
  /** The server's own, as in the log and in the answer. */
  readonly 'sotto.request_id'?: string;
  /** In a word of the code's own: what came of it. */
  readonly 'sotto.outcome'?: string;
}

/** What is timed. */
export type SpanName = 'request' | 'open socket' | 'verify report' | 'store report';

/** Times what the server does, for an operator who collects traces. */
export interface Tracer {
  /** Runs `work` and times it. What `work` times in turn belongs to it. A rejection is passed on. */
  span<T>(name: SpanName, work: (note: (notes: SpanNotes) => void) => Promise<T>): Promise<T>;
  /** Sends what is left, or gives up after a moment. */
  close(): Promise<void>;
}

/** Times nothing. */
export const noTracer: Tracer = {
  span: (_name, work) => work(() => {}),
  close: () => Promise.resolve(),
};
