import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { NotFound } from '../src/kit/errors.ts';
import type { LogLevel } from '../src/kit/log.ts';
import { makeLog } from '../src/log.ts';

const SECRET = 'aiinv_q8Zr4LwTn2VbXc7yKd1sMh5pJf9gRt3u';

function logging(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: makeLog(level, to), lines };
}

describe('src/log', () => {
  it.each`
    where                      | fields
    ${'a secret name'}         | ${{ password: 'plain words' }}
    ${'a name within'}         | ${{ auth: { deep: { accessToken: 'plain words' } } }}
    ${'a list'}                | ${{ tried: ['ok', SECRET] }}
    ${'a URL'}                 | ${{ url: new URL(`https://user:${SECRET}@example.org/?code=${SECRET}`) }}
    ${'a name of a field'}     | ${{ [SECRET]: 1 }}
    ${'bytes'}                 | ${{ body: Buffer.from(SECRET) }}
    ${'an error'}              | ${{ error: new Error(SECRET) }}
    ${'the cause of an error'} | ${{ error: new Error('x', { cause: new Error(SECRET) }) }}
    ${'a field of an error'}   | ${{ error: Object.assign(new Error('x'), { detail: SECRET }) }}
    ${'an e-mail address'}     | ${{ who: 'anna@example.org' }}
  `('hides what stands in $where', ({ fields }) => {
    const { log, lines } = logging();
    log.warn(fields as Record<string, unknown>, `Something ${SECRET}`);
    expect(lines).toHaveLength(1);
    for (const planted of [SECRET, 'plain words', 'anna@example.org', Buffer.from(SECRET).toString('base64')]) {
      expect(lines[0]).not.toContain(planted);
    }
  });

  it('says what is no secret: ids, times, numbers, the level, and where a bug was', () => {
    const { log, lines } = logging();
    const id = '3f0c9d52-8a41-4a2b-9b7a-1a2b3c4d5e6f';
    log.error(
      { id, tenant: 'hubspot-12345678', ms: 12, at: new Date(0), error: new TypeError('no such thing') },
      'Broken',
    );
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({
      level: 'error',
      msg: 'Broken',
      id,
      tenant: 'hubspot-12345678',
      ms: 12,
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(line['error']).toMatchObject({
      type: 'TypeError',
      message: 'no such thing',
      stack: expect.stringContaining('log.test.ts'),
    });
  });

  it('needs no stack for what is thrown on purpose', () => {
    const { log, lines } = logging();
    log.info({ error: new NotFound('tenant') }, 'Refused');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      error: { code: 'NOT_FOUND', message: 'There is no such tenant.' },
    });
    expect(lines[0]).not.toContain('stack');
  });

  it('ends with what holds itself', () => {
    const { log, lines } = logging();
    const round: Record<string, unknown> = {};
    round['self'] = round;
    log.info({ round }, 'Round');
    expect(lines).toHaveLength(1);
  });

  it('keeps to its level', () => {
    const { log, lines } = logging('warn');
    log.info({}, 'quiet');
    log.warn({}, 'loud');
    expect(lines).toHaveLength(1);
  });
});
