import type { Body } from '../../shared/body.ts';
import { batchAnswer, batchError, inputsOf } from '../api/batch.ts';
import { notFound } from '../api/refusal.ts';
import type { Route } from '../api/route.ts';
import { ok, param } from '../api/route.ts';
import { CONVERSATION_SCOPES as scopes, conversationPaths } from './conversations.ts';

export const actorRoutes: Route[] = [
  {
    method: 'POST',
    paths: conversationPaths('/actors/batch/read'),
    scopes,
    answer({ portal, body }) {
      const results: Body[] = [];
      const errors: Body[] = [];
      for (const input of inputsOf(body)) {
        const actor = portal.actor(String(input));
        if (actor === undefined)
          errors.push(batchError('OBJECT_NOT_FOUND', `No actor ${input}`, { id: [String(input)] }));
        else results.push(actor);
      }
      return batchAnswer(results, errors);
    },
  },
  {
    method: 'GET',
    paths: conversationPaths('/actors/:actorId'),
    scopes,
    answer(request) {
      const actor = request.portal.actor(param(request, 'actorId'));
      if (actor === undefined) throw notFound();
      return ok(actor);
    },
  },
];
