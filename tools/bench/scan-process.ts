import { setTimeout as delay } from 'node:timers/promises';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Crm } from '../../src/model/raw-asset.ts';
import type { ScanMeasures } from './scan.ts';

/** One scan in a process of its own, told as one line of JSON: memory and start can only be measured so. */
const app = await openApp(readConfig(process.env));
const openedMs = performance.now();
const crm: Crm = process.argv[2] === 'sugarcrm' ? 'sugarcrm' : 'hubspot';
// Opening the embedded database takes memory that is given back soon after.
await delay(1_000);
const idleRss = process.memoryUsage.rss();
const beganMs = performance.now();
let peakRss = 0;
const watch = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
}, 20);
const cpu = process.cpuUsage();
const { scan, examined } = await app.scan(crm, {});
const measures: ScanMeasures = {
  openedMs,
  scanMs: performance.now() - beganMs,
  requests: scan.requests,
  assets: examined.assets,
  cpuMs: process.cpuUsage(cpu).user / 1_000,
  idleRssMb: idleRss / 2 ** 20,
  peakRssMb: peakRss / 2 ** 20,
};
clearInterval(watch);
process.stdout.write(`${JSON.stringify(measures)}\n`);
await app.close();
