import { z } from 'zod';
import { Id, optionalText, optionalWords } from '#src/pull/text.ts';

export const Inbox = z.object({ id: Id, name: optionalWords(300), type: optionalText(40) });
export const Channel = z.object({ id: Id, name: optionalWords(200) });
export const ChannelAccount = z.object({
  id: Id,
  name: optionalText(500),
  channelId: Id.nullish().catch(undefined),
  inboxId: Id.nullish().catch(undefined),
  active: z.boolean().optional().catch(undefined),
  authorized: z.boolean().optional().catch(undefined),
  archived: z.boolean().optional().catch(undefined),
});
export type ChannelAccount = z.infer<typeof ChannelAccount>;

export const Thread = z.object({
  id: Id,
  originalChannelAccountId: Id.nullish().catch(undefined),
  assignedTo: optionalText(60),
});
export type Thread = z.infer<typeof Thread>;

export const Message = z.object({
  type: optionalText(40),
  createdBy: optionalText(80),
  senders: z
    .array(
      z
        .object({ actorId: optionalText(80) })
        .nullable()
        .catch(null),
    )
    .optional()
    .catch(undefined),
  assignedTo: optionalText(60),
  text: z.string().nullish().catch(undefined),
  createdAt: optionalText(40),
  attachments: z
    .array(
      z
        .looseObject({ type: optionalText(40) })
        .nullable()
        .catch(null),
    )
    .optional()
    .catch(undefined),
});
export type Message = z.infer<typeof Message>;

export const Actor = z.object({ id: Id, type: optionalText(40), name: optionalWords(200) });
export type Actor = z.infer<typeof Actor>;
