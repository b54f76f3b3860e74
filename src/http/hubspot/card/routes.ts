import { type Request, type RequestHandler, type Response, Router } from 'express';
import { AuthFailed } from '#src/kit/errors.ts';
import type { Language } from '#src/model/message.ts';
import type { CardStatus } from '#src/store/card-status.ts';
import { refusals } from '../refusals.ts';
import { callerOf, type SignedOptions } from '../signed.ts';
import { cardContents, type ContentDeps, type RecordType } from './contents.ts';
import { cardFeatures, told } from './features.ts';
import { onRecord } from './record.ts';
import { type CardScans, progressOf, rescan } from './rescan.ts';
import { AboutRecords, OneRecord, WhichScan } from './schema.ts';
import { sendCard, type Written } from './send.ts';
import { changeSettings, settingsOf, type SettingsDeps } from './settings.ts';

export interface CardDeps extends ContentDeps, SettingsDeps {
  /** Lets through what HubSpot signed, once. */
  signed(meanwhile: NonNullable<SignedOptions['meanwhile']>): RequestHandler;
  status(portal: string): Promise<CardStatus | undefined>;
  /** Undefined for what can have no card. */
  recordType(objectTypeId: string): RecordType | undefined;
  scans: CardScans;
}

const STATUS = 'cardStatus';

type Answer = (req: Request, res: Response, status: CardStatus) => Promise<object | Written>;

/**
 * What HubSpot's own pages ask us. Whose account it is, and who asks, comes from the signed parameters alone; what is to
 * be expected is 200 with a state, since HubSpot hides every other answer.
 */
export function cardRoutes(deps: CardDeps): Router {
  const router = Router({ caseSensitive: true });
  const contents = cardContents(deps);
  const { before, after } = refusals();
  router.use(
    before,
    deps.signed(({ portal }, res) => {
      const status = deps.status(portal);
      // Whoever awaits it is told.
      status.catch(() => undefined);
      res.locals[STATUS] = status;
    }),
    after,
  );

  on('get', 'features', async (req, _res, status) => {
    const { objectTypeId = '', language } = AboutRecords.parse(queryOf(req));
    const type = deps.recordType(objectTypeId);
    return type
      ? cardFeatures(contents, status, type, spoken(status, language), deps.dashboardUrl)
      : { state: 'unsupported-object', dashboardUrl: deps.dashboardUrl(status.tenant) };
  });

  on('get', 'record', async (req, res, status) => {
    const { objectTypeId = '', objectId, language } = OneRecord.parse(queryOf(req));
    const type = deps.recordType(objectTypeId);
    if (!type || objectId === undefined) {
      return { state: 'unsupported-object' };
    }
    const of = await contents.ofRecords(status, type, spoken(status, language));
    const probes = of?.probes ?? { features: [], segments: new Map<string, string>() };
    const { user } = callerOf(res);
    return onRecord(deps.live, status, probes, { objectTypeId, type: type.name, objectId, user });
  });

  on('post', 'rescan', (_req, res, status) => whenConnected(status, () => rescan(deps, status, callerOf(res))));

  on('get', 'progress', (req, _res, status) => progressOf(deps.scans, status, WhichScan.parse(queryOf(req)).scan));

  on('get', 'overview', async (req, _res, status) => {
    const { language } = AboutRecords.parse(queryOf(req));
    const of = await contents.ofAccount(status, spoken(status, language));
    const { counts, examined } = of ?? {};
    const dashboardUrl = deps.dashboardUrl(status.tenant);
    return { dashboardUrl, ...told(status, of?.content), account: status.tenant.name, counts, examined };
  });

  on('get', 'settings', async (req, res, status) => {
    const language = spoken(status, AboutRecords.parse(queryOf(req)).language);
    const of = await contents.ofAccount(status, language);
    const about = { caller: callerOf(res), of, language };
    return settingsOf(deps, status, about);
  });

  on('put', 'settings', (req, res, status) =>
    whenConnected(status, () => changeSettings(deps, status, { caller: callerOf(res), body: req.body as unknown })),
  );

  function on(method: 'get' | 'post' | 'put', name: string, answer: Answer): void {
    router[method](`/${name}`, async (req, res) => {
      res.locals['route'] = `/hubspot/card/${name}`;
      const status = await (res.locals[STATUS] as Promise<CardStatus | undefined>);
      sendCard(req, res, status ? await answer(req, res, status) : { state: 'not-connected' });
    });
  }
  return router;
}

async function whenConnected<T>({ connection }: CardStatus, act: () => Promise<T>): Promise<T | { state: string }> {
  if (connection !== 'ok') {
    return { state: connection ?? 'not-connected' };
  }
  return act().catch((error: unknown) => ({ state: stateOf(error) }));
}

/** Refused credentials are a state of the account; anything else is a fault. */
function stateOf(error: unknown): string {
  if (error instanceof AuthFailed) {
    return 'reconnect';
  }
  throw error;
}

const spoken = ({ language: own }: CardStatus, wanted: Language | undefined): Language => wanted ?? own ?? 'en';

/** A parameter that came twice is none. */
function queryOf(req: Request): Record<string, unknown> {
  return Object.fromEntries(Object.entries(req.query).filter(([, value]) => typeof value === 'string'));
}
