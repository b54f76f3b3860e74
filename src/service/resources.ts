import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import type { Words } from '../exports/words.ts';
import { auditRoutes } from '../http/audit/routes.ts';
import { changeRoutes } from '../http/changes/routes.ts';
import { coverageRoutes } from '../http/coverage/routes.ts';
import { decisionRoutes } from '../http/decisions/routes.ts';
import { declarationRoutes } from '../http/declarations/routes.ts';
import { declaredRoutes } from '../http/declared/routes.ts';
import { exportRoutes } from '../http/export/routes.ts';
import { featureRoutes } from '../http/features/routes.ts';
import { questionRoutes } from '../http/questions/routes.ts';
import type { Route } from '../http/route.ts';
import { type ScanDesk, scanRoutes } from '../http/scans/routes.ts';
import { subscriptionRoutes } from '../http/subscriptions/routes.ts';
import { tenantRoutes } from '../http/tenants/routes.ts';
import type { Clock } from '../kit/clock.ts';
import type { Tenant } from '../model/inventory.ts';
import type { Language } from '../model/message.ts';
import { makeDeclare, makeDeclaredDesk } from './declared-desk.ts';
import { makeTenantDesk } from './tenant-desk.ts';

interface Needs {
  app: App;
  config: Config;
  scans: ScanDesk;
  words: (language: Language) => Words;
  clock: Clock;
  /** Gives a consent back, where there is one. */
  revoke?: (tenant: Tenant) => Promise<void>;
}

/** Every resource of accounts and their inventories, on the real store. */
export function resourceRoutes({ app, config, scans, words, clock, revoke }: Needs): Route[] {
  const { store } = app;
  const of: typeof store.of = (tenant) => store.of(tenant);
  const needs = { of, words, audit: store.audit };
  return [
    ...tenantRoutes(makeTenantDesk(app, config, { takeBack: app.ofPackage.takeBack, ...(revoke && { revoke }) })),
    ...scanRoutes({ scans, clock }),
    ...featureRoutes(needs),
    ...declarationRoutes({ ...needs, declare: makeDeclare(app) }),
    ...declaredRoutes({ ...needs, declared: makeDeclaredDesk(app) }),
    ...decisionRoutes(needs),
    ...questionRoutes(needs),
    ...coverageRoutes(needs),
    ...changeRoutes(needs),
    ...subscriptionRoutes({ of, allow: config.OUTBOUND_ALLOW }),
    ...exportRoutes(needs),
    ...auditRoutes(needs),
  ];
}

/** Words are read from files: once a language and day, since they say what is in force today. */
export function wordsByDay(app: Pick<App, 'words'>, clock: Clock): (language: Language) => Words {
  const made = new Map<Language, Words>();
  return (language) => {
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const known = made.get(language);
    if (known?.today === today) {
      return known;
    }
    const words = app.words(language);
    made.set(language, words);
    return words;
  };
}
