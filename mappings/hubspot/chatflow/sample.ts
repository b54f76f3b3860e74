import type { RawAsset } from '#src/model/raw-asset.ts';
import { numberAt, objectsAt, textAt, textsAt, valueAt } from '#src/normalise/values.ts';

/** What the sampled conversations of a channel account showed: who sent, by prefix of the actor, and the automatic texts. */
export interface Sample {
  read: boolean;
  threads: number;
  messages: number;
  sent: (prefix: string) => number;
  assigned: (prefix: string) => number;
  actorOf: (prefix: string) => { id: string; name?: string } | undefined;
  welcome: string[];
  firstTexts: { prefix: string; text: string }[];
}

export function sampleOf({ payload }: RawAsset): Sample {
  const count = (map: string) => (prefix: string) => numberAt(valueAt(payload, `sample.${map}`), prefix) ?? 0;
  const window = textAt(payload, 'sample.window');
  return {
    read: window !== undefined && window !== 'none',
    threads: numberAt(payload, 'sample.threads') ?? 0,
    messages: numberAt(payload, 'sample.messages') ?? 0,
    sent: count('senders'),
    assigned: count('assignedTo'),
    actorOf: (prefix) => {
      const actor = objectsAt(payload, 'sample.actors').find((item) => textAt(item, 'id')?.startsWith(`${prefix}-`));
      const id = textAt(actor, 'id');
      const name = textAt(actor, 'name');
      return id === undefined ? undefined : { id, ...(name !== undefined && { name }) };
    },
    welcome: textsAt(payload, 'sample.welcome'),
    firstTexts: objectsAt(payload, 'sample.firstBotTexts').flatMap((item) => {
      const text = valueAt(item, 'text');
      return typeof text !== 'string' ? [] : [{ prefix: (textAt(item, 'actor') ?? '').slice(0, 1), text }];
    }),
  };
}
