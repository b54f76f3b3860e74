import { afterAll, afterEach, beforeAll } from '@jest/globals';
import nock from 'nock';

const unexpected: string[] = [];
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

function onNoMatch(request: Request) {
  if (!LOOPBACK.has(new URL(request.url).hostname)) {
    unexpected.push(`${request.method} ${request.url}`);
  }
}

// To load nock is to patch `http`; a file that cannot be loaded after it comes to no `afterAll`, and would leave it patched.
nock.restore();

beforeAll(() => {
  nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])/);
  nock.emitter.on('no match', onNoMatch);
});

/** A test fails when it calls what it did not mock, or mocks what it does not call. */
afterEach(() => {
  const unused = nock.pendingMocks();
  const missing = unexpected.splice(0);
  nock.cleanAll();
  if (unused.length + missing.length > 0) {
    throw new Error(['Mocked, never called:', ...unused, 'Called, never mocked:', ...missing].join('\n  '));
  }
});

// Jest runs many test files in one process: without this the first file keeps the patched `http`
// and the mocks of every later file are ignored.
afterAll(() => {
  nock.emitter.removeListener('no match', onNoMatch);
  nock.restore();
});

/** A mocked HubSpot API; the only way a test gets at nock. */
export const hubspotApi = () => nock('https://api.hubapi.com');
export const mockOrigin = (origin: string, options: nock.Options = {}) => nock(origin, options);
