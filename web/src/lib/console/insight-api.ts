import {
  analyticsSchema,
  auditPageSchema,
  auditVerdictSchema,
  moderatorPath,
  transparencyPath,
  transparencySchema,
  type Analytics,
  type AnalyticsTable,
  type AuditPage,
  type AuditQuery,
  type AuditVerdictAnswer,
  type Period,
  type Transparency,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult } from '../session/api-caller.ts';

/** Figures, the audit log and the transparency report. Nothing here throws; every answer is checked by its schema. */
export interface InsightApi {
  analytics(period: Period): ApiResult<Analytics>;
  /** A table as the text of a CSV file. */
  exported(period: Period, table: AnalyticsTable): ApiResult<string>;
  audit(query: AuditQuery): ApiResult<AuditPage>;
  verifyAudit(): ApiResult<AuditVerdictAnswer>;
  transparency(quarter: string): ApiResult<Transparency>;
}

/** A year of figures takes a while on a small machine, and so does a million rows. */
const figuresTimeoutMs = 30_000;
const verifyTimeoutMs = 120_000;

export function createInsightApi({ read, text }: ApiCaller): InsightApi {
  const get = (path: string, query: Readonly<Record<string, string | undefined>> = {}) => ({
    method: 'GET' as const,
    path: `${moderatorPath}${path}?${queryOf(query)}`,
    fromConsole: true,
    timeoutMs: figuresTimeoutMs,
  });
  return {
    analytics: (period) => read(analyticsSchema, get('/analytics', period)),
    exported: (period, table) => text(get('/analytics/export', { ...period, table })),
    audit: (query) => read(auditPageSchema, get('/audit', query)),
    verifyAudit: () =>
      read(auditVerdictSchema, {
        method: 'POST',
        path: `${moderatorPath}/audit/verify`,
        fromConsole: true,
        timeoutMs: verifyTimeoutMs,
      }),
    transparency: (quarter) =>
      read(transparencySchema, { method: 'GET', path: `${transparencyPath}?quarter=${quarter}` }),
  };
}

function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
  return new URLSearchParams(given).toString();
}
