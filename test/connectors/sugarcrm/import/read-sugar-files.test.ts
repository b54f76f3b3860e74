import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { readSugarFiles } from '#connectors/sugarcrm/import/read-sugar-files.ts';
import type { PulledAsset } from '#src/model/raw-asset.ts';
import { activity, bpm, SECRET } from '../support/bpm.ts';

describe('connectors/sugarcrm/import/read-sugar-files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sugar-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function put(name: string, content: unknown): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), isRaw ? content : JSON.stringify(content));
  }
  async function read(path = folder) {
    const assets: (PulledAsset & { stream: string })[] = [];
    const errors: string[] = [];
    for await (const item of readSugarFiles(path, [{ object: 'Leads', name: 'ai_conv_score_classification' }])) {
      if ('error' in item) {
        errors.push(`${item.file} ${item.error}`);
      } else {
        assets.push(...item.page.assets.map((asset) => ({ stream: item.stream, ...asset })));
      }
    }
    return { assets, errors, ids: assets.map(({ stream, kind, externalId }) => `${stream}: ${kind} ${externalId}`) };
  }

  it('reads a process with the rules and mails that it brings', async () => {
    const rule = { id: 'rule-1', name: 'Rank', rst_source_definition: '{"base_module":"Leads","ruleset":[]}' };
    const mail = { id: 'mail-1', name: 'Refusal', subject: 'Hi', body_html: '<p>Made by AI.</p>' };
    put('a.bpm', {
      ...bpm({ activities: [activity({})] }),
      dependencies: { business_rule: [rule], email_template: [mail] },
    });
    const { ids, assets, errors } = await read();
    expect(ids).toEqual([
      'process-definitions: process-definition project-1',
      'business-rules: business-rule rule-1',
      'business-rules: email-template mail-1',
    ]);
    expect(assets[0]?.payload).toMatchObject({ name: 'Screening', readable: true });
    expect(errors).toEqual([]);
  });

  it('reads exported rules and mails by their content, named by their file where they have no id', async () => {
    put('Rank.pbr', {
      metadata: {},
      project: { name: 'Rank', rst_module: 'Leads', rst_source_definition: '{"ruleset":[]}' },
    });
    put('mail.pet', { project: { id: 't', name: 'Mail', base_module: 'Leads', subject: 'S', body_html: 'x' } });
    expect((await read()).ids).toEqual(['business-rules: business-rule Rank', 'business-rules: email-template t']);
  });

  it('reads what Amazon exports: a flow, a bot of Lex V1, and one of V2 as a zip', async () => {
    put('flow.json', {
      Version: '2019-10-30',
      StartAction: 'a',
      Actions: [{ Identifier: 'a', Type: 'ConnectParticipantWithLexBot', Parameters: { LexBot: { Name: 'B' } } }],
    });
    put('v1.json', {
      metadata: { schemaVersion: '1.0', importType: 'LEX' },
      resource: {
        name: 'HelpBot',
        locale: 'en-US',
        detectSentiment: 'true',
        intents: [
          {
            name: 'openCase',
            sampleUtterances: ['I want to complain'],
            conclusionStatement: { messages: [{ content: 'I opened a case' }] },
          },
        ],
      },
    });
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));
    put(
      'v2.zip',
      zipSync({
        'LexBot/Bot.json': json({ name: 'TalkBot', identifier: 'X' }),
        'LexBot/BotLocales/de_DE/BotLocale.json': json({ name: 'German' }),
        'LexBot/BotLocales/de_DE/Intents/Status/Intent.json': json({
          name: 'Status',
          sampleUtterances: [{ utterance: 'wo ist' }],
          message: { value: 'Ich bin ein Bot' },
        }),
        'LexBot/BotLocales/de_DE/Intents/Hilfe/Intent.json': json({ name: 'Hilfe' }),
      }),
    );
    const { ids, assets, errors } = await read();
    expect(errors).toEqual([]);
    expect(ids).toEqual(['chat: chat flow', 'chat: chat HelpBot', 'chat: chat TalkBot']);
    expect(assets[1]?.payload).toMatchObject({
      source: 'lex',
      locale: 'en-US',
      detectSentiment: true,
      intents: 1,
      lexTexts: ['I opened a case'],
    });
    expect(assets[2]?.payload).toMatchObject({
      source: 'lex',
      locale: 'de_DE',
      intents: 2,
      lexTexts: ['Ich bin ein Bot'],
    });
  });

  it('keeps of Contact Lens only for whom a sentiment was scored', async () => {
    const lens = (roles: string[]) => ({
      Channel: 'VOICE',
      Participants: [{ ParticipantRole: 'AGENT' }],
      Transcript: [{ Content: `I am Jane Doe ${SECRET}` }],
      ConversationCharacteristics: {
        Sentiment: { OverallSentiment: Object.fromEntries(roles.map((role) => [role, 2.5])) },
      },
    });
    put('a.json', lens(['AGENT', 'CUSTOMER']));
    put('b.json', { transcript: lens(['AGENT']) });
    const { assets, errors } = await read();
    expect(errors).toEqual([]);
    expect(assets.map(({ kind, externalId, payload }) => [kind, externalId, payload['total']])).toEqual([
      ['field', 'Calls/sentiment_score_agent', undefined],
      ['field', 'Calls/sentiment_score_customer', undefined],
      ['field-usage', 'Calls/sentiment_score_agent', 2],
      ['field-usage', 'Calls/sentiment_score_customer', 1],
      ['activity-count', 'Calls/contact-lens', 2],
    ]);
    expect(JSON.stringify(assets)).not.toMatch(/Jane|2\.5|pl4nted/);
  });

  it('reads metadata with the labels of another file, whichever comes first', async () => {
    put('1-metadata.json', {
      full_module_list: { Leads: 'Leads' },
      server_info: { flavor: 'ENT', licenses: ['PREDICT_PREMIER'], license_key: SECRET },
      config: { csp: 'connect-src https://api.openai.com' },
      modules: {
        Leads: {
          fields: { ai_conv_score_classification: { type: 'enum', vname: 'LBL_X' }, last_name: { type: 'varchar' } },
        },
      },
    });
    put('2-lang.json', { mod_strings: { Leads: { LBL_X: 'Prediction' } }, app_list_strings: {} });
    const { ids, assets, errors } = await read();
    expect(errors).toEqual([]);
    expect(ids).toEqual([
      'server: server import',
      'server: licence PREDICT_PREMIER',
      'csp: csp-host api.openai.com',
      'metadata: module Leads',
      'metadata: field Leads/ai_conv_score_classification',
    ]);
    expect(assets.at(-1)?.payload).toMatchObject({ label: 'Prediction' });
    expect(JSON.stringify(assets)).not.toContain(SECRET);
  });

  it('tells lists of records apart by their shape, however they are wrapped', async () => {
    const hook = {
      id: 'h',
      name: 'H',
      url: 'https://x.example.com',
      webhook_target_module: 'Leads',
      trigger_event: 'after_save',
    };
    put('hooks.json', { next_offset: -1, records: [hook] });
    put('cj.json', [{ id: 'w', name: 'W', url: 'https://y.example.com', custom_post_body: '', parent_type: 'x' }]);
    put('guides.json', { records: [{ id: 'g', name: 'G', available_modules: '^Leads^' }] });
    put('jobs.json', { records: [{ id: 's', name: 'S', job: 'function::x', job_interval: '*' }] });
    put('dash.json', {
      records: [
        { id: 'd', name: 'D', dashboard_module: 'Home', metadata: { dashlets: [{ view: { type: 'webpage' } }] } },
      ],
    });
    put('old.json', { records: [{ id: 'o', name: 'O', base_module: 'Leads', fire_order: 'x' }] });
    put('pkg.json', { packages: [{ id: 'p', name: 'P', version: '1', uninstallable: true }] });
    put('named.json', { records: [{ id: 'n', _module: 'Schedulers', name: 'N' }] });
    put('aws.json', { aws: true, aws_connect_region: 'eu-central-1' });
    const { ids, errors } = await read();
    expect(errors).toEqual([]);
    expect(ids.toSorted()).toEqual([
      'chat: chat portal-chat',
      'dashboards: dashlet d/webpage',
      'legacy-workflows: legacy-workflow o',
      'packages: package p',
      'schedulers: scheduler n',
      'schedulers: scheduler s',
      'smart-guides: smart-guide g',
      'smart-guides: smart-guide-webhook w',
      'web-logic-hooks: web-logic-hook h',
    ]);
  });

  it('keeps the same thing once, and names what differs under one id', async () => {
    put('a.bpm', bpm({ activities: [activity({})] }));
    put('b.bpm', bpm({ activities: [activity({})] }));
    put('c.bpm', bpm({ activities: [activity({ name: 'Other' })] }));
    const { ids, errors } = await read();
    expect(ids).toHaveLength(1);
    expect(errors).toEqual(['c.bpm holds process-definition project-1 again, and not as in a.bpm, which is kept.']);
  });

  it.each<[string, unknown, RegExp]>([
    ['cut.bpm', '{"project":{"diagram":', /is not valid JSON/],
    ['list.json', { records: [{ id: '1', prj_uid: 'x', prj_module: 'Leads' }] }, /without their steps.*\.bpm/],
    ['empty.json', { next_offset: -1, records: [] }, /is an empty list/],
    ['other.json', { hello: 1 }, /nothing that is known/],
    ['Manifest.json', { name: 'x' }, /a bot of Lex whose other files are not there/],
    ['cut-metadata.json', '{"modules":{"Leads":{"fields":{', /is not valid JSON/],
  ])('names %s and reads the others', async (name, content, words) => {
    put(name, content);
    put('good.bpm', bpm({ activities: [activity({})] }));
    const { ids, errors } = await read();
    expect(ids).toHaveLength(1);
    expect(errors).toEqual([expect.stringMatching(words)]);
    expect(errors[0]).toContain(name);
  });

  it('takes the manifest beside a bot of Lex V2 for what it is', async () => {
    put('Manifest.json', { metaData: { resourceType: 'BOT' } });
    put('HelpBot/Bot.json', { name: 'HelpBot' });
    put('HelpBot/BotLocales/de_DE/Intents/Status/Intent.json', { name: 'Status' });
    const { ids, errors } = await read();
    expect([ids.length, errors]).toEqual([1, []]);
  });

  it('says that there is no such path', async () => {
    await expect(read(join(folder, 'none'))).rejects.toMatchObject({ code: 'USAGE_INVALID' });
  });
});
