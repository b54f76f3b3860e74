import type { Fault } from './fault.ts';
import { parsePhp, type PhpNode } from './php-tree.ts';

export const MANIFEST = 'manifest.php';
const MAY_DEFINE = ['manifest', 'installdefs'];
const TEXTS = ['version', 'type'];

/** A value that stands in the manifest as it is. */
export type Static = string | number | boolean | null | Static[] | { [key: string]: Static };

/** The manifest may only define two arrays of what stands there as it is: nothing is called, computed or read. */
export function lintManifest(source: string): { faults: Fault[]; copies: { from: string; to: string }[] } {
  const faults: Fault[] = [];
  const say = (rule: string, text: string, line?: number) =>
    faults.push({ file: MANIFEST, ...(line !== undefined && { line }), rule, text });
  const defined = new Map<string, Static>();
  let tree: PhpNode;
  try {
    tree = parsePhp(source, MANIFEST);
  } catch (error) {
    say('php-syntax', error instanceof Error ? error.message : String(error));
    return { faults, copies: [] };
  }
  for (const statement of tree.all('children')) {
    const assigned = statement.of('expression');
    const name = assigned?.of('left')?.text('name');
    const value = assigned?.of('right');
    if (assigned?.kind !== 'assign' || assigned.text('operator') !== '=' || !name || !MAY_DEFINE.includes(name)) {
      say('manifest-pure', 'Only $manifest and $installdefs may be defined, and nothing else be done.', statement.line);
    } else {
      try {
        defined.set(name, staticOf(value));
      } catch (error) {
        say('manifest-pure', `$${name} holds ${error instanceof Error ? error.message : ''}.`, statement.line);
      }
    }
  }
  const manifest = objectIn(defined.get('manifest'));
  const installdefs = objectIn(defined.get('installdefs'));
  for (const key of TEXTS) {
    if (typeof manifest[key] !== 'string' || manifest[key] === '') {
      say('manifest-complete', `$manifest has no ${key}.`);
    }
  }
  if (!manifest['name'] && !installdefs['id']) {
    say('manifest-complete', 'It has neither a name nor an id.');
  }
  if (manifest['type'] !== undefined && manifest['type'] !== 'module') {
    say('manifest-complete', 'Its type must be module.');
  }
  if (!hasVersions(manifest['acceptable_sugar_versions'])) {
    say('manifest-complete', '$manifest does not say for which versions it is.');
  }
  return { faults, copies: copiesIn(installdefs['copy']) };
}

function staticOf(node: PhpNode | undefined): Static {
  switch (node?.kind) {
    case 'string':
      return node.text('value') ?? '';
    case 'number':
      return Number(node.text('value'));
    case 'boolean':
    case 'nullkeyword':
      return true;
    case 'array':
      return arrayOf(node);
    default:
      throw new Error(node ? `what must be computed (${node.kind}, line ${node.line})` : 'nothing');
  }
}

function arrayOf(node: PhpNode): Static {
  const entries = node.all('items').map((item) => {
    const key = item.of('key');
    return [key && String(staticOf(key)), staticOf(item.of('value'))] as const;
  });
  return entries.some(([key]) => key !== undefined)
    ? Object.fromEntries(entries.map(([key, value], index) => [key ?? String(index), value]))
    : entries.map(([, value]) => value);
}

function objectIn(value: Static | undefined): { [key: string]: Static } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function hasVersions(value: Static | undefined): boolean {
  const { exact_matches: exact, regex_matches: patterns } = objectIn(value);
  return [exact, patterns].some((list) => Array.isArray(list) && list.length > 0);
}

function copiesIn(value: Static | undefined): { from: string; to: string }[] {
  return (Array.isArray(value) ? value : []).map((entry) => {
    const { from, to } = objectIn(entry);
    return { from: String(from ?? ''), to: String(to ?? '') };
  });
}
