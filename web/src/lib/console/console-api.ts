import {
  acceptedSchema,
  appealPageSchema,
  appealViewSchema,
  accountsSchema,
  caseViewSchema,
  claimedSchema,
  decidedSchema,
  foundSchema,
  invitationSchema,
  invitedSchema,
  moderatorPath,
  queueCountsSchema,
  queuePageSchema,
  signedInSchema,
  type Accepted,
  type AppealDecide,
  type AppealPage,
  type AppealView,
  type AccountChange,
  type Accounts,
  type AcceptRequest,
  type CaseView,
  type Decided,
  type DecideRequest,
  type Invitation,
  type Invited,
  type ModeratorRole,
  type QueueCounts,
  type QueuePage,
  type LegalHoldRequest,
  type QueueQuery,
  type ReportDesk,
  type SignedIn,
  type SignInRequest,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult, Call } from '../session/api-caller.ts';
import type { NewsListener } from './news.ts';
import { boundsOf, pageRows, type QueueFilter } from './queue.ts';

/** Whether a key or a click has caused a request. What the page asks by itself keeps nobody signed in. */
export type Asked = 'by-hand' | 'by-itself';

/** The moderator API as the console uses it. Nothing here throws; every answer is checked by its schema. */
export interface ConsoleApi {
  me(): ApiResult<SignedIn>;
  signIn(request: SignInRequest): ApiResult<SignedIn>;
  signOut(): ApiResult<void>;
  invitation(token: string): ApiResult<Invitation>;
  accept(request: AcceptRequest): ApiResult<Accepted>;
  /** So many rows as a page has, without the first `skip`, and how many there are in all. */
  queue(filter: QueueFilter, skip: number, asked: Asked): ApiResult<QueuePage>;
  /** Tells what happens in the queue until the function that it gives is called. */
  follow(listener: NewsListener): () => void;
  counts(asked: Asked): ApiResult<QueueCounts>;
  find(receipt: string): ApiResult<{ id: string }>;
  view(id: string): ApiResult<CaseView>;
  claim(id: string): ApiResult<{ heldUntilMs: number }>;
  release(id: string): ApiResult<void>;
  /** Text of the case, as the offline verifier takes it. */
  evidence(id: string): ApiResult<string>;
  escalate(id: string, desk: ReportDesk, note: string): ApiResult<void>;
  note(id: string, text: string): ApiResult<void>;
  decide(id: string, request: DecideRequest): ApiResult<Decided>;
  undo(decision: string): ApiResult<void>;
  hold(id: string, request: LegalHoldRequest): ApiResult<void>;
  readonly appeals: AppealApi;
  accounts(): ApiResult<Accounts>;
  invite(roles: readonly ModeratorRole[]): ApiResult<Invited>;
  changeAccount(id: string, change: AccountChange): ApiResult<void>;
}

/** The part of it that is about appeals. */
export interface AppealApi {
  page(asked: Asked, after?: string): ApiResult<AppealPage>;
  view(id: string): ApiResult<AppealView>;
  claim(id: string): ApiResult<{ heldUntilMs: number }>;
  release(id: string): ApiResult<void>;
  evidence(id: string): ApiResult<string>;
  decide(id: string, request: AppealDecide): ApiResult<void>;
}

/** A case with pictures can be 22 MB. */
const evidenceTimeoutMs = 120_000;

export function createConsoleApi(
  { read, text, command }: ApiCaller,
  follow: ConsoleApi['follow'],
): ConsoleApi {
  const get = (path: string): Call => ({ method: 'GET', path: moderatorPath + path, fromConsole: true });
  const getFor = (asked: Asked, path: string): Call => ({ ...get(path), unattended: asked === 'by-itself' });
  const post = (path: string, body?: unknown): Call => ({
    method: 'POST',
    path: moderatorPath + path,
    fromConsole: true,
    ...(body !== undefined && { body }),
  });
  return {
    me: () => read(signedInSchema, get('/me')),
    signIn: (request) => read(signedInSchema, post('/sign-in', request)),
    signOut: () => command(post('/sign-out')),
    invitation: (token) => read(invitationSchema, post('/invitation', { token })),
    accept: (request) => read(acceptedSchema, post('/accept', request)),
    queue: ({ age, ...words }, skip, asked) => {
      const fields: Partial<Record<keyof QueueQuery, string | number | undefined>> = {
        ...words,
        ...boundsOf(age, Date.now()),
        skip,
        limit: pageRows,
        count: 1,
      };
      const query = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      );
      return read(queuePageSchema, getFor(asked, `/queue?${query.toString()}`));
    },
    follow,
    counts: (asked) => read(queueCountsSchema, getFor(asked, '/queue/counts')),
    find: (receipt) => read(foundSchema, post('/queue/find', { receipt })),
    view: (id) => read(caseViewSchema, get(`/cases/${id}`)),
    claim: (id) => read(claimedSchema, post(`/cases/${id}/claim`)),
    release: (id) => command(post(`/cases/${id}/release`)),
    evidence: (id) => text({ ...get(`/cases/${id}/evidence`), timeoutMs: evidenceTimeoutMs }),
    escalate: (id, desk, note) => command(post(`/cases/${id}/escalate`, { desk, note })),
    note: (id, words) => command(post(`/cases/${id}/notes`, { text: words })),
    decide: (id, request) => read(decidedSchema, post(`/cases/${id}/decide`, request)),
    undo: (decision) => command(post(`/decisions/${decision}/undo`)),
    hold: (id, request) => command(post(`/cases/${id}/hold`, request)),
    appeals: {
      page: (asked, after) =>
        read(appealPageSchema, getFor(asked, after === undefined ? '/appeals' : `/appeals?after=${after}`)),
      view: (id) => read(appealViewSchema, get(`/appeals/${id}`)),
      claim: (id) => read(claimedSchema, post(`/appeals/${id}/claim`)),
      release: (id) => command(post(`/appeals/${id}/release`)),
      evidence: (id) => text({ ...get(`/appeals/${id}/evidence`), timeoutMs: evidenceTimeoutMs }),
      decide: (id, request) => command(post(`/appeals/${id}/decide`, request)),
    },
    accounts: () => read(accountsSchema, get('/accounts')),
    invite: (roles) => read(invitedSchema, post('/invitations', { roles })),
    changeAccount: (id, change) => command({ ...post(`/accounts/${id}`, change), method: 'PATCH' }),
  };
}
