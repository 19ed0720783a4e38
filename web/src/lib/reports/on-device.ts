import '../app/zod-setup.ts';
import type { ReportProgress } from '../app/state.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { askProgress } from './progress.ts';
import { receiptStore } from './receipt-store.ts';
import { createReportApi } from './report-api.ts';

/** What pages can do with receipts without an identity, made of the browser's own parts. */

export const receipts = receiptStore();

export const reportApi = createReportApi(createApiCaller((input, init) => fetch(input, init)));

export function reportProgress(receipt: string): Promise<ReportProgress> {
  return askProgress(reportApi, receipt, navigator.onLine);
}
