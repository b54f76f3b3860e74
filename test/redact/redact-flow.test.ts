import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { redactFlow } from '../../src/redact/redact-flow.ts';

const SOURCE = "const OpenAI = require('openai'); new OpenAI({ apiKey: 'sk-proj-abcdefghijklmnop' });";
const flowOf = (...actions: Json[]): JsonObject => ({ id: '585051946', type: 'CONTACT_FLOW', actions });

function actionOf(flow: JsonObject, index = 0): JsonObject {
  return (redactFlow(flow).actions as JsonObject[])[index] ?? {};
}

describe('src/redact/redact-flow', () => {
  it('replaces custom code by its digest and keeps what goes in and out', () => {
    const action = actionOf(
      flowOf({
        type: 'CUSTOM_CODE',
        actionId: '4',
        runtime: 'NODE20X',
        sourceCode: SOURCE,
        secretNames: ['OPENAI_API_KEY'],
        inputFields: [{ name: 'message', value: { type: 'OBJECT_PROPERTY', propertyName: 'content' } }],
        outputFields: [{ name: 'category', type: 'ENUMERATION', options: ['billing', 'bug'] }],
        connection: { edgeType: 'STANDARD', nextActionId: '5' },
      }),
    );

    expect(action).toEqual({
      type: 'CUSTOM_CODE',
      actionId: '4',
      runtime: 'NODE20X',
      code: expect.objectContaining({ language: 'javascript', imports: [{ name: 'openai', used: true, line: 1 }] }),
      secretNames: ['OPENAI_API_KEY'],
      inputFields: [{ name: 'message', value: { type: 'OBJECT_PROPERTY', propertyName: 'content' } }],
      outputFields: [{ name: 'category', type: 'ENUMERATION', options: ['billing', 'bug'] }],
      connection: { edgeType: 'STANDARD', nextActionId: '5' },
    });
  });

  it.each([{ sourceCode: null }, { sourceCode: 5 }, {}])(
    'gives no digest of %j: what is not shown is not empty',
    (code) => {
      expect(actionOf(flowOf({ type: 'CUSTOM_CODE', ...code }))).not.toHaveProperty('code');
    },
  );

  it('keeps of a webhook what tells where it goes, not what lets anybody call it', () => {
    const action = actionOf(
      flowOf({
        type: 'WEBHOOK',
        actionId: '2',
        method: 'POST',
        webhookUrl: 'https://bob:pw@hooks.zapier.com/hooks/catch/123/abcdef?key=1',
        queryParams: [{ name: 'email', value: 'x' }, { key: 'k', value: 'y' }, 5],
        authSettings: {
          type: 'AUTH_KEY',
          name: 'Authorization',
          secretName: 'openai_key',
          location: 'HEADER',
          value: 'planted',
        },
      }),
    );

    expect(action).toEqual({
      type: 'WEBHOOK',
      actionId: '2',
      method: 'POST',
      webhookUrl: 'https://hooks.zapier.com/hooks/catch/[secret]/[secret]',
      queryParams: ['email', 'k'],
      authSettings: { type: 'AUTH_KEY', name: 'Authorization', secretName: 'openai_key', location: 'HEADER' },
    });
  });

  it('keeps branches, filters, ids and property names as they are', () => {
    const flow: JsonObject = {
      id: '585051946',
      uuid: '2f5cc7f8-d359-4e9c-a770-dd42ea07d217',
      isEnabled: true,
      revisionId: '7',
      createdAt: '2024-06-07T17:27:08.101Z',
      objectTypeId: '0-1',
      enrollmentCriteria: {
        type: 'LIST_BASED',
        listFilterBranch: {
          filterBranchType: 'OR',
          filterBranches: [
            {
              filters: [
                {
                  filterType: 'PROPERTY',
                  property: 'hs_predictivescoringtier',
                  operation: {
                    operationType: 'ENUMERATION',
                    operator: 'IS_ANY_OF',
                    values: ['tier_4', '1717777628101'],
                  },
                },
              ],
            },
          ],
        },
      },
      actions: [
        {
          type: 'SINGLE_CONNECTION',
          actionId: '1',
          actionTypeVersion: 0,
          actionTypeId: '0-172351286',
          fields: { prompt: 'Summarise {{ enrolled_object.content }} for the team.', model: 'gpt-4o', list_id: '178' },
          connection: { edgeType: 'STANDARD', nextActionId: '2' },
        },
        {
          type: 'STATIC_BRANCH',
          actionId: '2',
          inputValue: { type: 'FIELD_DATA', actionId: '1', dataKey: 'response' },
          staticBranches: [{ branchValue: 'reject', connection: { edgeType: 'GOTO', nextActionId: '3' } }],
        },
      ],
      suppressionListIds: [],
    };

    expect(redactFlow(flow)).toEqual(flow);
  });

  it('redacts texts wherever they stand', () => {
    const flow = redactFlow({
      ...flowOf({
        type: 'SINGLE_CONNECTION',
        fields: { body: 'Mail bob@example.com', nested: [{ token: 'planted' }] },
      }),
      name: 'Call +49 171 1234567',
      description: 'uses sk-proj-abcdefghijklmnop',
    });

    expect(flow).toMatchObject({
      name: 'Call [phone]',
      description: 'uses [secret]',
      actions: [{ fields: { body: 'Mail [e-mail]', nested: [{ token: '[secret]' }] } }],
    });
  });

  it('bounds names, prompts and the number of actions', () => {
    const action = { type: 'SINGLE_CONNECTION', actionTypeId: '0-1', fields: { prompt: 'p '.repeat(5000) } };
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...action,
      actionId: String(index),
      sourceCode: SOURCE,
    }));
    const flow = redactFlow({ ...flowOf(...many), name: 'n'.repeat(65_536) });
    const actions = flow.actions as JsonObject[];

    expect(flow.name).toHaveLength(500);
    expect(flow.actionsLeftOut).toBe(2000);
    expect(actions).toHaveLength(3000);
    expect((actions[999]?.fields as JsonObject).prompt).toHaveLength(4000);
    expect(actions[1000]).toEqual({ type: 'SINGLE_CONNECTION', actionTypeId: '0-1', actionId: '1000' });
  });

  it('reads a flow of 5 MB', () => {
    const sourceCode = `${SOURCE}\n${"a = { b: [1, 'two', `three ${c}`] };\n".repeat(140)}`;
    const actions = Array.from({ length: 1000 }, (_, index) =>
      index % 4
        ? { type: 'SINGLE_CONNECTION', actionId: `${index}`, fields: { prompt: 'Ask politely. '.repeat(360) } }
        : { type: 'CUSTOM_CODE', actionId: `${index}`, sourceCode },
    );

    const redacted = redactFlow(flowOf(...actions));

    expect(JSON.stringify(actions).length).toBeGreaterThan(5_000_000);
    expect(redacted.actions).toHaveLength(1000);
    expect((redacted.actions as JsonObject[])[996]).toMatchObject({
      code: { imports: [{ name: 'openai', used: true }] },
    });
    expect(JSON.stringify(redacted)).not.toContain('require(');
  });

  it('reads filters 10,000 deep', () => {
    let filter: Json = { property: 'x' };
    for (let depth = 0; depth < 10_000; depth += 1) {
      filter = { filterBranches: [filter] };
    }

    expect(redactFlow({ ...flowOf(), enrollmentCriteria: filter })).toMatchObject({ id: '585051946', actions: [] });
  });

  it('drops what would change the prototype', () => {
    const flow = JSON.parse(
      '{"id":"1","__proto__":{"x":1},"actions":[{"type":"WEBHOOK","__proto__":{"x":1},"fields":{"__proto__":{"x":1}}}]}',
    ) as JsonObject;

    expect(JSON.stringify(redactFlow(flow))).toBe('{"id":"1","actions":[{"fields":{},"type":"WEBHOOK"}]}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([[{ id: '1' }], [{ id: '1', actions: null }], [{ id: '1', actions: [null, 'x', []] }], [{}]])(
    'does not invent what is missing in %j',
    (flow) => {
      const redacted = redactFlow(flow);

      expect(redacted.id).toBe((flow as JsonObject).id);
      expect(Array.isArray(redacted.actions)).toBe(Array.isArray((flow as JsonObject).actions));
    },
  );

  it('never throws, and never lets a planted secret through', () => {
    const secret = 'sk-proj-plantedplantedplanted';
    const leaf = fc.constantFrom<Json>(
      secret,
      `see ${secret}`,
      `https://u:${secret}@a.example.com/?k=${secret}`,
      1,
      null,
    );
    const key = fc.constantFrom(
      'type',
      'sourceCode',
      'webhookUrl',
      'queryParams',
      'authSettings',
      'fields',
      'name',
      'token',
    );
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('json')), fc.dictionary(key, tie('json'))),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, json), fc.array(json), (rest, actions) => {
        expect(JSON.stringify(redactFlow({ ...rest, actions }))).not.toContain('plantedplanted');
      }),
      { numRuns: 300 },
    );
  });
});
