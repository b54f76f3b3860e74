import type { App } from '../app.ts';
import { type Config, placeOf, readConfig } from '../config.ts';
import { AppError, AppRejected, AuthFailed, ConfigError, DataDirLocked, UsageError } from '../kit/errors.ts';
import type { StorePlace } from '../store/open-store.ts';
import { painter } from './terminal.ts';

/** Exit codes of docs/interface.md. */
export const EXIT = { complete: 0, failed: 1, usage: 2, gaps: 3, failOn: 4 } as const;

/** Opens the app, does one thing, closes it; what goes wrong is told in two sentences, never as a stack. */
export async function withApp(
  act: (app: App, config: Config) => Promise<number>,
  place?: (config: Config) => StorePlace,
): Promise<void> {
  let app: App | undefined;
  try {
    const config = configOfProcess();
    const { openApp } = await import('../app.ts');
    app = await openApp(config, (place ?? placeOf)(config));
    process.exitCode = await act(app, config);
  } catch (error) {
    process.exitCode = tell(error);
  } finally {
    await app?.close();
  }
}

/** A script of npm's: there is a shell between npm and this process. */
export const isNpmScript = (): boolean => 'npm_lifecycle_event' in process.env;

/** The one place that reads the settings. */
export const configOfProcess = (): Config => readConfig(process.env);

export function tell(error: unknown): number {
  const paint = painter(process.stderr);
  if (!(error instanceof AppError)) {
    process.stderr.write(
      `${paint('red', 'This is a fault of ours:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return EXIT.failed;
  }
  process.stderr.write(`${paint('red', error.message)}\n${error.help}\n`);
  const usage =
    error instanceof ConfigError ||
    error instanceof UsageError ||
    error instanceof AuthFailed ||
    error instanceof AppRejected ||
    error instanceof DataDirLocked ||
    error.code === 'OUTBOUND_BLOCKED';
  return usage ? EXIT.usage : EXIT.failed;
}
