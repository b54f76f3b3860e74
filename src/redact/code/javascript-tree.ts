import { parse, type Node } from 'acorn';
import { bind, fn, itemOf, member, name, other, ownAttributes, text, type Code, type Entry } from './code-tree.ts';

/** JavaScript as a code tree: a module, or a script where it is not one. Throws what the parser throws. */
export function javascriptTree(source: string): Code[] {
  return toCodes([parseEither(source)]);
}

function parseEither(source: string): Node {
  const options = {
    ecmaVersion: 'latest',
    locations: true,
    allowHashBang: true,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowImportExportEverywhere: true,
    checkPrivateFields: false,
  } as const;
  try {
    return parse(source, { ...options, sourceType: 'module' });
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw error;
    }
    return parse(source, { ...options, sourceType: 'script' });
  }
}

/** What we read of a node of the ESTree standard: acorn's union of 70 types adds nothing here. */
interface Tree extends Node {
  [field: string]: unknown;
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
const lineOf = (node: Node): number => node.loc?.start.line ?? 1;

/** The nodes in a field, one or many; holes of arrays are left out. */
function nodes(value: unknown): Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : isTree(value) ? [value] : [];
}

const toCodes = (list: unknown): Code[] => nodes(list).map(toCode);

function toCode(node: Tree): Code {
  const line = lineOf(node);
  const one = (field: string): Code => toCodes(node[field])[0] ?? other([], line);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? text(node.value, line) : other([], line);
    case 'TemplateLiteral':
      return template(node, line);
    case 'Identifier':
    case 'PrivateIdentifier':
      return name(String(node.name), line);
    case 'ThisExpression':
      return name('this', line);
    case 'MemberExpression':
      return node.computed
        ? { is: 'member', of: one('object'), key: one('property'), line }
        : member(one('object'), String(nodes(node.property)[0]?.name ?? ''), lineOf(nodes(node.property)[0] ?? node));
    case 'CallExpression':
    case 'NewExpression':
      return { is: 'call', callee: one('callee'), args: toCodes(node.arguments), line };
    case 'TaggedTemplateExpression':
      return other([one('tag'), one('quasi')], line);
    case 'ImportExpression':
      return { is: 'call', callee: name('import', line), args: [one('source')], line };
    case 'ObjectExpression':
    case 'ObjectPattern':
      return { is: 'record', entries: nodes(node.properties).map(toEntry), line };
    case 'ArrayExpression':
    case 'ArrayPattern':
      return { is: 'list', items: toCodes(node.elements), line };
    case 'BinaryExpression':
      return binary(node, line);
    case 'LogicalExpression':
      return node.operator === '&&'
        ? { is: 'either', options: [one('right')], when: one('left'), line }
        : { is: 'either', options: [one('left'), one('right')], line };
    case 'ConditionalExpression':
      return { is: 'either', options: [one('consequent'), one('alternate')], when: one('test'), line };
    case 'AwaitExpression':
    case 'SpreadElement':
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'RestElement':
      return one(
        node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression' ? 'expression' : 'argument',
      );
    case 'AssignmentPattern':
      return { is: 'set', target: one('left'), value: one('right'), declares: true, line };
    case 'AssignmentExpression':
      return /^(?:=|\|\|=|\?\?=)$/.test(String(node.operator))
        ? other(bind(one('left'), one('right'), false), line)
        : other([one('left'), one('right')], line);
    case 'VariableDeclarator':
      return node.init ? other(bind(one('id'), one('init'), true), line) : other([], line);
    case 'ForOfStatement':
      return other([...loopTargets(node, line), one('right'), one('body')], line);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return toFunction(node, line);
    case 'ReturnStatement':
      return { is: 'return', value: one('argument'), line };
    case 'ThrowStatement':
      return { is: 'compare', parts: [one('argument')], line };
    case 'ClassBody':
      return classBody(node, line);
    case 'MethodDefinition':
      return named(one('value'), node);
    case 'PropertyDefinition':
      return {
        is: 'set',
        target: name(String(nodes(node.key)[0]?.name ?? ''), line),
        value: one('value'),
        declares: true,
        line,
      };
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return imported(node, line);
    case 'ExportNamedDeclaration':
      return node.source
        ? imported(node, line)
        : other([...toCodes(node.declaration), ...toCodes(node.specifiers)], line);
    case 'ExpressionStatement':
      // A text that stands alone ('use strict') is no value.
      return nodes(node.expression)[0]?.type === 'Literal' ? other([], line) : one('expression');
    case 'LabeledStatement':
      return one('body');
    default:
      return other(
        Object.keys(node).flatMap((field) => toCodes(node[field])),
        line,
      );
  }
}

function toEntry(node: Tree): Entry {
  const key = nodes(node.key)[0];
  const [value = other([], lineOf(node))] = toCodes(node.value ?? node.argument);
  if (!key || (node.computed && key.type !== 'Literal')) {
    return { key: null, value };
  }
  const own = String(key.type === 'Literal' ? key.value : key.name);
  return { key: own, value: value.is === 'function' ? { ...value, name: own } : value };
}

function template(node: Tree, line: number): Code {
  const values = toCodes(node.expressions);
  const parts = nodes(node.quasis).flatMap((quasi, index) => {
    const { cooked } = quasi.value as { cooked?: string | null };
    const after = values[index];
    return [text(cooked ?? '', lineOf(quasi)), ...(after ? [after] : [])];
  });
  return parts.length === 1 ? parts[0]! : { is: 'join', parts, line };
}

/** A long sum leans to the left as deep as it is long: its spine is walked in a loop. */
function binary(node: Tree, line: number): Code {
  if (node.operator !== '+') {
    const parts = [...toCodes(node.left), ...toCodes(node.right)];
    return /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(String(node.operator))
      ? { is: 'compare', parts, line }
      : other(parts, line);
  }
  const parts: Code[] = [];
  let left: Tree | undefined = node;
  while (left && left.type === 'BinaryExpression' && left.operator === '+') {
    parts.push(...toCodes(left.right));
    left = nodes(left.left)[0];
  }
  return { is: 'join', parts: [...parts, ...(left ? [toCode(left)] : [])].reverse(), line };
}

function toFunction(node: Tree, line: number): Code {
  const own = nodes(node.id)[0];
  const body = node.expression
    ? [{ is: 'return', value: toCodes(node.body)[0]!, line } satisfies Code]
    : toCodes(nodes(node.body)[0]?.body);
  return fn(own ? String(own.name) : null, toCodes(node.params), body, line);
}

function named(code: Code, node: Tree): Code {
  return code.is === 'function' ? { ...code, name: String(nodes(node.key)[0]?.name ?? '') } : code;
}

function classBody(node: Tree, line: number): Code {
  const body = toCodes(node.body);
  return other([...body, ...ownAttributes(body)], line);
}

function loopTargets(node: Tree, line: number): Code[] {
  const left = nodes(node.left)[0];
  const target = left?.type === 'VariableDeclaration' ? nodes(nodes(left.declarations)[0]?.id)[0] : left;
  const [list = other([], line)] = toCodes(node.right);
  return target ? bind(toCode(target), itemOf(list, line), true) : [];
}

function imported(node: Tree, line: number): Code {
  const names = nodes(node.specifiers).map((specifier) => String(nodes(specifier.local)[0]?.name ?? ''));
  const isImport = node.type === 'ImportDeclaration';
  const module = String(nodes(node.source)[0]?.value ?? '');
  return { is: 'import', module, names: isImport ? names : [], bare: !isImport || names.length === 0, line };
}
