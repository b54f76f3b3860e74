import { aiNotices } from '#src/redact/ai-notices.ts';
import { redactText } from '#src/redact/redact-text.ts';

/** A name after a greeting is the visitor's: bots greet by name. The greeting stands in many languages. */
const GREETED =
  /(^|[\s!.¡¿"“])(hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|moin|servus|bonjour|bonsoir|salut|ch[eè]re?|hola|buen[oa]s (?:d[ií]as|tardes|noches)|estimad[oa]|querid[oa]|ciao|buongiorno|buonasera|salve|gentile|dag|goed(?:en|e) ?(?:dag|morgen|middag|avond)|beste|ol[aá]|cze[sś][cć]|dzie[nń] dobry|merhaba)((?:[ ,]+(?:herr|frau|mr\.?|mrs\.?|ms\.?|m\.|mme\.?|se[nñ]or[a]?|signor[a]?|meneer|mevrouw))?)[ ,]+(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+)?)/giu;

/** `Ada Lovelace, your code is …`: two or three capitalised words before the first comma are whom the bot speaks to. */
const ADDRESSED = /^\s*(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){1,2})(?=,)/u;
/** … unless they are what the bot calls itself. */
const ITSELF =
  /\b(AI|KI|IA|A\.I\.)\b|[aá]ssist|bot|agent|virtu|digital|artifi|kunst|künst|intelli|service|support|team/iu;

const CAPITAL = /^\p{Lu}/u;
/** Words that follow a greeting with a capital letter without being a name. */
const NO_NAME =
  /^(I|Ich|Je|Yo|Io|Ik|Willkommen|Welcome|Bienvenue|Bienvenid[oa]s?|Benvenut[oaie]|Welkom|How|What|Wie|Was|Comment|C[oó]mo|Come|Hoe|Thanks?|Danke|Merci|Gracias|Grazie|This|Dies|AI|KI|IA)\b/u;

/** `…, María Pérez?`: a name at the end of a sentence. */
const CALLED = /,\s+(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,2})(?=\s*(?:[!?.…]|$))/gu;

/**
 * What a bot's reply to a visitor says about itself; `''` when it says nothing of the kind. The rest answers a person
 * and may hold anything about him.
 */
export function ownWords(reply: string): string {
  return aiNotices([automaticText(reply)]).join(' ');
}

/** An automatic text without what it says about the visitor, at most 600 characters. */
export function automaticText(text: string): string {
  const anonymous = text
    .slice(0, 4_000)
    .replace(GREETED, (whole, before: string, greeting: string, title: string, name: string) =>
      CAPITAL.test(name) && !NO_NAME.test(name) ? `${before}${greeting}${title} [name]` : whole,
    )
    .replace(ADDRESSED, (words) => (ITSELF.test(words) ? words : '[name]'))
    .replace(CALLED, (words, name: string) => (ITSELF.test(name) || NO_NAME.test(name) ? words : ', [name]'));
  return redactText(anonymous, 600);
}
