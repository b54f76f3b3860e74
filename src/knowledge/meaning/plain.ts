/** Forms that name men and women at once, made one word of the same length: `Bewerber:innen`, `candidat·e·s`, `emplead@s`. */
const GERMAN = /(?<=\p{L}{2})(?:[:*_·]|\/-?)(?=(?:innen|in|n|r)\b)/gu;
const FRENCH = /(?<=\p{L}{2})[·.(/-](e|ne|le|rice|euse|se|ère)(?:[·.)/-](?=s\b)|\)|(?=s?\b))/gu;
const SPANISH_AT = /(?<=\p{L}{2})@(?=s?\b)/gu;
const SPANISH_SLASH = /(?<=\p{L}{2}[oae]s?)\/(?:as?|os?)\b/gu;

const SOFT = '\u00AD';

/** Every character keeps its place, so that what is found is quoted from the text as it was written. */
export function plain(text: string): string {
  return text
    .replace(GERMAN, (sign) => SOFT.repeat(sign.length))
    .replace(SPANISH_SLASH, (ending) => ' '.repeat(ending.length))
    .replace(SPANISH_AT, 'o')
    .replace(FRENCH, (form, ending: string) => SOFT + ending + SOFT.repeat(form.length - ending.length - 1));
}
