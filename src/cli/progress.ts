import type { OnProgress, Progress } from '../scan/progress.ts';

const WIDTH = 24;

/** A line that moves on a terminal, plain lines for a log; both on stderr, so that results can be piped. */
export function progressTo(stream: NodeJS.WriteStream): { onProgress: OnProgress; end(): void } {
  const streams = new Map<string, Progress>();
  return {
    onProgress(progress) {
      streams.set(progress.stream, progress);
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${lineOf([...streams.values()], progress.etaSeconds, stream.columns || 100)}`);
      } else if (progress.state === 'done') {
        stream.write(
          `${progress.stream}: ${progress.status}, ${progress.assets} assets, ${progress.requests} requests so far\n`,
        );
      }
    },
    end() {
      if (stream.isTTY) {
        stream.write('\r\u001b[2K');
      }
    },
  };
}

/** The bar knows from the start how many streams there are; how far a stream is, once the vendor says how much it holds. */
export function lineOf(seen: readonly Progress[], etaSeconds: number | undefined, columns: number): string {
  const of = Math.max(0, ...seen.map(({ streams }) => streams));
  const done = seen.filter(({ state }) => state === 'done').length;
  const share = of === 0 ? 0 : seen.reduce((sum, progress) => sum + shareOf(progress), 0) / of;
  const filled = Math.round(share * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const requests = Math.max(0, ...seen.map((progress) => progress.requests));
  const left = etaSeconds === undefined ? '' : ` · about ${etaSeconds} s left`;
  const reading = seen
    .filter(({ state }) => state === 'reading')
    .map(({ stream, assets, total }) => `${stream} ${assets}${total === undefined ? '' : `/${total}`}`);
  const line = `${bar} ${done}/${of} streams · ${requests} requests${left} · ${reading.slice(0, 3).join(', ')}`;
  return line.slice(0, columns - 1);
}

function shareOf({ state, assets, total }: Progress): number {
  if (state === 'done') {
    return 1;
  }
  return total ? Math.min(assets / total, 1) : 0;
}
