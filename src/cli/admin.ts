import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { ROLES, type Role } from '../model/principal.ts';
import { withApp } from './run.ts';

/** What the administrator of an install does at the machine itself. */
export function adminCommands(cli: Command): void {
  const token = cli.command('token').description('API tokens for programs.');
  token
    .command('create')
    .description('Print a new token. It is shown this once; only a digest of it is kept.')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--tenant <id>', 'for one account; else for all')
    .option('--name <name>', 'what it is for', 'made at the command line')
    .option('--expires <days>', 'how long it works; else until it is revoked', daysIn)
    .action((options: { role: Role; tenant?: string; name: string; expires?: number }) =>
      withApp(async (app) => (await tokens()).createToken(app, options)),
    );
  token
    .command('list')
    .description('The tokens that were made, without what they are.')
    .option('--tenant <id>', 'of one account; else those for all')
    .action((options: { tenant?: string }) => withApp(async (app) => (await tokens()).listTokens(app, options)));
  token
    .command('revoke')
    .description('End a token at once.')
    .argument('<id>', 'as list shows it')
    .action((id: string) => withApp(async (app) => (await tokens()).revokeToken(app, id)));

  cli
    .command('audit')
    .description('The log of who did what.')
    .command('verify')
    .description(
      'Walk every chain of the audit log: nothing changed, removed, moved or cut off. Exit 1 if something was.',
    )
    .option('--json', 'the heads of all chains and the faults, as JSON: keep it at another place')
    .option('--against <file>', 'such a file of an earlier day: what it names must still be there')
    .action((options: { json?: boolean; against?: string }) =>
      withApp(async (app) => (await import('./audit.ts')).verifyAudit(app, options)),
    );

  cli
    .command('keys')
    .description('The keys that seal stored tokens and passwords.')
    .command('rotate')
    .description('Seal all of them with the first of SECRET_KEYS, or with a new key in DATA_DIR.')
    .action(() => withApp(async (app, config) => (await import('./keys.ts')).rotate(app, config)));

  cli
    .command('copy')
    .description('Copy everything into an empty database: a move to PostgreSQL, or a backup in a folder.')
    .requiredOption('--to <place>', 'postgres://… or a folder')
    .action(({ to }: { to: string }) =>
      withApp(async (app, config) => (await import('./copy.ts')).copyTo(app, config, to)),
    );
}

const tokens = () => import('./token.ts');

function daysIn(value: string): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > 3_650) {
    throw new InvalidArgumentError('Must be a number of days, from 1 to 3650.');
  }
  return days;
}
