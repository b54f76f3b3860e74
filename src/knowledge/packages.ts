import type { AiService } from '../model/catalogue.ts';
import { uniqueMap } from './unique-map.ts';

export type FindByPackage = (language: 'javascript' | 'python', name: string) => AiService | undefined;

interface Index {
  exact: Map<string, AiService>;
  /** Beginnings of names, for families (`@langchain/`). */
  begin: (readonly [string, AiService])[];
}

/** Imports by whole name: `openai` and its sub-modules, never `openai-mock`. */
export function packageIndex(services: readonly AiService[]): FindByPackage {
  const npm = indexOf(services.flatMap((service) => service.packages.npm.map((name) => [name, service] as const)));
  const pypi = indexOf(services.flatMap((service) => service.packages.pypi.map((name) => [name, service] as const)));
  return (language, name) =>
    language === 'python' ? find(pypi, name.replaceAll('-', '_'), '.') : find(npm, name.replace(/^npm:/, ''), '/');
}

function indexOf(names: readonly (readonly [string, AiService])[]): Index {
  return {
    exact: uniqueMap(
      'catalogue/ai-services.yaml',
      names.filter(([name]) => !name.endsWith('*')),
    ),
    begin: names.filter(([name]) => name.endsWith('*')).map(([name, service]) => [name.slice(0, -1), service]),
  };
}

/** The name itself, then what it is a part of: `langchain.chat_models` belongs to `langchain`. */
function find({ exact, begin }: Index, name: string, separator: string): AiService | undefined {
  const parts = name.slice(0, 200).split(separator, 8);
  for (let length = parts.length; length > 0; length -= 1) {
    const part = parts.slice(0, length).join(separator);
    const found = exact.get(part) ?? begin.find(([start]) => part.startsWith(start) && part.length > start.length)?.[1];
    if (found) {
      return found;
    }
  }
  return undefined;
}
