import type { SugarInstance } from '../../../simulator/sugarcrm/server.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a vendor answers has no type; each test says what it expects
export type Reply = { status: number; body: any };
export interface SugarUser {
  (path: string): Promise<Reply>;
  token: string;
}

/** Somebody in a browser; of the users that a world names. */
export async function logIn({ url, users }: SugarInstance, username: string): Promise<SugarUser> {
  const { password } = users.find((user) => user.username === username)!;
  const grant = { grant_type: 'password', client_id: 'sugar', client_secret: '', platform: 'base', username, password };
  const { body } = await replyOf(
    await fetch(`${url}/rest/v11_23/oauth2/token`, { method: 'POST', body: JSON.stringify(grant) }),
  );
  const token = body.access_token as string;
  const ask = async (path: string) => {
    return replyOf(await fetch(`${url}/rest/v11_23/${path}`, { headers: { 'oauth-token': token } }));
  };
  return Object.assign(ask, { token });
}

/** What an administrator does on the page of the module loader. */
export async function upload({ url }: SugarInstance, { token }: SugarUser, zip: Uint8Array): Promise<Reply> {
  const form = new FormData();
  form.set('upgrade_zip', new Blob([new Uint8Array(zip)]), 'package.zip');
  const init = { method: 'POST', headers: { 'oauth-token': token }, body: form };
  return replyOf(await fetch(`${url}/rest/v11_23/Administration/packages`, init));
}

async function replyOf(response: Response): Promise<Reply> {
  return { status: response.status, body: await response.json() };
}
