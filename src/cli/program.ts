import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { toCsv } from '../exports/csv.ts';
import { presentScan } from '../exports/present-scan.ts';
import { ConfigError } from '../kit/errors.ts';
import { type Crm, CRMS } from '../model/raw-asset.ts';
import { assess } from './assess.ts';
import { demo } from './demo.ts';
import { output, type OutputOptions } from './output.ts';
import { progressTo } from './progress.ts';
import { EXIT, withApp } from './run.ts';
import { plain } from './terminal.ts';

const TIERS = ['prohibited', 'high', 'limited'];

/** The command line of contract.md section 1, as far as it is built; what is not there is not listed. */
export function program(): Command {
  const cli = new Command('ai-inventory')
    .description(
      'Finds the AI features in a CRM account and says what the EU AI Act asks of the company that uses them.',
    )
    .showHelpAfterError()
    .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.complete : EXIT.usage));

  reporting(
    cli
      .command('scan')
      .description('Scan the account that the environment names (see .env.example).')
      .argument('<crm>', CRMS.join(' or '), crmIn),
  )
    .option('--tenant <name>', 'the name under which the account is kept')
    .action((crm: Crm, options: OutputOptions & { tenant?: string }) => scan(crm, options));

  reporting(
    cli
      .command('import')
      .description('The same from exported files: a file, a folder or a zip. No network.')
      .argument('<path>'),
  )
    .addOption(new Option('--crm <crm>', 'where the files come from').choices(CRMS).makeOptionMandatory())
    .option('--tenant <name>', 'the name under which they are kept')
    .action((path: string, options: OutputOptions & { tenant?: string; crm: Crm }) => importPath(path, options));

  cli
    .command('export')
    .description('The inventory as stored.')
    .addOption(new Option('--format <format>', 'of the output').choices(['json', 'csv']).default('json'))
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--out <file>', 'instead of standard output')
    .action((options: { format: string; tenant?: string; out?: string }) => exportTo(options));

  cli
    .command('assess')
    .description(
      'JSON Lines on standard input, JSON Lines out: classifies features described by hand. No account, no store.',
    )
    .action(async () => {
      process.exitCode = await assess(process.stdin, process.stdout);
    });

  cli
    .command('demo')
    .description('Start the simulator with its sample accounts, scan each, print the results.')
    .option('--once', 'end after printing, also on a terminal')
    .action((options: { once?: boolean }) => demo(options));
  return cli;
}

function reporting(command: Command): Command {
  return command
    .option('--json', 'the full result as JSON')
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

async function exportTo({ format, tenant, out }: { format: string; tenant?: string; out?: string }): Promise<void> {
  await withApp(async (app) => {
    const tenants = await app.store.tenants();
    const wanted =
      tenant === undefined ? tenants : tenants.filter((item) => item.id === tenant || item.name === tenant);
    const [one] = wanted;
    if (!one || wanted.length > 1) {
      const names = tenants.map((item) => item.id).join(', ');
      throw new ConfigError([
        one
          ? `Several accounts are kept; name one with --tenant: ${names}`
          : `No such account is kept. Kept: ${names || 'none; scan first'}`,
      ]);
    }
    const inventory = await app.store.of(one).inventories.read();
    if (!inventory) {
      throw new ConfigError([`${one.id} has no finished scan yet.`]);
    }
    const result = presentScan(inventory, app.words());
    const text = format === 'csv' ? toCsv(result) : `${JSON.stringify(result, null, 2)}\n`;
    if (out === undefined) {
      process.stdout.write(text);
    } else {
      writeFileSync(out, text);
    }
    return EXIT.complete;
  });
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
