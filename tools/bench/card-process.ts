import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/kit/log.ts';
import { startService } from '../../src/server.ts';

/** The whole service in a process of its own, as `serve` starts it, without the limit of requests of one address. */
const service = await startService('serve', readConfig(process.env), {
  log: silentLog,
  http: { requestsPerMinute: 10_000_000 },
});
process.once('SIGTERM', () => void service.close());
process.stdout.write(`${JSON.stringify({ port: service.port })}\n`);
