import { makeSummary, farewell, sizeOf } from '../exports/sugarcrm/summary.ts';
import { tellEntry } from '../exports/sugarcrm/tell.ts';
import type { Words } from '../exports/words.ts';
import { AppError } from '../kit/errors.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import { OWN_PACKAGE, type PushedSummary, type ReadySummary } from '../model/pushed-summary.ts';
import type { TenantStore } from '../store/store.ts';
import { indexable } from '../store/text.ts';

export interface TellOptions {
  /** Tells the instance; `held`: it was told that already. */
  write(summary: PushedSummary): Promise<{ held: boolean }>;
  words(language: Language): Words;
  dashboard?: string;
  now(): Date;
}

/** Far more than fit into a summary. What stands beyond is counted as on records that are not known. */
const MOST = 2_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const INTERRUPTED = {
  code: 'INTERRUPTED',
  message: 'The package could not be told.',
  help: 'It is tried again by itself; the log of the worker says more when that fails too.',
};

/**
 * The package that an administrator installed in the instance is told what stands, and nothing where there is none. What
 * the vendor answers never fails what called this: it is kept, noted, and returned.
 */
export async function tellPackage(own: TenantStore, options: TellOptions): Promise<AppError | undefined> {
  const isInstalled = await hasPackage(own);
  const before = await own.pushes.read();
  if (!isInstalled && (before === undefined || before.state === 'removed')) {
    return undefined;
  }
  try {
    if (isInstalled) {
      await show(own, options);
    } else {
      await options.write(farewell(options.now().toISOString()));
      await own.pushes.removed();
    }
    return undefined;
  } catch (error) {
    const fault = error instanceof AppError ? error : INTERRUPTED;
    const mayPass = !(error instanceof AppError) || error.retryable;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (before?.tries ?? 0));
    const { code, message, help } = fault;
    await own.pushes.failed({ code, message, help }, mayPass ? waitMs : undefined);
    if (error instanceof AppError) {
      return error;
    }
    throw error;
  }
}

async function show(own: TenantStore, { write, words, dashboard }: TellOptions): Promise<void> {
  const view = await own.card.view(MOST);
  const lookedAt = await own.scans.lookedAt();
  if (!view || lookedAt === undefined) {
    return;
  }
  const told = new Map(LANGUAGES.map((language) => [language, words(language)]));
  const { coverage, examined } = view.scan;
  const source = {
    lookedAt,
    coverage,
    examined,
    entries: view.entries,
    total: view.total,
    decisionOf: (key: string) => view.decisions.get(indexable(key))?.kind,
  };
  const summary = makeSummary(source, {
    tell: (entry, language) => tellEntry(entry, told.get(language) ?? words(language)),
    ...(dashboard !== undefined && { dashboard }),
  });
  const { held } = await write(summary);
  await own.pushes.shown(view.revision, held ? undefined : detailsOf(summary, view.total));
}

function detailsOf(summary: ReadySummary, total: number) {
  const { digest, features } = summary;
  return { digest, features: features.length, leftOut: total - features.length, bytes: sizeOf(summary) };
}

/** As the last scan that could read the packages saw it. */
async function hasPackage({ assets }: Pick<TenantStore, 'assets'>): Promise<boolean> {
  for await (const { payload } of assets.assets('package')) {
    if (payload['name'] === OWN_PACKAGE.name && payload['enabled'] !== false) {
      return true;
    }
  }
  return false;
}
