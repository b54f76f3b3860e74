import { Engine } from 'php-parser';

/** A node of PHP's syntax tree, as far as the linter looks at it. */
export interface PhpNode {
  kind: string;
  line: number;
  of(name: string): PhpNode | undefined;
  all(name: string): PhpNode[];
  text(name: string): string | undefined;
}

/** Throws when it is no PHP. */
export function parsePhp(source: string, file: string): PhpNode {
  const engine = new Engine({
    parser: { suppressErrors: false, version: '8.2' },
    ast: { withPositions: true },
  });
  return nodeOf(engine.parseCode(source, file) as unknown as Raw);
}

/** Every node below, and this one. */
export function* nodesIn(node: PhpNode): Generator<PhpNode> {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    waiting.push(...childrenOf(next));
  }
}

type Raw = { kind: string; loc?: { start?: { line?: number } } } & Record<string, unknown>;
const raws = new WeakMap<PhpNode, Raw>();

function nodeOf(raw: Raw): PhpNode {
  const node: PhpNode = {
    kind: raw.kind,
    line: raw.loc?.start?.line ?? 0,
    of: (name) => (isRaw(raw[name]) ? nodeOf(raw[name]) : undefined),
    all: (name) => (Array.isArray(raw[name]) ? raw[name].filter(isRaw).map(nodeOf) : []),
    text: (name) => (typeof raw[name] === 'string' ? raw[name] : undefined),
  };
  raws.set(node, raw);
  return node;
}

function childrenOf(node: PhpNode): PhpNode[] {
  return Object.entries(raws.get(node) ?? {}).flatMap(([name, value]) =>
    name === 'loc' ? [] : [value].flat().filter(isRaw).map(nodeOf),
  );
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && typeof (value as Raw).kind === 'string';
}
