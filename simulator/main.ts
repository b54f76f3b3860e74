import { parseArgs } from 'node:util';
import { Faults } from './hubspot/api/faults.ts';
import type { HubSpot } from './hubspot/server.ts';
import { startHubSpot } from './hubspot/server.ts';

const HELP = `A HubSpot that answers like the real one, on this machine.

  npm run simulator -- [--port 4010] [--world NAME]… [--no-limits] [--latency MS] [--faults JSON] [--json]

  --world     a file of simulator/hubspot/worlds, or portal-10000 for a generated account; default: all files
  --faults    shares and switches, as in '{"http429":0.3,"seed":7}'; see simulator/hubspot/api/faults.ts
  --json      one line of JSON for a program that started this one`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    world: { type: 'string', multiple: true },
    'no-limits': { type: 'boolean', default: false },
    latency: { type: 'string', default: '0' },
    faults: { type: 'string', default: '{}' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const faults = Faults.parse({ latencyMs: Number(values.latency), ...JSON.parse(values.faults) });
  const hubspot = await startHubSpot({
    port: Number(values.port),
    limits: !values['no-limits'],
    faults,
    ...(values.world && { worlds: values.world }),
  });
  console.log(values.json ? line(hubspot) : page(hubspot));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void hubspot.close());
  }
}

function line({ url, tokens, refreshTokens, oauth }: HubSpot): string {
  return JSON.stringify({ url, tokens, refreshTokens, oauth });
}

function page({ url, tokens, refreshTokens, oauth }: HubSpot): string {
  const first = Object.values(tokens)[0] ?? '';
  return [
    `HubSpot simulator on ${url}`,
    '',
    ...Object.entries(tokens).map(([world, token]) => `  ${world.padEnd(14)} ${token}`),
    '',
    `OAuth: client ${oauth.clientId}, secret ${oauth.clientSecret}, refresh token ${Object.values(refreshTokens)[0] ?? ''}`,
    `Counters: ${url}/__simulator/stats`,
    '',
    'Scan one of them:',
    `  HUBSPOT_API_URL=${url} HUBSPOT_ACCESS_TOKEN=${first} OUTBOUND_ALLOW=127.0.0.1 npm run -s ai-inventory -- scan hubspot`,
  ].join('\n');
}
