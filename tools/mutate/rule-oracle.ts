import { readdirSync, readFileSync } from 'node:fs';
import { makeAssess } from '../../src/assess/assess.ts';
import { judge, type Rule } from '../../src/assess/rule.ts';
import { makeWhatIf } from '../../src/assess/what-if.ts';
import { loadLaw } from '../../src/knowledge/load-law.ts';
import type { Facts } from '../../src/model/facts.ts';
import { factsFrom, type FactValues } from '../../src/model/facts-schema.ts';
import { ASKED, BESIDE, CASES, HINTED } from '../../test/rules/eu-ai-act/cases.ts';
import { RANGES } from '../../test/rules/eu-ai-act/ranges.ts';
import { differences } from '../../test/rules/eu-ai-act/differences.ts';
import { VectorFile } from '../vectors/vector.ts';

const VECTORS = new URL('../../test/vectors/', import.meta.url);
const vectors = readdirSync(VECTORS)
  .filter((name) => name.endsWith('.json') && !name.includes('schema'))
  .flatMap((name) => VectorFile.parse(JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'))).vectors);
const facts = (values: FactValues) => factsFrom(values, 'declared', 'vector');
const law = loadLaw();

/** The tables of the tests, run without the test runner: does any of them notice that this pack is wrong? */
export function notices(rules: readonly Rule[]): boolean {
  if (missesAHint(rules) || missesAPlace(rules)) {
    return true;
  }
  return (
    missesACase(rules) ||
    RANGES.some((range) => differences(rules, range).length > 0) ||
    missesADuty(rules) ||
    missesAVector(rules)
  );
}

function missesACase(rules: readonly Rule[]): boolean {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return CASES.some(([id, outcome, values]) => {
    const rule = byId.get(id);
    return !rule || (judge(rule, facts(values))?.outcome ?? 'clear') !== outcome;
  });
}

function missesAHint(rules: readonly Rule[]): boolean {
  return HINTED.some(([id, fact, value]) => {
    const rule = rules.find((one) => one.id === id);
    const hinted = { [fact]: { known: false, reason: 'hinted', hint: { value, at: '', words: '' } } } as Facts;
    return !rule || judge(rule, hinted)?.outcome !== 'needs-review';
  });
}

/** Where a rule is said, and where a question is put. */
function missesAPlace(rules: readonly Rule[]): boolean {
  const assess = makeAssess(rules);
  const of = (values: FactValues) => assess({ facts: facts(values), verdict: 'ai' });
  return (
    BESIDE.some(([id, values, shown]) => of(values).because.some(({ rule }) => rule === id) !== shown) ||
    ASKED.some(([values, fact, asked]) => of(values).missing.includes(fact) !== asked)
  );
}

function missesADuty(rules: readonly Rule[]): boolean {
  return law.obligations.some(({ id, assessedBy }) =>
    assessedBy.some((name) => !rules.some((rule) => rule.id === name && rule.obligations.includes(id))),
  );
}

function missesAVector(rules: readonly Rule[]): boolean {
  const assess = makeAssess(rules);
  const whatIf = makeWhatIf(rules);
  return vectors.some(({ facts: values, expect }) => {
    const feature = { facts: facts(values), verdict: 'ai' as const };
    const result = assess(feature);
    const due = new Set(result.obligations.map(({ id }) => id));
    const asked = new Set(whatIf(feature, result).map(({ fact }) => fact));
    return (
      result.tier !== expect.tier ||
      result.flags.toSorted().join() !== expect.flags.toSorted().join() ||
      (expect.obligations ?? []).some((id) => !due.has(id)) ||
      (expect.missing ?? []).some((fact) => !asked.has(fact))
    );
  });
}
