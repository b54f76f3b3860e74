import { describe, expect, it } from '@jest/globals';
import { claimsToBeAi, saysItIsAi } from '#mappings/hubspot/chatflow/disclosure.ts';
import { sampleOf } from '#mappings/hubspot/chatflow/sample.ts';
import type { JsonObject } from '#src/model/json.ts';
import { assetOf, inputOf, knowledge } from '../../../support/build.ts';

const says = (sample: JsonObject) => saysItIsAi(inputOf(assetOf('chatflow', '1', { sample })));

describe('mappings/hubspot/chatflow/disclosure', () => {
  it.each([
    ['the greeting says so', { welcome: ['Hi! I am an AI assistant.'] }, { known: true, value: true }],
    [
      'the first words say so',
      { firstBotTexts: [{ actor: 'L-1', text: 'Soy un chatbot.' }] },
      { known: true, value: true },
    ],
    [
      'its words are vague',
      { firstBotTexts: [{ actor: 'L-1', text: 'Soy un asistente virtual.' }] },
      { known: false, reason: 'hinted', hint: { value: true, at: '1 first messages', words: 'asistente virtual' } },
    ],
    [
      'one of several says so',
      { welcome: ['Hello'], firstBotTexts: [{ actor: 'L-1', text: 'I am a chatbot.' }] },
      { known: true, value: true },
    ],
    ['nothing says so', { welcome: ['Hello, how can I help?'] }, { known: true, value: false }],
    [
      'it says that it is a person',
      { welcome: ['No bots here, a real person answers.'] },
      { known: true, value: false },
    ],
    ['no text was seen', { welcome: [], firstBotTexts: [] }, { known: false, reason: 'not-returned' }],
    ['the vendor is silent', {}, { known: false, reason: 'not-returned' }],
  ])('when %s', (_when, sample, fact) => {
    expect(says(sample)).toMatchObject(fact);
  });

  it('quotes the words it was read from', () => {
    expect(says({ welcome: ['Hi! I am an AI assistant.'] })).toMatchObject({ at: 'messages: “AI assistant”' });
  });

  it.each([
    [['I am an AI assistant'], true],
    [['Ich bin ein KI-Assistent'], true],
    [['Je suis une IA'], true],
    [['Hola, soy un asistente virtual'], false],
    [['I am a bot'], false],
    [['We build AI software'], false],
    [[], false],
  ])('%j claims to be AI: %s', (texts, claims) => {
    expect(claimsToBeAi(texts, knowledge.disclosure) !== undefined).toBe(claims);
  });
});

describe('mappings/hubspot/chatflow/sample', () => {
  it('is empty where the vendor is silent', () => {
    const sample = sampleOf(assetOf('chatflow', '1'));
    expect([sample.read, sample.threads, sample.messages, sample.sent('L'), sample.actorOf('L')]).toEqual([
      false,
      0,
      0,
      0,
      undefined,
    ]);
    expect([sample.welcome, sample.firstTexts]).toEqual([[], []]);
  });

  it('passes over what has another shape', () => {
    const sample = sampleOf(
      assetOf('chatflow', '1', {
        sample: {
          window: 'none',
          senders: { L: 'many' },
          actors: ['L-1', { id: 'L-2' }],
          welcome: [1, 'Hi'],
          firstBotTexts: [{ actor: 'B-1' }],
        },
      }),
    );
    expect([sample.read, sample.sent('L'), sample.actorOf('L'), sample.welcome, sample.firstTexts]).toEqual([
      false,
      0,
      { id: 'L-2' },
      ['Hi'],
      [],
    ]);
  });
});
