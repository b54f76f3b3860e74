import { SECRET } from './secret-shapes.ts';

const EMAIL =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[a-z0-9-]{1,59}|\p{L}{2,24})(?![\p{L}\p{N}])/giu;

const BEFORE = '(?<![\\w.,:/-])';
const AFTER = '(?![\\w-]|[.,:]\\d)';
const INTERNATIONAL = /(?<![\w+])(?:\+|00)[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\d)/g;
const NATIONAL = new RegExp(
  BEFORE +
    '(?:' +
    [
      // North America: 555-123-4567, (555) 123 4567
      '\\(?[2-9]\\d{2}\\)?[ .-]{1,2}\\d{3}[ .-]\\d{4}',
      // A trunk zero with an area code: 030/1234567, 0171-1234567, 06 12 34 56 78, (030) 1234567
      '\\(?0[1-9]\\d{0,4}\\)?(?:[ ./-]{1,2}\\d{2,9}){1,5}',
      '0[1-9]\\d{8,10}',
      // Spain: 612 345 678
      '[6789]\\d{2} \\d{3} \\d{3}',
    ].join('|') +
    ')' +
    AFTER,
  'g',
);

const IBAN = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])/g;

/** Replaces e-mail addresses, phone numbers and bank accounts. Ids, dates and plain numbers stay. */
export function maskPersonal(text: string): string {
  return text
    .replace(EMAIL, '[e-mail]')
    .replace(IBAN, (all) => (isIban(all) ? SECRET : all))
    .replace(INTERNATIONAL, '[phone]')
    .replace(NATIONAL, (all) => (isPhone(all) ? '[phone]' : all));
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  // `07.06.2024` and `01/2024` are dates.
  return digits >= 9 && digits <= 15 && !/^\d{2}[./-]\d{2}[./-]\d{4}/.test(text);
}

/** The check digits of ISO 13616: an order number of the same shape passes one time in 97. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) {
    return false;
  }
  let rest = 0;
  for (const sign of compact.slice(4) + compact.slice(0, 4)) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
