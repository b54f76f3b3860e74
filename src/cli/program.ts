import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { toCsv } from '../exports/csv.ts';
import { presentScan } from '../exports/present-scan.ts';
import { UsageError } from '../kit/errors.ts';
import { type Language, LANGUAGES } from '../model/message.ts';
import { type Crm, CRMS } from '../model/raw-asset.ts';
import type { Part } from '../server.ts';
import { adminCommands } from './admin.ts';
import { assess } from './assess.ts';
import { explainKey } from './explain.ts';
import { output, type OutputOptions } from './output.ts';
import { progressTo } from './progress.ts';
import { reassessTenant } from './reassess.ts';
import { EXIT, withApp } from './run.ts';
import { inventoryOf } from './stored.ts';
import { plain } from './terminal.ts';

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
    .action((crm: Crm, options: OutputOptions & { tenant?: string }) => scan(crm, options));

  reporting(
    cli
      .command('import')
      .description('An inventory of exported files: a file, a folder or a zip. No network.')
      .argument('<path>'),
  )
    .addOption(new Option('--crm <crm>', 'where the files come from').choices(CRMS).makeOptionMandatory())
    .option('--tenant <name>', 'the name under which they are kept')
    .action((path: string, options: OutputOptions & { tenant?: string; crm: Crm }) => importPath(path, options));

  cli
    .command('export')
    .description('Print the inventory as the last scan left it.')
    .addOption(new Option('--format <format>', 'of the output').choices(['json', 'csv']).default('json'))
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--out <file>', 'instead of standard output')
    .addOption(languageOption())
    .action((options: { format: string; tenant?: string; out?: string; lang?: Language }) => exportTo(options));

  cli
    .command('assess')
    .description(
      'JSON Lines on standard input, JSON Lines out: classifies features described by hand. No account, no store.',
    )
    .addOption(languageOption())
    .action(async ({ lang }: { lang?: Language }) => {
      process.exitCode = await assess(process.stdin, process.stdout, lang);
    });

  cli
    .command('explain')
    .description('Why an entry has its tier: fact and where it was seen, rule, article, duty, open questions.')
    .argument('<key>', 'the key of the entry, as scan and export show it')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .addOption(languageOption())
    .action((key: string, options: { tenant?: string; lang?: Language }) =>
      withApp((app) => explainKey(app, key, options)),
    );

  cli
    .command('reassess')
    .description('Judge the stored assets again and say what changed and why. No call to the CRM.')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--json', 'the changes as JSON')
    .addOption(languageOption())
    .action((options: { tenant?: string; json?: boolean; lang?: Language }) =>
      withApp((app) => reassessTenant(app, options)),
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

async function scan(crm: Crm, options: OutputOptions & { tenant?: string }): Promise<void> {
  await withApp(async (app) => {
    const progress = progressTo(process.stderr);
    const name = options.tenant === undefined ? {} : { name: options.tenant };
    const inventory = await app.scan(crm, { ...name, onProgress: progress.onProgress }).finally(() => progress.end());
    return output(app, inventory, options);
  });
}

async function importPath(path: string, options: OutputOptions & { tenant?: string; crm: Crm }): Promise<void> {
  await withApp(async (app) => {
    const { stored, errors } = await app.importPath(options.crm, path, options.tenant ?? basename(path));
    for (const { file, error } of errors) {
      process.stderr.write(`Not imported: ${plain(file, 200)}: ${plain(error, 400)}\n`);
    }
    const exit = output(app, stored, options);
    return exit === EXIT.complete && errors.length > 0 ? EXIT.gaps : exit;
  });
}

async function exportTo({
  format,
  tenant,
  out,
  lang,
}: {
  format: string;
  tenant?: string;
  out?: string;
  lang?: Language;
}): Promise<void> {
  await withApp(async (app) => {
    const inventory = await inventoryOf(app, tenant);
    const result = presentScan(inventory, app.words(lang));
    const text = format === 'csv' ? toCsv(result) : `${JSON.stringify(result, null, 2)}\n`;
    if (out === undefined) {
      process.stdout.write(text);
    } else {
      writeTo(out, text);
    }
    return EXIT.complete;
  });
}

function writeTo(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be written (${code ?? 'unknown reason'}).`, 'Give --out another place.');
  }
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

/** Loaded when it is asked for: the other commands need neither server nor simulators, and start sooner. */
async function serve(part: Part): Promise<void> {
  await (await import('./serve.ts')).serve(part);
}
