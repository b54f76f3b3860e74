import { parseArgs } from 'node:util';
import { startForPeople as startHubSpot } from './hubspot/start.ts';
import { startForPeople as startSugar } from './sugarcrm/start.ts';

const HELP = `A HubSpot or a SugarCRM that answers like the real one, on this machine.

  npm run simulator -- [--crm hubspot|sugarcrm] [--port 4010] [--world NAME]… [--no-limits] [--latency MS] [--faults JSON] [--json]

  --crm       default: hubspot. A SugarCRM world is a host of its own: each takes the next port
  --world     a file of simulator/…/worlds, or a generated one (portal-10000, tenant-1000); default: all files
  --version   SugarCRM only: every instance as 12.0, 13.3 or 26.1
  --faults    shares and switches, as in '{"http502":0.3,"seed":7}'; see api/faults.ts of each simulator
  --card      HubSpot only: lets the app's cards call a service, as https://ai.example.com=http://localhost:3000
  --json      one line of JSON for a program that started this one`;

const { values } = parseArgs({
  options: {
    crm: { type: 'string', default: 'hubspot' },
    port: { type: 'string', default: '4010' },
    world: { type: 'string', multiple: true },
    version: { type: 'string' },
    'no-limits': { type: 'boolean', default: false },
    latency: { type: 'string', default: '0' },
    faults: { type: 'string', default: '{}' },
    card: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const START: Record<string, typeof startHubSpot> = { hubspot: startHubSpot, sugarcrm: startSugar };
const start = START[values.crm];

if (values.help || start === undefined) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const running = await start({
    port: Number(values.port),
    limits: !values['no-limits'],
    faults: { latencyMs: Number(values.latency), ...(JSON.parse(values.faults) as Record<string, unknown>) },
    ...(values.world && { worlds: values.world }),
    cards: values.card.map((pair) => pair.split('=', 2) as [string, string]),
    ...(values.version && { version: values.version }),
  });
  console.log(values.json ? JSON.stringify(running.access) : running.page);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.close());
  }
}
