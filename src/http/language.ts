import type { Request } from 'express';
import { type Language, LANGUAGES } from '../model/message.ts';

/** What the browser, or the program, says it reads; else English. */
export function languageOf(req: Request): Language {
  const wanted = req.acceptsLanguages([...LANGUAGES]);
  return LANGUAGES.find((one) => one === wanted) ?? 'en';
}
