import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A number that is looked up when it is asked for. Labels never name a tenant: their number has no bound. */
export interface Measured {
  name: string;
  help: string;
  values: { labels?: Record<string, string>; value: number }[];
}

export interface Metrics {
  /** Measures each request by route, not by address. */
  watch: RequestHandler;
  /** Counts something that happened. */
  count(name: string, help: string, labels?: Record<string, string>, by?: number): void;
  /** The text format of Prometheus. `measure` looks up what is not counted as it happens. */
  print(): Promise<{ type: string; text: string }>;
  stop(): void;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PREFIX = 'ai_inventory_';

/** A registry of its own, so that two servers in one process do not count together. */
export function makeMetrics(measure: () => Promise<Measured[]> = () => Promise.resolve([])): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'Time until the answer was sent, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();

  return {
    watch(req, res, next) {
      const end = requests.startTimer({ method: req.method });
      res.once('close', () => {
        end({ route: String(res.locals['route'] ?? 'none'), status: res.statusCode });
      });
      next();
    },
    count(name, help, labels = {}, by = 1) {
      const counter =
        counters.get(name) ??
        new Counter({ name: PREFIX + name, help, labelNames: Object.keys(labels), registers: [registry] });
      counters.set(name, counter);
      counter.inc(labels, by);
    },
    async print() {
      for (const { name, help, values } of await measure()) {
        const labelNames = Object.keys(values[0]?.labels ?? {});
        const gauge = gauges.get(name) ?? new Gauge({ name: PREFIX + name, help, labelNames, registers: [registry] });
        gauges.set(name, gauge);
        gauge.reset();
        values.forEach(({ labels = {}, value }) => {
          gauge.set(labels, value);
        });
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
    stop: () => {
      registry.clear();
    },
  };
}
