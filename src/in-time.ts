import { VendorUnavailable } from './kit/errors.ts';

const ANSWER_MS = 30_000;

/** For calls to a CRM while somebody waits for the answer. */
export async function inTime<T>(act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const tooLate = AbortSignal.timeout(ANSWER_MS);
  return act(tooLate).catch((error: unknown) => {
    throw tooLate.aborted ? new VendorUnavailable('The CRM did not answer in time.', undefined, error) : error;
  });
}
