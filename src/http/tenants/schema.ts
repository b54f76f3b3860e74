import { z } from 'zod';
import { scheduleFault } from '../../kit/schedule.ts';
import { PUSH_STATES } from '../../model/push.ts';
import { CRMS } from '../../model/raw-asset.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const secret = z.string().min(1).max(4_000);
const address = z.url({ protocol: /^https?$/ }).max(2_000);

export const Schedule = text(100)
  .refine(isCron, 'is no schedule of five fields, such as 0 3 * * *')
  .meta({ description: 'Minute, hour, day, month, weekday' });
export const TimeZone = text(60).refine(isTimeZone, 'is no time zone, such as Europe/Paris');

const HubSpotAuth = z.strictObject({ type: z.literal('token'), accessToken: secret });
const SugarAuth = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('password'),
    username: text(200),
    password: secret,
    platform: text(127).optional(),
    clientId: text(200).optional(),
    clientSecret: secret.optional(),
  }),
  z.strictObject({
    type: z.literal('service'),
    tokenUrl: address,
    clientId: text(200),
    clientSecret: secret,
    scope: text(500).optional(),
  }),
]);

const planned = { name: text(200).optional(), schedule: Schedule.optional(), timeZone: TimeZone.optional() };
export const Connect = z
  .discriminatedUnion('crm', [
    z.strictObject({ crm: z.literal('hubspot'), auth: HubSpotAuth, ...planned }),
    z.strictObject({ crm: z.literal('sugarcrm'), url: address, auth: SugarAuth, ...planned }),
  ])
  .meta({ id: 'Connect' });
export type Connect = z.infer<typeof Connect>;

export const Update = z
  .strictObject({
    name: text(200).optional(),
    schedule: Schedule.nullable().optional().describe('null: no more scans by itself'),
    timeZone: TimeZone.optional(),
    auth: z.union([HubSpotAuth, SugarAuth]).optional().describe('Connects the same account again'),
    url: address.optional().describe('With auth of SugarCRM: the root of the instance'),
  })
  .refine((body) => Object.keys(body).length > 0, 'holds nothing to change')
  .refine(({ url, auth }) => url === undefined || auth !== undefined, { path: ['url'], error: 'goes with auth' })
  .meta({ id: 'UpdateTenant' });
export type Update = z.infer<typeof Update>;

export const Tenant = z
  .object({
    id: z.string(),
    crm: z.enum(CRMS),
    name: z.string(),
    account: z.string().describe('Portal id, or the host of the instance'),
    connection: z
      .object({
        auth: z.string(),
        schedule: z.string().nullable(),
        timeZone: z.string(),
        state: z
          .enum(['ok', 'reconnect'])
          .describe('reconnect: the CRM refuses the credentials; nothing is tried with them'),
        reason: z.string().optional(),
        changedAt: z.string(),
      })
      .nullable()
      .describe('null: nothing is connected; the inventory is of an import or of a scan by hand'),
    package: z
      .object({
        state: z
          .enum(PUSH_STATES)
          .describe('waiting: it could not be told and is tried again; failed: not before the next scan'),
        at: z.string(),
        reason: z.string().optional(),
      })
      .nullable()
      .describe('What the package that is installed in a SugarCRM was told; null: none was seen there'),
  })
  .meta({ id: 'Tenant' });
export const Tenants = z.object({ data: z.array(Tenant) }).meta({ id: 'Tenants' });

function isCron(cron: string): boolean {
  return scheduleFault({ cron, timeZone: 'UTC' }) === undefined;
}

function isTimeZone(zone: string): boolean {
  return scheduleFault({ cron: '* * * * *', timeZone: zone }) === undefined;
}
