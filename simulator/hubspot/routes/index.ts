import type { Route } from '../api/route.ts';
import { accountRoutes } from './account.ts';
import { actionTypeRoutes } from './action-types.ts';
import { activityRoutes } from './activity.ts';
import { actorRoutes } from './actors.ts';
import { conversationRoutes } from './conversations.ts';
import { emailRoutes } from './emails.ts';
import { flowRoutes } from './flows.ts';
import { leadScoreRoutes } from './lead-scores.ts';
import { listRoutes } from './lists.ts';
import { membershipRoutes } from './memberships.ts';
import { notetakerRoutes } from './notetaker.ts';
import { objectRoutes } from './objects.ts';
import { peopleRoutes } from './people.ts';
import { propertyRoutes } from './properties.ts';
import { salesRoutes } from './sales.ts';
import { schemaRoutes } from './schemas.ts';
import { searchRoutes } from './search.ts';
import { threadRoutes } from './threads.ts';

/** Everything that HubSpot lets be read here. What is not in this list does not exist, or is a write. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...actionTypeRoutes,
  ...activityRoutes,
  ...actorRoutes,
  ...conversationRoutes,
  ...emailRoutes,
  ...flowRoutes,
  ...leadScoreRoutes,
  ...listRoutes,
  ...membershipRoutes,
  ...notetakerRoutes,
  ...searchRoutes,
  ...objectRoutes,
  ...peopleRoutes,
  ...propertyRoutes,
  ...salesRoutes,
  ...schemaRoutes,
  ...threadRoutes,
];
