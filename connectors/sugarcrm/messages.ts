import type { Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import type { SugarClient } from './client.ts';
import { countAll, type CountOf, gapsOf } from './counts.ts';
import { ADMIN } from './errors.ts';
import { gapUnlessAdmin } from './rights.ts';

/** Traces of conversations, by `what` they show. Nothing of a message, a call or a request is read. */
const TRACES: readonly (CountOf & { what: string })[] = [
  { what: 'channel_type=Chat', module: 'Messages', field: 'channel_type', operator: '$equals', values: ['Chat'] },
  { what: 'sentiment', module: 'Messages', field: 'sentiment', operator: '$not_empty' },
  { what: 'conversation', module: 'Messages', field: 'conversation', operator: '$not_empty' },
  { what: 'source=Chatbot', module: 'Cases', field: 'source', operator: '$equals', values: ['Chatbot'] },
  { what: 'transcript', module: 'Calls', field: 'transcript', operator: '$not_empty' },
  { what: 'sentiment_score_agent', module: 'Calls', field: 'sentiment_score_agent', operator: '$not_null' },
  { what: 'sentiment_score_customer', module: 'Calls', field: 'sentiment_score_customer', operator: '$not_null' },
  {
    what: 'type=Object to Processing',
    module: 'DataPrivacy',
    field: 'type',
    operator: '$equals',
    values: ['Object to Processing'],
  },
];

/** Chats, calls and objections, by counting only. */
export const messages: Stream<SugarClient> = {
  name: 'messages',
  few: true,
  kinds: ['activity-count'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const counted = await countAll(client, TRACES);
    const assets = TRACES.map(({ module, what }, index) =>
      assetOf('activity-count', `${module}/${what}`, { module, what, ...counted[index]?.result }),
    );
    yield { ...(await sift(kept, 'activity-count', assets)), ...gapsOf(counted) };
    yield* gapUnlessAdmin(client, 'messages, calls and cases that this user may not see');
  },
};
