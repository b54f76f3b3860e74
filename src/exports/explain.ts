import type { Stamps, Verdict } from '../model/assessment.ts';
import type { InventoryEntry } from '../model/inventory.ts';
import { citation } from './citation.ts';
import { presentObligation, type PresentedObligation } from './present-feature.ts';
import type { Words } from './words.ts';
import { pathOf } from './present-path.ts';
import { choicesByVerdict, presentQuestion } from './present-question.ts';

export interface Section {
  title: string;
  /** Each with the lines that belong under it. */
  items: { text: string; under: string[] }[];
}

/** One verdict told so that somebody can defend it: fact and where it was seen → rule → article, duties, what is open. */
export interface Explanation {
  name: string;
  key: string;
  verdict: string;
  notes: string[];
  sections: Section[];
  closing: string[];
}

export function explain({ feature, assessment }: InventoryEntry, words: Words): Explanation {
  const say = (id: string, params?: Record<string, string>) => words.text(params ? { id, params } : { id });
  const { tier, flags, notice, dormant } = assessment;
  const questions = words.questions(feature, assessment);
  const sections: Section[] = [
    { title: say('explain.why'), items: assessment.because.map((verdict) => because(verdict, words)) },
    {
      title: say('explain.duties'),
      items: assessment.obligations
        .flatMap(({ id }) => presentObligation(id, words))
        .map((duty) => ({ text: dutyLine(duty, words), under: [] })),
    },
    {
      title: say('explain.questions'),
      items: questions.map((question) => {
        const { question: text, why } = presentQuestion(question, words);
        const answers = choicesByVerdict(question, words).map((choice) => {
          const tier = [say(`tier.${choice.tier}`), ...choice.flags.map((flag) => say(`flag.${flag}`))].join(', ');
          return say('explain.if-answer', { answer: choice.labels.join(', '), tier });
        });
        return { text: `${text} ${why}`, under: answers };
      }),
    },
    {
      title: say('explain.evidence'),
      items: feature.evidence.map(({ claim, at, value }) => ({
        text: `${words.text(claim)} ${[value, at].filter(Boolean).join(' · ')}`,
        under: [],
      })),
    },
  ];
  return {
    name: feature.name,
    key: feature.key,
    verdict: say('explain.verdict', { tier: say(`tier.${tier}`) }),
    notes: [
      ...flags.map((flag) => say(`flag.${flag}`)),
      ...(notice === 'not-needed' ? [] : [say(`notice.${notice}`)]),
      ...(dormant ? [say('explain.dormant')] : []),
      ...(feature.because ? [words.text(feature.because)] : []),
    ],
    sections: sections.filter(({ items }) => items.length > 0),
    closing: [say('explain.advice')],
  };
}

function because({ rule, text, citations, read }: Verdict, words: Words): Section['items'][number] {
  return {
    text: words.text(text),
    under: [...pathOf(read, words), `→ ${rule} → ${citations.map((one) => citation(one, words)).join('; ')}`],
  };
}

function dutyLine({ article, duty, binds, ground, from, status }: PresentedObligation, words: Words): string {
  const say = (id: string, params?: Record<string, string>) => words.text(params ? { id, params } : { id });
  const dated =
    from === null
      ? say('explain.no-date')
      : say(status === 'upcoming' ? 'explain.upcoming' : 'explain.in-force', { from });
  return ground === 'good-practice'
    ? `${duty} (${say('explain.good-practice')})`
    : say('explain.duty', { article: citation(article, words), duty, who: say(`binds.${binds}`), when: dated });
}

/** Under which versions it was made, and whether the same facts give the same verdict again. */
export function replayed(stamps: Stamps, before: InventoryEntry['assessment'], again: string, words: Words): string[] {
  const same = before.tier === again;
  return [
    words.text({ id: 'explain.stamps', params: { ...stamps } }),
    words.text(
      same
        ? { id: 'explain.replay-same' }
        : { id: 'explain.replay-changed', params: { tier: words.text({ id: `tier.${again}` }) } },
    ),
  ];
}
