import { known } from '../../src/model/fact.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { objectsAt, textAt, valueAt } from '../../src/normalise/values.ts';
import { detectChat } from './chat/detect.ts';
import { saysItIsAi } from './chat/disclosure.ts';

export const chat: Mapping = {
  version: 1,
  from: { crm: 'sugarcrm', kind: 'chat' },
  contributes({ payload, externalId }, context) {
    context.chats.add(externalId);
    // A bot's own export names the bot too, but hands nobody to it.
    const bots = textAt(payload, 'source') === 'lex' ? [] : objectsAt(payload, 'participants');
    bots.forEach((bot) => context.chats.add(`bot/${textAt(bot, 'name') ?? ''}`));
  },
  examine: {
    asset: ({ asset }) => ({
      kind: 'chat',
      externalId: asset.externalId,
      name: textAt(asset.payload, 'name') ?? asset.externalId,
    }),
    detect: detectChat,
    facts: {
      enabled: { path: 'enabled' },
      audience: { const: ['customer'] },
      subjectKind: { const: 'natural-person' },
      inputModality: {
        by: ({ asset }) =>
          known([valueAt(asset.payload, 'channel') === 'voice' ? 'voice' : 'text'], 'observed', 'channel'),
      },
      saysItIsAi: { by: saysItIsAi },
    },
    texts: ({ asset }) => [{ text: textAt(asset.payload, 'name') ?? '', at: 'name', as: 'hint' }],
  },
};
