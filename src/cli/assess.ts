import { createInterface } from 'node:readline';
import { makeAssess } from '../assess/assess.ts';
import { withConflicts } from '../assess/conflicts.ts';
import { makeAssessLine } from '../describe/assess-lines.ts';
import { presentAssessed } from '../exports/present-assessed.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { loadLaw } from '../knowledge/load-law.ts';
import type { Language } from '../model/message.ts';
import { makeWords } from '../words.ts';
import { euAiAct } from '../../rules/eu-ai-act/index.ts';
import { EXIT } from './run.ts';

/** JSON Lines in, JSON Lines out, in the same order; no store, no network. A line that cannot be read fails alone. */
export async function assess(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  language: Language = 'en',
): Promise<number> {
  const words = makeWords(loadLaw(), euAiAct, language);
  const assessLine = makeAssessLine(withConflicts(makeAssess(euAiAct)), loadKnowledge());
  let exit: number = EXIT.complete;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') {
      continue;
    }
    const result = assessLine(line);
    if ('error' in result) {
      exit = EXIT.failed;
    }
    const shown = 'error' in result ? result : presentAssessed(result.id, result.facts, result.assessment, words);
    if (!output.write(`${JSON.stringify(shown)}\n`)) {
      await new Promise((resolve) => output.once('drain', resolve));
    }
  }
  return exit;
}
