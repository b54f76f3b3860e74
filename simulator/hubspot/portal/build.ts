import type { Body } from '../../shared/body.ts';
import { actionTypesOf } from './action-types.ts';
import { conversationsOf } from './conversations.ts';
import { flowStoreOf } from './flows.ts';
import { emailOf, listOf, scoreOf } from './marketing.ts';
import { objectTypesOf } from './object-types.ts';
import { peopleOf } from './people.ts';
import { pipelinesOf } from './pipelines.ts';
import type { ObjectType, Portal } from './portal.ts';
import { propertiesOf } from './properties.ts';
import { recordsOf } from './records.ts';
import { scopesOf } from './scopes.ts';
import type { World } from './world.ts';

const DAY = 86_400_000;

/** The account that a world describes, with all that every account has. `now` is what "days ago" counts from. */
export function portalOf(world: World, now: number): Portal {
  const objectType = objectTypesOf(world);
  const properties = remembered((type) => propertiesOf(type.name, ownOf(type, world.properties) ?? []));
  return {
    name: world.name,
    edition: world.edition,
    scopes: scopesOf(world),
    quota: definedOnly(world.quota),
    account: accountOf(world),
    flows: flowStoreOf(world, objectType),
    actionTypes: actionTypesOf(
      world.actionTypes,
      world.objects.map(({ id }) => id),
    ),
    objectType,
    properties,
    records: (type) => recordsOf(ownOf(type, world.population), world.planted.people, world.account.portalId),
    pipelines: (type) => pipelinesOf(type.name, ownOf(type, world.pipelines)),
    schemas:
      world.edition === 'enterprise'
        ? world.objects.map((object) => schemaOf(object, world, objectType, properties))
        : [],
    lists: world.lists.map((list) => listOf(list, objectType)),
    ...conversationsOf(world, now),
    scores: world.scores.map((score) => scoreOf(score, objectType)),
    emails: world.emails.map(emailOf),
    forecasts: world.forecasts.map(forecastOf),
    sequences: world.sequences.map(({ user, ...sequence }) => ({
      ...sequence,
      userId: user,
      createdAt: CREATED,
      updatedAt: CREATED,
      dependencies: [],
      steps: [],
    })),
    ...peopleOf(world),
    auditLog: world.auditLog.map((entry, index) => datedBack('occurredAt', entry, index, now)),
    securityLog: world.securityLog.map((entry, index) => datedBack('createdAt', entry, index, now)),
    prompts: world.prompts,
  };
}

const CREATED = '2025-05-06T12:00:00.000Z';

/** A world may write a type as `contacts` or as `0-1`. */
function ownOf<T>(type: ObjectType, byType: Record<string, T>): T | undefined {
  return byType[type.id] ?? (type.name === 'custom' ? undefined : byType[type.name]);
}

function accountOf({ account }: World) {
  return {
    accountType: 'STANDARD',
    timeZone: 'Europe/Berlin',
    companyCurrency: 'EUR',
    additionalCurrencies: [],
    utcOffset: '+01:00',
    utcOffsetMilliseconds: 3_600_000,
    uiDomain: 'app-eu1.hubspot.com',
    dataHostingLocation: 'eu1',
    ...account,
  };
}

function schemaOf(
  { id, name, singular, plural, description }: World['objects'][number],
  { account }: World,
  objectType: (name: string) => ObjectType | undefined,
  properties: (type: ObjectType) => readonly Body[],
): Body {
  const type = objectType(id);
  return {
    id: id.slice(2),
    objectTypeId: id,
    name,
    fullyQualifiedName: `p${account.portalId}_${name}`,
    labels: { singular, plural },
    description,
    properties: type === undefined ? [] : properties(type),
    requiredProperties: [],
    searchableProperties: [],
    primaryDisplayProperty: 'hs_object_id',
    secondaryDisplayProperties: [],
    associations: [],
    archived: false,
    createdAt: CREATED,
    updatedAt: CREATED,
    createdByUserId: 88_000_001,
    allowsSensitiveProperties: true,
  };
}

function forecastOf(raw: Body, index: number): Body {
  return {
    id: String(index + 1),
    forecastTypeId: index + 1,
    forecastName: 'Revenue',
    objectTypeId: '0-3',
    amountProperty: 'amount',
    dateProperty: 'closedate',
    defaultType: index === 0,
    amountOrDatePropertyRestrictedForUser: false,
    createdAt: CREATED,
    createdAtTimestamp: Date.parse(CREATED),
    createdBy: 88_000_001,
    updatedAt: CREATED,
    updatedTimestamp: Date.parse(CREATED),
    updatedBy: 88_000_001,
    ...raw,
  };
}

function datedBack(key: string, { daysAgo, ...entry }: Body, index: number, now: number): Body {
  const at = new Date(now - Number(daysAgo ?? 1) * DAY).toISOString();
  return { id: `evt-${index + 1}`, [key]: at, ...entry };
}

function definedOnly(quota: World['quota']): Portal['quota'] {
  const { burst, search, daily } = quota;
  return { ...(burst && { burst }), ...(search && { search }), ...(daily && { daily }) };
}

function remembered(make: (type: ObjectType) => readonly Body[]): (type: ObjectType) => readonly Body[] {
  const made = new Map<string, readonly Body[]>();
  return (type) => {
    const known = made.get(type.id) ?? make(type);
    made.set(type.id, known);
    return known;
  };
}
