import type { Stream } from './connector.ts';
import type { Pulled } from './pull-stream.ts';

/** Reads all streams side by side, each as soon as those it reads from have ended. The transport bounds how many calls are under way. */
export async function pullAll<Client>(
  streams: readonly Stream<Client>[],
  pull: (stream: Stream<Client>) => Promise<Pulled>,
): Promise<Map<string, Pulled>> {
  const running = new Map<string, Promise<Pulled>>();
  const start = (stream: Stream<Client>): Promise<Pulled> => {
    const known = running.get(stream.name);
    if (known) {
      return known;
    }
    const before = (stream.after ?? []).flatMap((name) => streams.find((other) => other.name === name) ?? []);
    const mine = Promise.all(before.map(start)).then(async (sources) => resting(await pull(stream), sources));
    running.set(stream.name, mine);
    return mine;
  };
  const awaited = new Set(streams.flatMap((stream) => stream.after ?? []));
  // What others wait for goes first, so that its calls are not behind those of streams that end anyhow.
  const order = [...streams].sort((a, b) => Number(awaited.has(b.name)) - Number(awaited.has(a.name)));
  const results = await Promise.allSettled(order.map(start));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
  const pulled = new Map<string, Pulled>();
  for (const stream of streams) {
    pulled.set(stream.name, await start(stream));
  }
  return pulled;
}

/** A stream that found nothing to ask for, because what it rests on could not be read, was not read to its end either. */
function resting(pulled: Pulled, sources: readonly Pulled[]): Pulled {
  const { report } = pulled;
  const blind = sources.find((source) => source.report.assets === 0 && BLIND.includes(source.report.status));
  if (!blind || report.status !== 'complete' || report.assets > 0) {
    return pulled;
  }
  const { status, stream, grant } = blind.report;
  const reason = `It rests on ${stream}, which could not be read.`;
  return { ...pulled, report: { ...report, status, reason, ...(grant !== undefined && { grant }) } };
}

const BLIND: readonly string[] = ['denied', 'failed'];
