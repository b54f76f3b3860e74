import type { SugarInstance } from '#simulator/sugarcrm/server.ts';
import { logIn, passwordGrant, send } from '../../simulator/sugarcrm/client.ts';
import { buildPackage } from '../../../tools/sugarcrm-package/build.ts';

/** As an administrator does: uploads the zip that we ship, and installs it. */
export async function installPackage(instance: SugarInstance): Promise<void> {
  const admin = await logIn(instance);
  const form = new FormData();
  form.set('upgrade_zip', new Blob([new Uint8Array(buildPackage().zip)]), 'package.zip');
  const uploaded = await fetch(`${instance.url}/rest/v11_23/Administration/packages`, {
    method: 'POST',
    headers: { 'oauth-token': String(admin.grant.access_token) },
    body: form,
  });
  const { file_install: file } = (await uploaded.json()) as { file_install: string };
  const { status } = await admin.get(`Administration/packages/${file}/install`);
  if (uploaded.status !== 200 || status !== 200) {
    throw new Error(`The package was not installed: ${uploaded.status}, ${status}.`);
  }
}

/** What the instance holds for the package; looked at from another platform, so that no session of the service ends. */
export async function summaryIn(instance: SugarInstance): Promise<Record<string, unknown> | undefined> {
  const grant = await send(instance, 'oauth2/token', { body: passwordGrant(instance, { platform: 'mobile' }) });
  const headers = { 'oauth-token': String(grant.body.access_token) };
  const { body } = await send(instance, 'Administration/config/aiinv', { headers });
  return body.aiinv_summary;
}
