import { VendorUnavailable } from './kit/errors.ts';

const ANSWER_MS = 30_000;

/** For calls to a CRM while somebody waits, or a worker that others need: ended, and given up, when they take too long. */
export async function inTime<T>(act: (signal: AbortSignal) => Promise<T>, ms = ANSWER_MS): Promise<T> {
  const tooLate = AbortSignal.timeout(ms);
  const given = Promise.withResolvers<never>();
  const giveUp = () => given.reject(tooLate.reason);
  tooLate.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([act(tooLate), given.promise]);
  } catch (error) {
    throw tooLate.aborted ? new VendorUnavailable('The CRM did not answer in time.', undefined, error) : error;
  } finally {
    tooLate.removeEventListener('abort', giveUp);
  }
}
