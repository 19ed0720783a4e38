import * as z from 'zod/mini';
import { base64Url } from './primitives.ts';
import { reportIdBytes } from './report/report-id.ts';
import { reportReasons } from './report/reasons.ts';

/** Bodies of the moderation API under `/api/v1/moderation` that people meet who report. */

/** Where reports are filed, and where receipts are looked up. */
export const reportsPath = '/moderation/reports';
export const receiptsPath = '/moderation/receipts';

/** Bytes of a receipt. */
export const receiptBytes = 32;

/** What becomes of a report. */
export const reportStates = ['received', 'in-review', 'decided'] as const;
export type ReportState = (typeof reportStates)[number];

/** What its reporter keeps. The server knows a receipt by its hash alone. */
export const receiptSchema = base64Url(receiptBytes);

/** Answers a report: it is stored for good when this is said. */
export const filedReportSchema = z.object({
  reportId: base64Url(reportIdBytes),
  receipt: receiptSchema,
  state: z.enum(reportStates),
  receivedAtMs: z.int(),
});
export type FiledReport = z.infer<typeof filedReportSchema>;

/** Asks what became of a report. In a body, because an address ends up in logs. */
export const receiptRequestSchema = z.strictObject({ receipt: receiptSchema });
export type ReceiptRequest = z.infer<typeof receiptRequestSchema>;

export const receiptAnswerSchema = z.object({
  state: z.enum(reportStates),
  reason: z.enum(reportReasons),
  receivedAtMs: z.int(),
});
export type ReceiptAnswer = z.infer<typeof receiptAnswerSchema>;

/** What becomes of an appeal. `upheld`: the decision stays. `shortened`: its ban ends earlier. `overturned`: it ends now. */
export const appealOutcomes = ['upheld', 'shortened', 'overturned'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];
