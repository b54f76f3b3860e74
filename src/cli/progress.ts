import type { OnProgress, Progress } from '../scan/progress.ts';

const WIDTH = 24;

/** A line that moves on a terminal, plain lines for a log; both on stderr, so that results can be piped. */
export function progressTo(stream: NodeJS.WriteStream): { onProgress: OnProgress; end(): void } {
  const streams = new Map<string, Progress>();
  const startedAt = performance.now();
  return {
    onProgress(progress) {
      streams.set(progress.stream, progress);
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${lineOf(streams, (performance.now() - startedAt) / 1000)}`);
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

function lineOf(streams: ReadonlyMap<string, Progress>, seconds: number): string {
  const all = [...streams.values()];
  const done = all.filter((progress) => progress.state === 'done').length;
  const current = all
    .filter((progress) => progress.state === 'reading')
    .map(({ stream, assets, total }) => `${stream} ${assets}${total === undefined ? '' : `/${total}`}`);
  const filled = Math.round((done / Math.max(all.length, 1)) * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const requests = Math.max(0, ...all.map((progress) => progress.requests));
  const left = done === 0 ? '' : ` · about ${Math.ceil((seconds / done) * (all.length - done))} s left`;
  return `${bar} ${done}/${all.length} streams · ${requests} requests${left} · ${current.slice(0, 3).join(', ')}`.slice(
    0,
    (process.stderr.columns || 100) - 1,
  );
}
