import type { Command } from 'commander';
import { Option } from 'commander';
import { FEATURE_KINDS } from '../model/feature.ts';
import type { Told } from './declared.ts';
import { withApp } from './run.ts';

/** Features that no API shows, or that are only planned, entered by hand. */
export function declaredCommands(cli: Command): void {
  const declared = cli
    .command('declared')
    .description('Features that people enter: not visible to any API, or planned.');
  describing(declared.command('add'))
    .description('Enter a feature; prints its key. It is judged like any other, and what is left out is asked.')
    .action((told: Told) => withApp(async (app) => (await actions()).add(app, told)));
  describing(declared.command('change'))
    .description('Describe one anew: what is given replaces what stood.')
    .argument('<id>', 'as list shows it')
    .action((id: string, told: Told) => withApp(async (app) => (await actions()).change(app, id, told)));
  declared
    .command('withdraw')
    .description('Take one out of the inventory. What was said of it is kept.')
    .argument('<id>', 'as list shows it')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--reason <text>', 'why')
    .action((id: string, told: Told) => withApp(async (app) => (await actions()).withdraw(app, id, told)));
  declared
    .command('list')
    .description('Those that stand.')
    .option('--tenant <id>', 'needed when several accounts are kept')
    .action((told: Told) => withApp(async (app) => (await actions()).list(app, told)));
}

function describing(command: Command): Command {
  return command
    .option('--tenant <id>', 'needed when several accounts are kept')
    .option('--name <name>', 'as people call it')
    .option('--catalogue <id>', 'which of the vendor’s features that no API shows, by its id in the catalogue')
    .addOption(new Option('--kind <kind>', 'what it is').choices(FEATURE_KINDS))
    .option('--vendor <name>', 'who makes the AI system')
    .option('--system <name>', 'what the AI system is called')
    .option('--model <name>', 'which model it uses')
    .option('--planned', 'it does not exist yet')
    .option(
      '--fact <name=value>',
      'one fact, lists with commas; may be repeated; without a value: not known',
      gathered,
      [],
    )
    .option('--note <text>', 'where it is used, and how one knows')
    .option('--reason <text>', 'why it is entered or changed');
}

const gathered = (one: string, before: string[]) => [...before, one];

const actions = () => import('./declared.ts');
