import { describe, expect, it } from '@jest/globals';
import { pages } from '../../tools/docs/pages.ts';
import { exists, read } from './support/repository.ts';

const present = (path: string) => (exists(path) ? read(path) : undefined);
const made = [...pages(present)];

describe('structure/docs', () => {
  it.each(made)('%s is what npm run docs would write', (path, text) => {
    expect(present(path)).toBe(text);
  });

  it('keeps what people have written, and nothing else of a page', () => {
    const again = pages((path) => present(path)?.replace(/^\*\*Cites\*\*.*$/m, '**Cites** nothing.'));
    expect([...again]).toEqual(made);
    const emptied = pages(() => undefined).get('docs/rules/employment-scoring.md') ?? '';
    expect(emptied).toContain('<!-- why -->\n<!-- /why -->');
  });

  it('says of every error what to do', () => {
    const parts = [...read('docs/errors.md').matchAll(/^## ([A-Z_]+)$[\s\S]*?<!-- \1 -->\n([\s\S]*?)<!-- \/\1 -->/gm)];
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter(([, , words = '']) => words.trim().length < 20).map(([, code]) => code)).toEqual([]);
  });

  it('explains every error that is thrown on purpose', () => {
    const codes = [...read('src/kit/errors.ts').matchAll(/super\(\s*'([A-Z_]+)'/g)].map(([, code]) => code);
    const sections = [...read('docs/errors.md').matchAll(/^## ([A-Z_]+)$/gm)].map(([, code]) => code);
    expect(sections).toEqual(codes);
  });
});
