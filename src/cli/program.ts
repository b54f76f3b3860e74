import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { type Language, LANGUAGES } from '../model/message.ts';
import { type Crm, CRMS } from '../model/raw-asset.ts';
import type { Part } from '../server.ts';
import { adminCommands } from './admin.ts';
import { declaredCommands } from './declared-commands.ts';
import type { OutputOptions } from './output.ts';
import { EXIT, withApp } from './run.ts';

const TIERS = ['prohibited', 'high', 'limited'];

const HELP = `
Start:  set HUBSPOT_ACCESS_TOKEN (or SUGARCRM_URL, SUGARCRM_USERNAME, SUGARCRM_PASSWORD), then: ai-inventory scan hubspot
Exit:   0 complete, 1 failed, 2 usage or settings, 3 done but with gaps, 4 a tier of --fail-on was found
All settings are explained in .env.example.`;

/** The command line as docs/interface.md describes it. */
export function program(): Command {
  const cli = new Command('ai-inventory')
    .description(
      'Finds the AI features in a CRM account and says what the EU AI Act asks of the company that uses them.',
    )
    .version(packageJson.version)
    .addHelpText('after', HELP)
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.complete : EXIT.usage));

  reporting(
    cli
      .command('scan')
      .description('Make the inventory of the account whose credentials are in the environment or in .env.')
      .argument('<crm>', CRMS.join(' or '), crmIn),
  )
    .option('--tenant <name>', 'the name under which the account is kept')
    .action(async (crm: Crm, options: OutputOptions & { tenant?: string }) => (await inventory()).scan(crm, options));

  reporting(
    cli
      .command('import')
      .description('An inventory of exported files: a file, a folder or a zip. No network.')
      .argument('<path>'),
  )
    .addOption(new Option('--crm <crm>', 'where the files come from').choices(CRMS).makeOptionMandatory())
    .option('--tenant <name>', 'the name under which they are kept')
    .action(async (path: string, options: OutputOptions & { tenant?: string; crm: Crm }) =>
      (await inventory()).importPath(path, options),
    );

  cli
    .command('export')
    .description('Print the inventory as the last scan left it.')
    .addOption(new Option('--format <format>', 'of the output').choices(['json', 'csv']).default('json'))
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--out <file>', 'instead of standard output')
    .addOption(languageOption())
    .action(async (options: { format: string; tenant?: string; out?: string; lang?: Language }) =>
      (await inventory()).exportTo(options),
    );

  cli
    .command('assess')
    .description(
      'JSON Lines on standard input, JSON Lines out: classifies features described by hand. No account, no store.',
    )
    .addOption(languageOption())
    .action(async ({ lang }: { lang?: Language }) => {
      const { assess } = await import('./assess.ts');
      process.exitCode = await assess(process.stdin, process.stdout, lang);
    });

  cli
    .command('explain')
    .description('Why an entry has its tier: fact and where it was seen, rule, article, duty, open questions.')
    .argument('<key>', 'the key of the entry, as scan and export show it')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .addOption(languageOption())
    .action((key: string, options: { tenant?: string; lang?: Language }) =>
      withApp(async (app) => (await import('./explain.ts')).explainKey(app, key, options)),
    );

  cli
    .command('reassess')
    .description('Judge the stored assets again and say what changed and why. No call to the CRM.')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--json', 'the changes as JSON')
    .addOption(languageOption())
    .action((options: { tenant?: string; json?: boolean; lang?: Language }) =>
      withApp(async (app) => (await import('./reassess.ts')).reassessTenant(app, options)),
    );

  cli
    .command('serve')
    .description('Server, schedules and worker in one process, on the embedded database or PostgreSQL.')
    .action(() => serve('serve'));
  cli
    .command('web')
    .description('Only the server: any number on one PostgreSQL.')
    .action(() => serve('web'));
  cli
    .command('worker')
    .description('Only schedules and scans: any number on one PostgreSQL.')
    .action(() => serve('worker'));

  cli
    .command('demo')
    .description(
      'Start the simulator with its sample accounts, scan each, print the results and serve them until stopped.',
    )
    .option('--once', 'end after printing')
    .action(async (options: { once?: boolean }) => (await import('./demo.ts')).demo(options));

  declaredCommands(cli);
  adminCommands(cli);
  return cli;
}

function languageOption(): Option {
  return new Option('--lang <language>', 'of sentences and questions').choices(LANGUAGES).default('en');
}

function reporting(command: Command): Command {
  return command
    .option('--json', 'the full result as JSON')
    .addOption(languageOption())
    .option('--fail-on <tiers>', `exit 4 on any of ${TIERS.join(', ')}`, tiersIn);
}

function crmIn(value: string): Crm {
  const crm = CRMS.find((known) => known === value);
  if (!crm) {
    throw new InvalidArgumentError(`Must be one of: ${CRMS.join(', ')}.`);
  }
  return crm;
}

function tiersIn(value: string): string[] {
  const tiers = value.split(',').map((tier) => tier.trim());
  const wrong = tiers.filter((tier) => !TIERS.includes(tier));
  if (wrong.length > 0) {
    throw new InvalidArgumentError(`Not a tier: ${wrong.join(', ')}. Use ${TIERS.join(', ')}.`);
  }
  return tiers;
}

// What a command needs is loaded when it is asked for: each starts sooner for what it leaves out.

const inventory = () => import('./inventory.ts');

async function serve(part: Part): Promise<void> {
  await (await import('./serve.ts')).serve(part);
}
