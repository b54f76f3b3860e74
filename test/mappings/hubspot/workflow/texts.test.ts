import { describe, expect, it } from '@jest/globals';
import { textsOfWorkflow } from '#mappings/hubspot/workflow/texts.ts';
import type { JsonObject } from '#src/model/json.ts';
import { action, assetOf, code, flow, inputOf, webhook } from '../../../support/build.ts';

const texts = (payload: JsonObject) => textsOfWorkflow(inputOf(assetOf('workflow', '1', payload)));

describe('mappings/hubspot/workflow/texts', () => {
  it('says nothing where the vendor is silent', () => {
    expect(texts({})).toEqual([]);
  });

  it('takes the account’s names for hints, and what a model is told as observed', () => {
    const found = texts(
      flow(
        [
          action('1', '0-172351286', { prompt: 'Rank the applicants' }),
          code('2', { texts: [{ value: 'Summarise the CV', line: 4 }], inputs: ['cv_text'], outputs: ['score'] }),
          webhook('3', 'https://example.com/x'),
        ],
        { name: 'Applicants', description: 'For HR' },
      ),
    );
    expect(found).toEqual([
      { text: 'Applicants', at: 'name', as: 'hint' },
      { text: 'For HR', at: 'description', as: 'hint' },
      { text: 'Rank the applicants', at: 'actions[0].fields', as: 'observed', step: '1' },
      { text: 'Summarise the CV', at: 'actions[1].sourceCode line 4', as: 'observed', step: '2' },
      { text: 'cv text, score', at: 'actions[1].inputFields', as: 'hint', step: '2' },
    ]);
  });
});
