import { parseArgs } from 'node:util';
import { startLivePage } from './hubspot/live-page.ts';

const USAGE = `npm run hubspot:live -- [--world NAME]… [--port 4020]
  The HubSpot app in your browser, without HubSpot: simulated accounts, a service in memory that has read them, and a
  page on which you choose who looks at which record.
  --world   accounts of simulator/hubspot/worlds (retailer, lender, recruiter, starter)`;

const { values } = parseArgs({
  options: {
    world: { type: 'string', multiple: true, default: ['retailer', 'lender', 'recruiter', 'starter'] },
    port: { type: 'string', default: '4020' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(USAGE);
} else {
  console.log(`Reading ${values.world.join(', ')} …`);
  const page = await startLivePage(values.world, Number(values.port));
  console.log(`The app is at ${page.url} until you stop it (Ctrl-C).`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void page.close());
  }
}
