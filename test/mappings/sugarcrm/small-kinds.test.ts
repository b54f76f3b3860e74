import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../src/model/json.ts';
import { OWN_PACKAGE } from '../../../src/model/pushed-summary.ts';
import { field, inventoryOf, outcomeOf, type Seed } from './support.ts';

type Expected = readonly [features: string[], cleared: string[]];
const UNDETERMINED = 'undetermined undetermined';
const asks = (key: string): Expected => [[`${key} ${UNDETERMINED}`], []];
const cleared = (line: string): Expected => [[], [line]];
const NOTHING: Expected = [[], []];
const licences = (...keys: string[]): Seed[] => keys.map((key) => ['licence', key, { key, held: true }]);

async function compare(seeds: readonly Seed[], [features, reasons]: Expected) {
  expect(await outcomeOf(seeds)).toEqual({ features, cleared: reasons });
}

describe('mappings/sugarcrm/webhooks', () => {
  const hook = (payload: JsonObject): Seed[] => [
    ['web-logic-hook', 'h', { name: 'Hook', module: 'Cases', ...payload }],
  ];
  const guide = (payload: JsonObject): Seed[] => [
    ['smart-guide-webhook', 'g', { name: 'Step', active: true, ...payload }],
  ];

  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['web-logic-hook', 'h']], asks('web-logic-hook:h')],
    ['a model', hook({ url: 'https://api.anthropic.com/v1/messages' }), [['web-logic-hook:h ai undetermined'], []]],
    ['a relay', hook({ url: 'https://eo3xk.m.pipedream.net' }), asks('web-logic-hook:h')],
    [
      'its own host',
      hook({ url: 'https://stock.example.com/open-ai-r/sync' }),
      cleared('web-logic-hook:h because.hook-other'),
    ],
    [
      'a guide’s model',
      guide({ url: 'https://api.openai.com/v1/responses', texts: ['Summarize the customer’s case'] }),
      [['smart-guide-webhook:g ai minimal'], []],
    ],
    [
      'a guide that is switched off',
      guide({ url: 'https://api.openai.com/v1/responses', active: false }),
      [['smart-guide-webhook:g ai undetermined dormant'], []],
    ],
    [
      'a guide’s body as for a model',
      guide({ url: 'https://x.example.com/', asksModel: true }),
      asks('smart-guide-webhook:g'),
    ],
    [
      'a guide’s own host',
      guide({ url: 'https://portal.example.com/status' }),
      cleared('smart-guide-webhook:g because.hook-other'),
    ],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/dashlet', () => {
  const dashlet = (type: string, payload: JsonObject = {}): Seed => [
    'dashlet',
    `d/${type}`,
    { dashboard: 'D', type, ...payload },
  ];
  const LEAD = 'Leads/ai_conv_score_classification';
  const predict = 'leads-conversion-scoring-dashlet';

  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['dashlet', 'd/x']], NOTHING],
    ['a list', [dashlet('dashablelist', { label: 'AI overview' })], NOTHING],
    ['an AI page', [dashlet('webpage', { url: 'https://chatgpt.com/g/x' })], [['dashlet:d/webpage ai minimal'], []]],
    ['another page', [dashlet('webpage', { url: 'https://news.example/ai' })], NOTHING],
    ['a page on a lookalike host', [dashlet('webpage', { url: 'https://chatgpt.com.example/' })], NOTHING],
    ['the vendor’s prediction without a licence', [dashlet(predict), ...licences('SUGAR_SELL')], NOTHING],
    ['the vendor’s prediction, licences unknown', [dashlet(predict)], NOTHING],
    [
      'the vendor’s prediction, licensed',
      [dashlet(predict), ...licences('PREDICT_PREMIER')],
      [[`dashlet:d/${predict} ai minimal`], []],
    ],
    [
      'the vendor’s prediction, licensed, of a field without a value',
      [dashlet(predict), ...licences('PREDICT_PREMIER'), ...field(LEAD, 0)],
      NOTHING,
    ],
    [
      'a licensed prediction shows a field that cannot be counted',
      [dashlet(predict), ...licences('PREDICT_PREMIER'), ...field(LEAD, 'not-checkable')],
      [[`dashlet:d/${predict} ai minimal`, `field:${LEAD} ai minimal`], []],
    ],
    [
      'Account Intelligence',
      [
        dashlet('external-app-dashlet', {
          label: 'Account Intelligence',
          src: 'https://x.service.sugarcrm.com/app.js',
        }),
      ],
      [['dashlet:d/external-app-dashlet ai minimal'], []],
    ],
    [
      'Account Intelligence by its address',
      [dashlet('external-app-dashlet', { src: 'https://account-intelligence.service.sugarcrm.com/app.js' })],
      [['dashlet:d/external-app-dashlet ai minimal'], []],
    ],
    [
      'another app of the cloud',
      [dashlet('external-app-dashlet', { label: 'Signatures' })],
      asks('dashlet:d/external-app-dashlet'),
    ],
    ['an own dashlet called after a model', [dashlet('acme-gpt-dashlet')], asks('dashlet:d/acme-gpt-dashlet')],
    ['Hint news without a licence', [dashlet('hint-news-dashlet'), ...licences('SUGAR_SELL')], NOTHING],
    ['Hint news', [dashlet('hint-news-dashlet'), ...licences('HINT')], asks('dashlet:d/hint-news-dashlet')],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/package', () => {
  const pack = (name: string, more: JsonObject = {}): Seed[] => [
    ['package', 'p', { name, installed: true, enabled: true, ...more }],
  ];

  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['package', 'p']], cleared('package:p because.package-other')],
    ['a package called after a model', pack('ACME GPT Assistant'), asks('package:p')],
    [
      'a package described with a model',
      pack('ACME Writer', { description: 'Drafts replies with OpenAI.' }),
      asks('package:p'),
    ],
    [
      'a package that is disabled',
      pack('OpenAI Connector', { enabled: false }),
      [[`package:p ${UNDETERMINED} dormant`], []],
    ],
    [
      'the vendor’s webhook action',
      pack('SugarBPM Webhook Action', { description: 'Calls a web service.' }),
      cleared('package:p because.package-other'),
    ],
    ['a lookalike', pack('Airport Delivery Maps'), cleared('package:p because.package-other')],
    ['the vendor’s new name', pack('SugarAI Language Pack'), cleared('package:p because.package-other')],
    [
      'our own package',
      pack(OWN_PACKAGE.name, { description: OWN_PACKAGE.description }),
      cleared('package:p because.own-package'),
    ],
    ['one that only has its name', pack(OWN_PACKAGE.name, { description: 'x' }), asks('package:p')],
    [
      'a package that says it has none',
      pack('Rules Pro', { description: 'Fixed rules, no AI.' }),
      cleared('package:p because.package-other'),
    ],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/scheduler', () => {
  const job = (name: string, code: string): Seed[] => [['scheduler', 's', { name, job: code, active: true }]];

  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['scheduler', 's']], cleared('scheduler:s because.stock-job')],
    ['a job of the core', job('Prune', 'function::pruneDatabase'), cleared('scheduler:s because.stock-job')],
    [
      'a job of an extension',
      job('Chain', 'class::Sugarcrm\\Sugarcrm\\custom\\Supply\\ChainSyncJob'),
      cleared('scheduler:s because.custom-job'),
    ],
    [
      'a job called after a model',
      job('Sums', 'class::Sugarcrm\\Sugarcrm\\custom\\OpenAI\\SummariseJob'),
      asks('scheduler:s'),
    ],
    ['a job named so by people', job('KI-Bewertung', 'function::nightly'), asks('scheduler:s')],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/module', () => {
  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['module', 'Leads']], NOTHING],
    [
      'the vendor’s recommendations',
      [['module', 'Recommendations', { name: 'Recommendations' }]],
      [['module:Recommendations ai minimal'], []],
    ],
    [
      'a custom module called so',
      [['module', 'abc_Recommendations', { name: 'abc_Recommendations', custom: true }]],
      asks('module:abc_Recommendations'),
    ],
    ['a module whose name only contains it', [['module', 'abc_RecommendationsLog', { custom: true }]], NOTHING],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/licence', () => {
  it.each<[string, Seed[], Expected]>([
    ['the silent vendor', [['licence', 'CURRENT']], NOTHING],
    ['what fields show by themselves', licences('PREDICT_PREMIER', 'HINT', 'SUGAR_SELL_PREMIER_BUNDLE'), NOTHING],
    ['what nothing else shows', licences('DISCOVER'), asks('licence:DISCOVER')],
    ['two keys of one product', licences('ADVANCEDFORECAST', 'DISCOVER'), asks('licence:DISCOVER')],
    ['the other key alone', licences('ADVANCEDFORECAST'), asks('licence:ADVANCEDFORECAST')],
    ['maps', licences('MAPS'), cleared('licence:MAPS because.catalogue-not-ai')],
    [
      'a product nobody knows whose name asks',
      licences('SUGAR_INTELLIGENCE_X1'),
      asks('licence:SUGAR_INTELLIGENCE_X1'),
    ],
    ['a product nobody knows', licences('SUGAR_TELEPHONY'), NOTHING],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));
});

describe('mappings/sugarcrm/rule-based', () => {
  it.each<[string, Seed[], Expected]>([
    ['a guide', [['smart-guide', 'g']], cleared('smart-guide:g because.smart-guide')],
    [
      'a guide called AI',
      [['smart-guide', 'g', { name: 'AI-Champions' }]],
      cleared('smart-guide:g because.smart-guide'),
    ],
    ['a silent legacy workflow', [['legacy-workflow', 'w']], cleared('legacy-workflow:w because.legacy-workflow')],
    ['a business rule', [['business-rule', 'r', { rules: 2 }]], cleared('business-rule:r because.business-rule')],
    ['a forecast', [['forecast', 'Forecasts', { isSetup: true }]], cleared('forecast:Forecasts because.forecast')],
    ['a forecast that is not set up', [['forecast', 'Forecasts', { isSetup: false }]], NOTHING],
    ['Hint that is not set up', [['hint', 'hint', { isHintUser: false }]], NOTHING],
    ['Hint whose fields cannot be counted', [['hint', 'hint', { configured: true }]], asks('hint:hint')],
    ['Hint whose fields tell', [['hint', 'hint', { configured: true }], ...field('Leads/hint_job_2', 0)], NOTHING],
    ['a mail', [['email-template', 'm']], NOTHING],
  ])('%s', async (_title, seeds, expected) => compare(seeds, expected));

  it('examines what it clears, and not what only gives context', async () => {
    const { examined } = await inventoryOf([
      ['server', 'crm.example'],
      ['smart-guide', 'g'],
      ...field('Leads/x_c', 1),
      ['csp-host', 'x.example'],
    ]);
    expect(examined).toEqual({ assets: 2, ai: 0, notAi: 2, undetermined: 0 });
  });
});
