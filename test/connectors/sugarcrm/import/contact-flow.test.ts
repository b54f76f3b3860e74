import { describe, expect, it } from '@jest/globals';
import { isContactFlow, readContactFlow } from '#connectors/sugarcrm/import/contact-flow.ts';

const to = (next: string) => ({ NextAction: next });
const text = (id: string, said: string, next: object) => ({
  Identifier: id,
  Type: 'MessageParticipant',
  Parameters: { Text: said },
  Transitions: next,
});
const flow = {
  Version: '2019-10-30',
  StartAction: 'hello',
  Metadata: {},
  Actions: [
    text('never', 'Nobody comes here', {}),
    text('after', 'That was our AI', {}),
    text('hello', 'Hello $.Attributes.sugarContactName', { ...to('bot'), Errors: [to('sorry')] }),
    text('sorry', 'Nobody is there, write to help@example.com', to('hello')),
    {
      Identifier: 'bot',
      Type: 'ConnectParticipantWithLexBot',
      Parameters: { Text: 'a. Check case status', LexBot: { Name: 'HelpBot', Region: 'eu-west-2', Alias: '$LATEST' } },
      Transitions: { ...to('after'), Conditions: [{ ...to('call'), Condition: { Operands: ['openCase'] } }] },
    },
    {
      Identifier: 'call',
      Type: 'InvokeLambdaFunction',
      Parameters: { LambdaFunctionARN: 'arn:aws:lambda:eu-west-2:123456789012:function:x' },
    },
  ],
};

describe('connectors/sugarcrm/import/contact-flow', () => {
  it('finds the bot, and what is said on the ways to it', () => {
    expect(readContactFlow(flow, 'Portal flow')).toEqual({
      name: 'Portal flow',
      source: 'contact-flow',
      headerTexts: [],
      greetings: ['Hello $.Attributes.sugarContactName', 'a. Check case status', 'Nobody is there, write to [e-mail]'],
      participants: [{ type: 'lex', name: 'HelpBot', alias: '$LATEST', region: 'eu-west-2' }],
      lambdas: 1,
    });
  });

  it('tells a flow that is spoken, and a bot of Lex V2 without the account’s number', () => {
    const spoken = {
      ...flow,
      Metadata: { name: 'Hotline' },
      Actions: [
        {
          Identifier: 'hello',
          Type: 'MessageParticipant',
          Parameters: { SSML: '<speak>Welcome <break/>to us</speak>' },
          Transitions: to('bot'),
        },
        {
          Identifier: 'bot',
          Type: 'ConnectParticipantWithLexBot',
          Parameters: { LexV2Bot: { AliasArn: 'arn:aws:lex:eu-central-1:123456789012:bot-alias/BOTID7/ALIAS' } },
        },
      ],
    };
    const read = readContactFlow(spoken, 'file');
    expect(read).toMatchObject({
      name: 'Hotline',
      channel: 'voice',
      greetings: ['Welcome  to us'],
      participants: [{ name: 'BOTID7', region: 'eu-central-1' }],
    });
    expect(JSON.stringify(read)).not.toContain('123456789012');
  });

  it('survives a flow that goes in circles or nowhere', () => {
    const circle = { ...flow, Actions: [text('hello', 'Hi there', to('hello')), 'odd', text('x', 'y', {})] };
    expect(readContactFlow(circle, 'f')).toMatchObject({ greetings: ['Hi there'], participants: [] });
    expect(readContactFlow({ ...flow, StartAction: 'gone' }, 'f')).toMatchObject({ greetings: [] });
  });

  it.each([[null], [[]], [{}], [{ StartAction: 'x' }], [{ Actions: [] }]])('%j is none', (json) => {
    expect(isContactFlow(json)).toBe(false);
  });
});
