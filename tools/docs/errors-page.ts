import { readFileSync } from 'node:fs';
import * as errors from '../../src/kit/errors.ts';
import { byHand, NOTE } from './by-hand.ts';

const SOURCE = new URL('../../src/kit/errors.ts', import.meta.url);

/** One of each, with stand-ins for what only a run can know. A new class does not compile into the page by itself. */
const SAMPLES: Record<string, () => errors.AppError> = {
  ConfigError: () => new errors.ConfigError(['NAME: what is wrong with it']),
  UsageError: () => new errors.UsageError('<what> is not there.', 'Name another one.'),
  AuthFailed: () => new errors.AuthFailed('The vendor refuses the credentials.', 'Connect the account again.'),
  AppRejected: () => new errors.AppRejected('<vendor>', 'Check the id and the secret of the app.'),
  AccessDenied: () => new errors.AccessDenied('<stream>', ['<scope>']),
  Unavailable: () => new errors.Unavailable('<what>', '<why>'),
  ScanRunning: () => new errors.ScanRunning('<account>'),
  RateLimited: () => new errors.RateLimited('The vendor’s <which> limit is reached.'),
  VendorUnavailable: () => new errors.VendorUnavailable('The vendor answered 503 for <what>.', 503),
  UnexpectedShape: () => new errors.UnexpectedShape('<endpoint>', '<field>'),
  RequestRefused: () => new errors.RequestRefused('<endpoint>', 400, '<reason>'),
  OutboundBlocked: () => new errors.OutboundBlocked('<host>', '<why>'),
  KnowledgeInvalid: () => new errors.KnowledgeInvalid('<file>', '<entry and fault>'),
  DataDirLocked: () => new errors.DataDirLocked('<directory>'),
  DatabaseUnavailable: () => new errors.DatabaseUnavailable('<code>'),
  SecretUnreadable: () => new errors.SecretUnreadable('<why>'),
  InvalidInput: () => new errors.InvalidInput([{ at: '<place>', fault: '<what is wrong with it>' }]),
  RequestUnreadable: () => new errors.RequestUnreadable(413, '<why>'),
  Unauthenticated: () => new errors.Unauthenticated(),
  Forbidden: () => new errors.Forbidden('<why>'),
  NotFound: () => new errors.NotFound('<thing>'),
  Conflict: () => new errors.Conflict('<what stands against it>', '<what to do>'),
  TooManyRequests: () => new errors.TooManyRequests(30),
  SignInRefused: () => new errors.SignInRefused(),
  TenantGone: () => new errors.TenantGone('<tenant>'),
  SignatureRefused: () => new errors.SignatureRefused(),
  LinkUsedUp: () => new errors.LinkUsedUp(),
};

/** One section a code, so that a message can point to `docs/errors.md#code`. Throws for an error that has no sample. */
export function errorsPage(before: string): string {
  const source = readFileSync(SOURCE, 'utf8');
  const names = Object.keys(errors).filter((name) => name !== 'AppError');
  const sections = names
    .map((name) => ({ name, at: source.indexOf(`export class ${name} `) }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => section(name, source, before));
  return `${[NOTE('src/kit/errors.ts'), '# Errors', INTRO, ...sections].join('\n\n')}\n`;
}

const INTRO =
  'Every error that is thrown on purpose has a code. The message says what happened, the help what to do next.';

function section(name: string, source: string, before: string): string {
  const make = SAMPLES[name];
  if (!make) {
    throw new Error(`tools/docs/errors-page.ts has no sample of ${name}.`);
  }
  const { code, message, help, retryable } = make();
  const comment = new RegExp(`/\\*\\* ([^\\n]*?) \\*/\\nexport class ${name} `).exec(source)?.[1] ?? '';
  return [
    `## ${code}`,
    comment,
    `> ${message.replaceAll('<', '‹').replaceAll('>', '›')}`,
    `${help.replaceAll('<', '‹').replaceAll('>', '›')} ${againOf(name, retryable)}`,
    byHand(code, before),
  ].join('\n\n');
}

function againOf(name: string, retryable: boolean): string {
  if (name === 'TooManyRequests') {
    return 'Trying again then works.';
  }
  return retryable ? 'The program has already tried several times.' : 'Trying again without a change gives the same.';
}
