import { describe, expect, it } from '@jest/globals';
import { lineOf, progressTo } from '../../src/cli/progress.ts';
import type { Progress } from '../../src/scan/progress.ts';

const at = (stream: string, rest: Partial<Progress> = {}): Progress => ({
  stream,
  streams: 4,
  state: 'reading',
  assets: 0,
  requests: 3,
  ...rest,
});
const done = (stream: string): Progress => at(stream, { state: 'done', status: 'complete', assets: 1 });

describe('src/cli/progress', () => {
  it.each([
    ['before anything has ended', [at('a')], `${'░'.repeat(24)} 0/4 streams · 3 requests · a 0`],
    [
      'all streams of the scan, also those that have not begun',
      [done('a')],
      `${'█'.repeat(6)}${'░'.repeat(18)} 1/4 streams · 3 requests · `,
    ],
    [
      'how far a stream is, where the vendor says how much there is',
      [done('a'), at('b', { assets: 50, total: 100 }), at('c', { assets: 7 })],
      `${'█'.repeat(9)}${'░'.repeat(15)} 1/4 streams · 3 requests · b 50/100, c 7`,
    ],
    [
      'no more than the whole',
      [done('a'), done('b'), done('c'), at('d', { assets: 9, total: 3 })],
      `${'█'.repeat(24)} 3/4 streams · 3 requests · d 9/3`,
    ],
  ])('shows %s', (_what, seen, line) => {
    expect(lineOf(seen, undefined, 200)).toBe(line);
  });

  it('says how long it lasts when that is known', () => {
    expect(lineOf([done('a')], 17, 200)).toContain(' · about 17 s left · ');
  });

  it('stays within the terminal', () => {
    expect(lineOf([at('a-stream-with-a-long-name')], undefined, 40)).toHaveLength(39);
  });

  it('rewrites one line on a terminal and clears it at the end; elsewhere one line for a stream that has ended', () => {
    const write = (isTTY: boolean) => {
      const written: string[] = [];
      const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) };
      const progress = progressTo(stream as unknown as NodeJS.WriteStream);
      progress.onProgress(at('a'));
      progress.onProgress(done('a'));
      progress.end();
      return written;
    };

    expect(write(true).every((text) => text.startsWith('\r\u001b[2K'))).toBe(true);
    expect(write(true).at(-1)).toBe('\r\u001b[2K');
    expect(write(false)).toEqual(['a: complete, 1 assets, 3 requests so far\n']);
  });
});
