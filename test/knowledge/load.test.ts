import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import { loadMessages } from '../../src/knowledge/load-messages.ts';
import { knowledge } from '../support/build.ts';

describe('knowledge/load', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'knowledge-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** The knowledge that ships, with one file changed. */
  function changed(file: string, change: (text: string) => string): URL {
    const copy = mkdtempSync(join(dir, 'copy-'));
    cpSync(new URL('../../knowledge/', import.meta.url), copy, { recursive: true });
    const path = join(copy, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    return pathToFileURL(`${copy}/`);
  }

  it('loads what ships', () => {
    expect(knowledge.entries.length).toBeGreaterThan(100);
    expect(knowledge.version).toMatch(/^[0-9a-f]{16}$/);
    expect(loadKnowledge().version).toBe(knowledge.version);
  });

  it('gets another version with any change', () => {
    const dir = changed('phrases/purposes.yaml', (text) => `${text}\n# a remark\n`);
    expect(loadKnowledge(dir).version).not.toBe(knowledge.version);
  });

  it.each([
    [
      'an entry without a source',
      'catalogue/hubspot.yaml',
      (text: string) => text.replace(/^ {2}source: .*$/m, ''),
      'customer-agent-chat.source',
    ],
    ['an unknown key', 'catalogue/hubspot.yaml', (text: string) => text.replace('vendor:', 'vendr:'), 'vendr'],
    [
      'an unknown fact',
      'catalogue/hubspot.yaml',
      (text: string) => text.replace('technique:', 'tecnique:'),
      'tecnique',
    ],
    [
      'an unknown value',
      'catalogue/hubspot.yaml',
      (text: string) => text.replace('technique: agentic', 'technique: magic'),
      'technique',
    ],
    [
      'two entries of one id',
      'catalogue/hubspot.yaml',
      (text: string) => text.replace('id: customer-agent-email', 'id: customer-agent-chat'),
      'stands twice',
    ],
    [
      'two owners of an action',
      'catalogue/hubspot.yaml',
      (text: string) => text.replace("'0-201091202'", "'0-172351286'"),
      '0-172351286',
    ],
    [
      'a host whose end is open',
      'catalogue/ai-services.yaml',
      (text: string) => text.replace('api.anthropic.com', "'api.anthropic.*'"),
      'anthropic-api',
    ],
    [
      'a term that cannot be read',
      'phrases/purposes.yaml',
      (text: string) => text.replace('scoring,', '"a*",'),
      'too short',
    ],
    ['no YAML', 'phrases/purposes.yaml', () => 'a: [', 'purposes.yaml'],
    ['an alias', 'phrases/purposes.yaml', () => 'a: &x [1]\nb: *x', 'purposes.yaml'],
  ])('refuses %s, and names it', (_what, file, change, words) => {
    expect(() => loadKnowledge(changed(file, change))).toThrow(words);
  });

  it('refuses knowledge with a file missing', () => {
    expect(() => loadKnowledge(pathToFileURL(`${dir}/nowhere/`))).toThrow('cannot be read');
  });

  it('refuses an obligation whose date nobody knows', () => {
    const law = new URL(
      'law/',
      changed('law/eu-ai-act.yaml', (text) => text.replace('calendar: literacy', 'calendar: someday')),
    );
    expect(() => loadLaw(law)).toThrow('someday');
  });
});

describe('knowledge/look-ups', () => {
  it('finds an entry by each of its signs', () => {
    expect(knowledge.byAction('0-195318603')?.id).toBe('summarize-record');
    expect(knowledge.bySource('CUSTOMER_AGENT')?.id).toBe('customer-agent-chat');
    expect(knowledge.byActorPrefix('L-')?.id).toBe('customer-agent-chat');
    expect(knowledge.byEmailState('AGENT_GENERATED')?.id).toBe('campaign-agent');
    expect(knowledge.byProperty('deals', 'hs_deal_score')?.entry.id).toBe('predictive-deal-score');
    expect(knowledge.actionType('0-4')?.role).toBe('send-email');
    expect(knowledge.notAiProperty('contacts', 'hubspotscore')).toContain('people');
  });

  it.each([
    ['an action', () => knowledge.byAction('0-1953186031')],
    ['a source', () => knowledge.bySource('CUSTOMER')],
    ['a prefix', () => knowledge.byActorPrefix('L')],
    ['a state', () => knowledge.byEmailState('AGENT')],
    ['a property of another object', () => knowledge.byProperty('contacts', 'hs_deal_score')],
    ['a property of a longer name', () => knowledge.byProperty('deals', 'hs_deal_score_x')],
    ['an entry', () => knowledge.entry('toString')],
    ['a kind of action', () => knowledge.actionType('constructor')],
  ])('finds nothing by %s that only looks like one', (_what, look) => {
    expect(look()).toBeUndefined();
  });

  it('does not know a list that is not there', () => {
    expect(() => knowledge.phrases('lost', 'x')).toThrow('no phrase list');
  });
});

describe('knowledge/messages', () => {
  const words = loadMessages('en');

  it('puts values in, and nothing where there is none', () => {
    expect(words.text({ id: 'because.relay', params: { name: 'Zapier' } })).toContain('to Zapier,');
    expect(words.text({ id: 'because.relay' })).not.toContain('{');
    expect(words.text({ id: 'because.relay', params: { name: '{x}' } })).toContain('{x}');
  });

  it('lets an id without words stand for itself', () => {
    expect([words.has('lost'), words.text({ id: 'lost' })]).toEqual([false, 'lost']);
  });
});
