import type { Knowledge } from '../../src/model/knowledge.ts';

const AI_WORD =
  /(^| )(ai|open ai|openai|gpt[\d ]*|chat ?gpt|llms?|gen ?ai|claude|anthropic|gemini|mistral|copilot|predict(ion|ions|ed|ive|or|s)?|sentiment|propensity|machine learning|deep learning|neural)( |$)/i;

/** The vendor calls itself SugarAI since 2026: its name says nothing about a thing that carries it. */
const BRAND = /\bsugar\s?ai\.com|sugarai/gi;

const DENIED =
  /(^|[^\p{L}])(no|not|non|without|ohne|kein|keine|sans|pas d|sin|senza|geen)[\s’'-]{1,3}(an? |any )?(ai|ki|ia)($|[^\p{L}])/iu;

/** Words of an identifier: `OpenAiSyncJob`, `ai_score_c`, `class::Vendor\Ns\Thing`. */
export function wordsOf(identifier: string): string {
  return identifier
    .slice(0, 500)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `InviaAiClienti`: in a name made of words of a language that has an `ai`, it is that word. */
const ROMANCE_AI =
  /(^| )(invia|scrivi|rispondi|manda|notifica|a|e) ai( |$)|(^| )ai (clienti|fornitori|soci|venditori|reparti|utenti)( |$)/i;

/** A name given by a developer (a field, a class, a view type): small letters count, other languages' words do not occur. */
export function identifierSpeaksOfAi(identifier: string): boolean {
  return AI_WORD.test(wordsOf(identifier.replace(BRAND, 'Sugar')).replace(ROMANCE_AI, ' '));
}

/** A text for people: `ai` in small letters is a word of Italian and French, so the phrase list decides. */
export function textSpeaksOfAi(text: string, knowledge: Knowledge): boolean {
  const own = text.replace(BRAND, 'Sugar');
  return !DENIED.test(own) && knowledge.byActionName(own)?.strength === 'strong';
}

/** A name of either kind: what holds a blank was written for people. */
export function nameSpeaksOfAi(name: string, knowledge: Knowledge): boolean {
  return textSpeaksOfAi(name, knowledge) || (!/\s/.test(name.trim()) && identifierSpeaksOfAi(name));
}
