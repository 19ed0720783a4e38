import { apiPath, reportMediaType, reportsPath, type Bytes } from '@sotto/protocol';

/** Sends a report to a running server as a browser does. */
export function fileReport(url: string, token: string, bundle: Bytes): Promise<Response> {
  return fetch(`${url}${apiPath}${reportsPath}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': reportMediaType },
    body: bundle,
  });
}
