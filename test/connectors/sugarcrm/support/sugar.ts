import { connectSugar } from '#connectors/sugarcrm/connect.ts';
import { Credentials } from '#connectors/sugarcrm/credentials.ts';
import type { Outbound } from '#src/pull/connector.ts';
import { ManualClock } from '../../../pull/transport/support/manual-clock.ts';
import { mockOrigin } from '../../../support/http-mock.ts';

export const ORIGIN = 'https://acme.sugarondemand.com';
export const PASSWORD = 'p4ss-of-the-test';

/** The mocked REST API in the version that the connector asks for first. */
export const sugarApi = (version = 'v11_23') => mockOrigin(`${ORIGIN}/rest/${version}`);
export const grantedAs = (token: string) => ({
  access_token: token,
  refresh_token: `refresh-${token}`,
  expires_in: 3600,
});

/** Lets the user in once, as `token`. */
export function signIn(token = 'token-1') {
  sugarApi().post('/oauth2/token').reply(200, grantedAs(token));
}

/** Waits between tries and for the limiter pass at once; time-outs only when the test lets time pass. */
export function testClient(
  credentials: object = {},
  outbound: Partial<Outbound> = {},
  clock = new ManualClock({ skip: 9_999 }),
) {
  const read = Credentials.parse({ url: ORIGIN, username: 'inventory', password: PASSWORD, ...credentials });
  return connectSugar(read, { allow: [], share: 1, ...outbound }, clock);
}

export const fault = (label: string, message = 'no') => ({ error: label, error_message: message });

export async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
