import { describe, expect, it } from '@jest/globals';
import { field, inventoryOf, outcomeOf, type Seed } from './support.ts';

const licences = (...keys: string[]): Seed[] => keys.map((key) => ['licence', key, { held: true }]);
/** Branches on a field and tells a colleague: it reads the value and does nothing to anybody. */
const branchOn = (id: string): Seed => {
  const [module = '', name = ''] = id.split('/');
  return [
    'process-definition',
    `reads-${name}`,
    {
      name: 'Tell the team',
      module,
      isEnabled: true,
      elements: [
        { id: 's', type: 'event', eventType: 'START', criteria: [{ type: 'MODULE', module, field: name }] },
        {
          id: 'e',
          type: 'event',
          eventType: 'END',
          marker: 'MESSAGE',
          behavior: 'THROW',
          recipients: { roles: ['user'] },
        },
      ],
      flows: [{ from: 's', to: 'e' }],
    },
  ];
};
const LEAD = 'Leads/ai_conv_score_classification';
const LEAD_FEATURE = `field:${LEAD} ai minimal`;
const READS = 'process-definition:reads-ai_conv_score_classification because.all-rules';
const custom = (name: string, more = {}) => field(`Leads/${name}`, undefined, { type: 'decimal', ...more });

describe('mappings/sugarcrm/field', () => {
  it.each<[string, readonly Seed[], string[], string[]]>([
    ['the silent vendor', [['field', 'Leads/x']], [], []],
    ['is there in every tenant: no feature', field(LEAD), [], []],
    ['holds no value', [...field(LEAD, 0), ...licences('PREDICT_PREMIER')], [], []],
    ['holds values', field(LEAD, 7), [LEAD_FEATURE], []],
    [
      'holds values although no licence is held any more',
      [...field(LEAD, 7), ...licences('CURRENT')],
      [LEAD_FEATURE],
      [],
    ],
    ['is not licensed and nothing reads it', field(LEAD, 'not-licensed'), [], []],
    [
      'cannot be counted, but a process reads it',
      [...field(LEAD, 'not-checkable'), branchOn(LEAD)],
      [LEAD_FEATURE],
      [READS],
    ],
    [
      'is refused, no licence is held: a left-over condition',
      [...field(LEAD, 'not-licensed'), branchOn(LEAD), ...licences('SUGAR_SELL')],
      [],
      [READS],
    ],
    [
      'is read in a switched-off process only',
      [...field(LEAD), [...branchOn(LEAD).slice(0, 2), { ...branchOn(LEAD)[2], isEnabled: false }] as unknown as Seed],
      [],
      [READS],
    ],
    [
      'was counted although its definition could not be read',
      [['field-usage', LEAD, { state: 'counted', total: 3 }]],
      [LEAD_FEATURE],
      [],
    ],
    [
      'was counted by two streams without a definition',
      [
        ['field-usage', 'Calls/transcript', { state: 'counted', total: 3 }],
        ['activity-count', 'Calls/transcript', { state: 'counted', total: 3 }],
      ],
      ['field:Calls/transcript ai minimal'],
      [],
    ],
    ['was refused without a definition', [['field-usage', LEAD, { state: 'not-licensed' }]], [], []],
    [
      'is readonly and set by a business rule',
      [
        ...custom('churn_risk_c', { readonly: true }),
        [
          'business-rule',
          'r',
          {
            module: 'Leads',
            rules: 1,
            conditions: [],
            conclusions: [{ kind: 'variable', field: 'churn_risk_c', value: '3' }],
          },
        ],
      ],
      [],
      ['business-rule:r because.business-rule', 'field:Leads/churn_risk_c because.score-by-process'],
    ],
    [
      'is one of four that one model fills',
      [...field('Leads/ai_conv_score_absolute', 7), ...field('Leads/ai_conv_multiplier', 7), ...field(LEAD, 7)],
      [LEAD_FEATURE],
      [],
    ],
    [
      'is named by what people see, also when only a hidden one was counted',
      [...field(LEAD), ...field('Leads/ai_conv_score_absolute', 7)],
      [LEAD_FEATURE],
      [],
    ],
    [
      'had another name before 12.0',
      field('Leads/ai_conv_score_classification_c', 7),
      ['field:Leads/ai_conv_score_classification_c ai minimal'],
      [],
    ],
    [
      'is one feature a module',
      [...field('Leads/market_interest_prediction_score', 3), ...field('Contacts/market_interest_prediction_score', 3)],
      [
        'field:Contacts/market_interest_prediction_score ai minimal',
        'field:Leads/market_interest_prediction_score ai minimal',
      ],
      [],
    ],
    [
      'scores people by points that people set',
      field('Leads/market_score', 9),
      [],
      ['field:Leads/market_score because.catalogue-not-ai'],
    ],
    [
      'is written by a product that may use a model',
      field('Leads/mkto_lead_score', 9),
      ['field:Leads/mkto_lead_score undetermined undetermined'],
      [],
    ],
    [
      'is a stage in percent',
      field('Opportunities/probability', 9, { formula: 'getDropdownValue("x",$sales_stage)' }),
      [],
      ['field:Opportunities/probability because.field-not-ai'],
    ],
    ['enriches people', field('Contacts/hint_job_2', 4), ['field:Contacts/hint_job_2 undetermined undetermined'], []],
    [
      'carries the vendor’s mark and is filled',
      field('Cases/summary_x', 4, { icon: 'sicon-sugar-predict' }),
      ['field:Cases/summary_x ai undetermined'],
      [],
    ],
    ['carries the vendor’s mark and is empty', field('Cases/summary_x', 0, { icon: 'sicon-sugar-predict' }), [], []],
    ['has an icon that only resembles the mark', field('Cases/mail_x', 4, { icon: 'sicon-email' }), [], []],
    [
      'is the vendor’s, new, filled, and its name asks',
      field('Cases/ai_summary', 4, { type: 'text' }),
      ['field:Cases/ai_summary undetermined undetermined'],
      [],
    ],
    [
      'is a score by formula',
      custom('health_score_c', { formula: 'add($a,1)', calculated: true }),
      [],
      ['field:Leads/health_score_c because.score-formula'],
    ],
    ['is a plain formula', custom('full_c', { formula: 'concat($a,$b)', type: 'varchar' }), [], []],
    [
      'is a formula over an AI value',
      custom('tier_c', { formula: 'ifElse(equal($ai_conv_score_classification,"05_very_likely"),"A","B")' }),
      [],
      ['field:Leads/tier_c because.formula-over-ai'],
    ],
    [
      'is a formula over a linked AI value',
      field('Accounts/best_c', undefined, { formula: 'rollupMax($leads,"ai_conv_score_absolute")' }),
      [],
      ['field:Accounts/best_c because.formula-over-ai'],
    ],
    [
      'is a score that nobody can type',
      custom('churn_risk_c', { readonly: true }),
      ['field:Leads/churn_risk_c undetermined undetermined'],
      [],
    ],
    [
      'is a number that records hold and a process acts on',
      [...field('Leads/kredit_score_c', 9, { type: 'int' }), branchOn('Leads/kredit_score_c')],
      ['field:Leads/kredit_score_c undetermined undetermined'],
      ['process-definition:reads-kredit_score_c because.all-rules'],
    ],
    [
      'is a grade that people give, and a process acts on',
      [...field('Leads/rating_c', 9, { type: 'enum' }), branchOn('Leads/rating_c')],
      [],
      ['process-definition:reads-rating_c because.all-rules'],
    ],
    [
      'has no best-known sibling: the first that holds values names them',
      [...field('Leads/hint_account_size', 0), ...field('Leads/hint_job_2', 3), ...field('Leads/hint_phone_1', 2)],
      ['field:Leads/hint_job_2 undetermined undetermined'],
      [],
    ],
    [
      'is a score that nobody can type and a process sets',
      [
        ...custom('churn_risk_c', { readonly: true }),
        [
          'process-definition',
          'p',
          {
            name: 'p',
            module: 'Leads',
            elements: [
              { id: 'a', type: 'activity', scriptType: 'CHANGE_FIELD', sets: [{ field: 'churn_risk_c', value: '1' }] },
            ],
          },
        ],
      ],
      [],
      ['field:Leads/churn_risk_c because.score-by-process', 'process-definition:p because.all-rules'],
    ],
    ['is a score that people type', custom('fit_score_c'), [], []],
    [
      'is called AI and a score',
      custom('ai_lead_score_c'),
      ['field:Leads/ai_lead_score_c undetermined undetermined'],
      [],
    ],
    ['is called AI and a score, and is empty', field('Leads/ai_lead_score_c', 0, { type: 'int' }), [], []],
    ['is called AI only', custom('ai_strategy_notes_c', { type: 'text' }), [], []],
    ['only looks like AI', custom('air_rating_c'), [], []],
    ['is a date called like a score', custom('credit_check_c', { type: 'date', readonly: true }), [], []],
    [
      'is a button to an AI page',
      custom('ask_c', { type: 'actionbutton', actions: [{ type: 'open-url', url: 'https://chat.openai.com/?q=x' }] }),
      ['field:Leads/ask_c ai minimal'],
      [],
    ],
    [
      'is a button to another page',
      custom('map_c', {
        type: 'actionbutton',
        actions: [{ type: 'open-url', url: 'https://openai.com.example.net/' }],
      }),
      [],
      [],
    ],
  ])('a field that %s', async (_title, seeds, features, cleared) => {
    const outcome = await outcomeOf(seeds);
    expect(outcome).toEqual({ features, cleared });
  });

  it('says which step of the evidence it has reached', async () => {
    const { features } = await inventoryOf([...field(LEAD, 7), branchOn(LEAD), ...licences('PREDICT_PREMIER')]);
    expect(features[0]?.evidence.map(({ claim, value, certainty }) => [claim.id, value, certainty])).toEqual([
      ['evidence.field-filled', '7', 'proven'],
      ['evidence.field-read', '1', 'likely'],
      ['evidence.licence-held', 'PREDICT_PREMIER', 'proven'],
    ]);
    expect(features[0]?.facts.inUse).toEqual({ known: true, value: true, basis: 'observed', at: LEAD });
  });

  it('leaves open whether an empty field that something acts on is in use', async () => {
    const { features } = await inventoryOf([...field(LEAD, 0), branchOn(LEAD)]);
    expect(features.map(({ asset, facts }) => [asset.externalId, facts.inUse?.known])).toEqual([[LEAD, false]]);
  });

  it('keeps the name that stands when more fields can be seen than before', async () => {
    const ABSOLUTE = 'Leads/ai_conv_score_absolute';
    const named = async (seeds: readonly Seed[], ...standing: string[]) => {
      const { features } = await inventoryOf(seeds, undefined, new Set(standing));
      return features.map(({ key }) => key);
    };
    const both = [...field(LEAD, 7), ...field(ABSOLUTE, 7)];
    expect(await named(field(ABSOLUTE, 7))).toEqual([`sugarcrm:field:${ABSOLUTE}`]);
    expect(await named(both)).toEqual([`sugarcrm:field:${LEAD}`]);
    expect(await named(both, `sugarcrm:field:${ABSOLUTE}`)).toEqual([`sugarcrm:field:${ABSOLUTE}`]);
  });
});
