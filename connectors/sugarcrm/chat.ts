import { z } from 'zod';
import { AccessDenied, Unavailable } from '../../src/kit/errors.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { refusal } from '../../src/pull/refusal.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { isMissing, type SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { type Head, holds, readHead } from './instance.ts';
import { booleanOf, phpObject, textOf } from './shapes.ts';

type Settings = Record<string, unknown>;

const Answer = phpObject(z.record(z.string(), z.unknown()));
const PRODUCTS = ['SUGAR_SERVE', 'SUGAR_SELL', 'CURRENT'];
/** Texts that visitors see; colours, sizes and addresses of pictures are none. */
const SHOWN = /^aws_(?:header|footer|welcome|greeting|intro|initial|chat)\w*$/;
const LOOKS = /^\s*(?:#[0-9a-f]{3,8}|\d+(?:px|em|rem|%)?|https?:\/\/\S+|true|false)\s*$/i;

/** Where chat and telephony are connected. The bot itself is configured at Amazon and can only be imported. */
export const chat: Stream<SugarClient> = {
  name: 'chat',
  few: true,
  kinds: ['chat'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const head = await readHead(client);
    const { settings, refused } = await readSettings(client, head);
    if (Object.keys(settings).length === 0 && refused.length === 0) {
      throw new Unavailable('Amazon Connect', 'neither Sugar Serve nor Sugar Sell is licensed.');
    }
    const assets = Object.keys(settings).length > 0 ? [assetOf('chat', 'portal-chat', chatOf(settings, head))] : [];
    yield { ...(await sift(kept, 'chat', assets)), refused };
  },
};

/** An administrator reads all settings; others see those that the pages need, among the metadata. */
async function readSettings(client: SugarClient, head: Head) {
  const ask = { what: 'the settings of Amazon Connect', right: ADMIN };
  const shown = fromConfig(head.config);
  try {
    const own = await client.get('Administration/config/aws', Answer, ask);
    return { settings: { ...shown, ...own }, refused: [] };
  } catch (error) {
    if (error instanceof AccessDenied) {
      return { settings: shown, refused: [refusal('texts of the portal chat', error)] };
    }
    if (isMissing(error)) {
      return { settings: shown, refused: [] };
    }
    throw error;
  }
}

/** `awsConnectRegion` is `aws_connect_region`. */
function fromConfig(config: Settings): Settings {
  const own = Object.entries(config).filter(([key]) => /^aws[A-Z]/.test(key));
  return Object.fromEntries(
    own.map(([key, value]) => [key.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`), value]),
  );
}

export function chatOf(settings: Settings, head: Head): JsonObject {
  const has = (name: string) => textOf(settings[`aws_connect_${name}`]) !== undefined;
  const instance = textOf(settings['aws_connect_instance_name']);
  const region = textOf(settings['aws_connect_region']);
  const licensed = holds(head, PRODUCTS) ?? true;
  return compact({
    source: 'settings',
    name: 'Portal chat',
    enabled: booleanOf(settings['aws_connect_enable_portal_chat']) ?? false,
    complete: ['region', 'api_gateway_url', 'instance_id', 'contact_flow_id'].every(has),
    instance: instance && redactText(instance, 100),
    region: region && redactText(region, 40),
    sugarLive: instance !== undefined && licensed,
    headerTexts: shownTexts(settings),
    greetings: [],
    participants: [],
  });
}

function shownTexts(settings: Settings): string[] {
  return Object.entries(settings)
    .filter(([key, value]) => SHOWN.test(key) && typeof value === 'string' && value.trim() !== '' && !LOOKS.test(value))
    .map(([, value]) => redactText(String(value), 500))
    .slice(0, 20);
}
