import { isDeniedClass, isDeniedFunction } from './denied.ts';
import type { Fault } from './fault.ts';
import { nodesIn, parsePhp, type PhpNode } from './php-tree.ts';

/** What the scanner refuses in a file of code. By the syntax tree: a comment or a text is no call. */
export function lintPhp(file: string, source: string): Fault[] {
  let tree: PhpNode;
  try {
    tree = parsePhp(source, file);
  } catch (error) {
    return [{ file, rule: 'php-syntax', text: error instanceof Error ? error.message : String(error) }];
  }
  return [...nodesIn(tree)].flatMap((node) =>
    faultsOf(node).map(({ rule, text }) => ({ file, line: node.line, rule, text })),
  );
}

const NAMED = new Set(['name', 'selfreference', 'staticreference', 'parentreference']);

type Found = Pick<Fault, 'rule' | 'text'>;

function faultsOf(node: PhpNode): Found[] {
  switch (node.kind) {
    case 'call':
      return callFaults(node.of('what'));
    case 'new':
      return NAMED.has(node.of('what')?.kind ?? '') ? [] : [dynamic('a class whose name is only known when it runs')];
    case 'name':
      return isDeniedClass(node.text('name') ?? '') ? [denied('class', node)] : [];
    case 'staticlookup':
      return node.of('what')?.kind === 'variable' ? [dynamic('a class whose name is only known when it runs')] : [];
    case 'variable':
      return node.text('name') === undefined ? [dynamic('a variable whose name is only known when it runs')] : [];
    case 'include':
      return [{ rule: 'include', text: 'Files are not included; Sugar loads classes by their place.' }];
    case 'eval':
      return [denied('function', node, 'eval')];
    case 'encapsed':
      return node.text('type') === 'shell' ? [{ rule: 'backticks', text: 'Backticks run a command.' }] : [];
    case 'exit':
    case 'inline':
    case 'global':
      return [{ rule: 'not-our-style', text: `“${node.kind}” has no place in a package.` }];
    default:
      return [];
  }
}

function callFaults(what: PhpNode | undefined): Found[] {
  switch (what?.kind) {
    case 'name':
      return isDeniedFunction(what.text('name') ?? '') ? [denied('function', what)] : [];
    case 'propertylookup':
    case 'nullsafepropertylookup':
    case 'staticlookup': {
      const offset = what.of('offset');
      return offset?.kind === 'identifier' ? [] : [dynamic('a method whose name is only known when it runs')];
    }
    default:
      return [dynamic('a function whose name is only known when it runs')];
  }
}

function dynamic(what: string): Found {
  return { rule: 'dynamic-name', text: `Uses ${what}.` };
}

function denied(what: string, node: PhpNode, name = node.text('name') ?? ''): Found {
  return { rule: `denied-${what}`, text: `The scanner refuses the ${what} ${name}.` };
}
