import { z } from 'zod';
import { AuthFailed, ConfigError, UnexpectedShape, VendorUnavailable } from '../../src/kit/errors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { HttpResponse } from '../../src/pull/transport/transport.ts';
import type { Password, ServiceAccount } from './credentials.ts';
import { readErrorBody } from './error-body.ts';

export interface Token {
  /** The header that carries it. */
  header: Record<string, string>;
  refresh?: string;
  /** Something was opened with it. */
  worked?: true;
}

const Granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish().catch(undefined),
});

export const passwordGrant = ({ username, password, clientId, clientSecret, platform }: Password): JsonObject => ({
  grant_type: 'password',
  client_id: clientId,
  client_secret: clientSecret,
  username,
  password,
  platform,
});

export const refreshGrant = ({ clientId, clientSecret, platform }: Password, refresh: string): JsonObject => ({
  grant_type: 'refresh_token',
  refresh_token: refresh,
  client_id: clientId,
  client_secret: clientSecret,
  platform,
});

export const serviceGrant = ({ clientId, clientSecret, scope }: ServiceAccount): Record<string, string> => ({
  grant_type: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
  ...(scope !== '' && { scope }),
});

/** The token in an answer. Throws what is wrong with the credentials, and never says a word of the answer's own. */
export function tokenIn(answer: HttpResponse, credentials: Password | ServiceAccount): Token {
  if (answer.status >= 200 && answer.status < 300) {
    const read = Granted.safeParse(answer.body);
    if (!read.success) {
      throw new UnexpectedShape('the token endpoint', 'no access token in the answer');
    }
    const { access_token: token, refresh_token: refresh } = read.data;
    return 'tokenUrl' in credentials
      ? { header: { authorization: `Bearer ${token}` } }
      : { header: { 'oauth-token': token }, ...(refresh && { refresh }) };
  }
  throw 'tokenUrl' in credentials ? serviceRefused(answer) : loginRefused(answer, credentials);
}

function loginRefused({ status, body }: HttpResponse, { platform, clientId }: Password): Error {
  const { label, message = '' } = readErrorBody(body);
  if (status === 422 && /platform/i.test(message)) {
    return new AuthFailed(
      `SugarCRM does not know the API platform “${platform}”.`,
      `As an administrator add “${platform}” under Admin > Configure API Platforms, or set SUGARCRM_PLATFORM to a platform that is registered there for this program alone; not “base”, which would sign people out.`,
    );
  }
  if (status === 400 && /client/.test(label ?? '')) {
    return new AuthFailed(
      `SugarCRM refuses the OAuth key “${clientId}”.`,
      'Check SUGARCRM_CLIENT_ID and SUGARCRM_CLIENT_SECRET against Admin > OAuth Keys; without a key of your own leave both empty.',
    );
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return new ConfigError(['SUGARCRM_URL: no SugarCRM answers there; give the address of the instance’s root.']);
  }
  if (status >= 500) {
    return new VendorUnavailable(`SugarCRM answered ${status} to the sign-in.`, status);
  }
  return new AuthFailed(
    `SugarCRM refuses the user name or the password (${status}).`,
    'Correct SUGARCRM_USERNAME and SUGARCRM_PASSWORD; nothing was tried twice, so that the user is not locked. Users who sign in through another provider need a service account (SUGARCRM_TOKEN_URL) or a password of their own.',
  );
}

function serviceRefused({ status }: HttpResponse): Error {
  return status >= 500
    ? new VendorUnavailable(`The token address answered ${status}.`, status)
    : new AuthFailed(
        `The token address refuses the service account (${status}).`,
        'Check SUGARCRM_TOKEN_URL, SUGARCRM_CLIENT_ID, SUGARCRM_CLIENT_SECRET and SUGARCRM_SCOPE.',
      );
}
