import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT, type AppOptions } from './build-app.ts';

export const USAGE = `npm run hubspot:app -- --url https://ai.your-company.example [options]
  --url ADDRESS          the public address of your service (the same as PUBLIC_URL)
  --support-email MAIL   who helps the people who use the app
  --objects a,b          own object types on which the cards are offered too: p_candidate,p_application
  --local ADDRESS        while developing: where the service listens, such as http://localhost:3000
  --marketplace          for HubSpot's marketplace instead of your own accounts
  --out FOLDER           where to write (plugins/hubspot/build)`;

/** Reads the command line; a string says what is wrong with it. */
export function appArguments(args: readonly string[]): AppOptions | string {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        'support-email': { type: 'string' },
        objects: { type: 'string', default: '' },
        local: { type: 'string' },
        marketplace: { type: 'boolean', default: false },
        out: { type: 'string', default: resolve(PROJECT, 'build') },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const url = originOf(values.url ?? '');
  const objects = values.objects.split(',').filter(Boolean);
  if (url === undefined || !url.startsWith('https://') || !new URL(url).hostname.includes('.')) {
    return '--url must be an https address with a full host name and no path: HubSpot calls nothing else.';
  }
  const odd = objects.find((name) => !/^p_[A-Za-z]\w*$/.test(name));
  if (odd !== undefined) {
    return `--objects: “${odd}” is no own object type; HubSpot calls them p_ and the name.`;
  }
  const local = values.local === undefined ? undefined : originOf(values.local);
  if (values.local !== undefined && local === undefined) {
    return '--local must be an address without a path, such as http://localhost:3000.';
  }
  return {
    url,
    out: resolve(values.out),
    supportEmail: values['support-email'],
    objects,
    local,
    marketplace: values.marketplace,
  };
}

function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  return plain ? url.origin : undefined;
}
