import { all, is, not } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';
import { said } from './terms.ts';

const OTHER_WRITING = ['marketing-content', 'conversation', 'customer-service', 'internal-assistance'] as const;

/** The provider's duty: the deployer asks for it. It reaches no person by itself, so it gives no tier and no notice. */
export const generatedContent: Rule = {
  id: 'generated-content',
  finding: 'duty',
  citations: ['Art. 50(2)', 'Art. 111(4)'],
  obligations: ['aia-50-2', 'aia-50-2-older'],
  when: all(is('technique', 'generative', 'agentic'), is('output', 'text', 'image', 'audio', 'video')),
  // Standard editing, translation and transcription do not substantially alter what was put in.
  unless: all(said('purposes', 'translation', 'transcription', 'data-quality'), not(is('purposes', ...OTHER_WRITING))),
};
