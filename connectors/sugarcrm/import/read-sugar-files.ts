import type { Page } from '#src/pull/connector.ts';
import { sourceFiles } from '#src/pull/files/source-files.ts';
import type { AiField } from '../ai-field.ts';

export type Imported = { stream: string; page: Page } | { file: string; error: string };

/** What exported files hold: `path` is a file, a folder or a zip. */
export async function* readSugarFiles(path: string, _aiFields: readonly AiField[]): AsyncGenerator<Imported> {
  for await (const { name } of sourceFiles(path)) {
    yield { file: name, error: 'holds nothing that is known as an export of SugarCRM.' };
  }
}
