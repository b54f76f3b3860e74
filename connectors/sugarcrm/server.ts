import type { Json } from '../../src/model/json.ts';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Account, Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { type Head, licencesOf, type Me, readHead, readMe } from './instance.ts';
import { booleanOf, textOf } from './shapes.ts';

/** Keys of licences are the vendor's words; newer ones than we know are shown as they are. */
const KEY = /^[A-Z0-9][A-Z0-9_ .-]{0,79}$/i;

export async function identify(client: SugarClient): Promise<Account> {
  await readMe(client);
  return { id: client.host, name: client.host };
}

/** What runs there, and which products are paid for. */
export const server: Stream<SugarClient> = {
  name: 'server',
  few: true,
  kinds: ['server', 'licence'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const me = await readMe(client);
    const head = await readHead(client);
    const assets = serverAssets(head, client.host, { me, restVersion: client.restVersion });
    for (const kind of ['server', 'licence']) {
      yield await sift(
        kept,
        kind,
        assets.filter((asset) => asset.kind === kind),
      );
    }
  },
};

export function serverAssets(
  head: Head,
  host: string,
  { me, restVersion }: { me?: Me; restVersion?: string } = {},
): PulledAsset[] {
  const { server: info, config } = head;
  const payload = compact({
    version: word(info['version']),
    flavor: word(info['flavor']),
    productName: word(info['product_name']),
    restVersion,
    userType: me && redactText(me.type, 40),
    idm: booleanOf(config['idmModeEnabled']) ?? false,
    catalogEnabled: booleanOf(config['catalogEnabled']),
    portalActive: booleanOf(info['portal_active']),
  });
  return [assetOf('server', host, payload), ...licenceAssets(head, me)];
}

function licenceAssets(head: Head, me: Me | undefined): PulledAsset[] {
  const own = me?.licenses;
  const bundles = (textOf(head.server['si_product_list']) ?? '').split(/[,;|]/);
  const keys = [...(licencesOf(head) ?? []), ...(own ?? []), ...bundles].map((key) => key.trim());
  return [...new Set(keys)]
    .filter((key) => KEY.test(key))
    .sort()
    .map((key) => assetOf('licence', key, compact({ key, held: true, onUser: own?.includes(key) })));
}

function word(value: unknown): Json | undefined {
  const text = textOf(value);
  return text && redactText(text, 80);
}
