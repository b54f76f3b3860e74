import { isRandom } from './is-random.ts';

export const SECRET = '[secret]';

/** Stands in for a value and is none: `{{contact.x}}`, `${KEY}`, `<your key>`, what is masked already. */
const PLACEHOLDER =
  /^(?:\{\{[^{}]*\}{0,2}|\$?\{[\w.]*\}?|<[\w -]*>?|(?:(?:bearer|basic|token)\s+)?\[[a-z-]*\]?|(?:process\.env|os\.environ)[\w.'"[\]]*)$/i;

// Each quantifier is bounded or consumes what it reads: the time stays linear whatever the text.
const PEM = /-----BEGIN [A-Z0-9 ]{0,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/g;

const KNOWN = new RegExp(
  '(?<![A-Za-z0-9])(?:' +
    [
      'sk-(?:ant|proj|svcacct|admin|or|live|test)[-_][\\w-]{3,}',
      'sk-[\\w-]{10,}',
      'pat-[a-z]{2}\\d-[\\w-]{4,}',
      'xox[a-z]-[\\w-]{4,}',
      'xapp-[\\w-]{6,}',
      'A(?:KIA|SIA)[0-9A-Z]{8,}',
      'AIza[\\w-]{8,}',
      'gh[pousr]_\\w{6,}',
      'github_pat_\\w{6,}',
      'glpat-[\\w-]{6,}',
      'eyJ[\\w-]{6,}(?:\\.[\\w-]*){0,4}',
      '(?:hf|gsk|r8|npm|whsec|shpat|shpss|dop_v1|tgp_v1)_\\w{8,}',
      '[srp]k_(?:live|test)_\\w{6,}',
      '(?:xai|pplx|fw|nvapi|tvly|lsv2)-[\\w-]{16,}',
      'SG\\.[\\w-]{10,}\\.[\\w-]{10,}',
      'ya29\\.[\\w-]{10,}',
      '\\d{8,10}:AA[\\w-]{30,}',
    ].join('|') +
    // Long enough to be one although a word stands right before it.
    ')|sk-(?=[A-Za-z]{0,40}\\d)[A-Za-z0-9]{16,}',
  'g',
);

const SCHEME = /\b(bearer|basic)(\s{1,3}|%20)([A-Za-z0-9._~+/=-]{6,})/gi;
const PROSE = /^(?:tokens?|auth[a-z]*|access|header|scheme|credentials?)[.,]?$/i;

const PASSWORD =
  '(?:passwords?|passphrase|passwort|kennwort|mot de passe|contrase(?:ñ|n)a|password di accesso|wachtwoord|hasło|senha|пароль|パスワード|密码)';

const NAMED = new RegExp(
  '((?<![\\w-])[\\w-]{0,60}?(?:api[_-]?key|access[_-]?key|private[_-]?key|account[_-]?key|key|token|passwd|pwd|secret|' +
    'credentials?|authorization|signature|sig|auth|cookie|jwt|' +
    // People write `Password of the archive: …`, in their own language.
    PASSWORD +
    '(?: [^\\s"\'`:=]{1,20}){0,4}))' +
    '(\\\\?["\'`]?\\s{0,3}(?::=|=>|=|:)\\s{0,3})' +
    '(?:(\\\\?["\'`])((?:(?!\\3)[^\\n])+)|((?:(?:Bearer|Basic|Token)\\s{1,3})?[^\\s"\'`&,;)}\\]]+))',
  'gi',
);
const ALWAYS = new RegExp(
  `(?:passwd|pwd|secret|authorization|api[_-]?key|access[_-]?key|private[_-]?key|${PASSWORD}(?: \\S{1,20}){0,4})$`,
  'i',
);

const RUN = /[A-Za-z0-9+/_=-]{24,}/g;

/** Replaces what is a secret by its shape, its name or its randomness. */
export function maskSecrets(text: string): string {
  return text
    .replace(PEM, SECRET)
    .replace(KNOWN, SECRET)
    .replace(SCHEME, (all: string, scheme: string, gap: string, value: string) =>
      isSchemeValue(scheme, value) ? scheme + gap + SECRET : all,
    )
    .replace(NAMED, maskNamed)
    .replace(RUN, (run) => (isRandom(run) ? SECRET : run));
}

function isSchemeValue(scheme: string, value: string): boolean {
  if (scheme.toLowerCase() === 'bearer') {
    return !PROSE.test(value);
  }
  return /[0-9=+/]/.test(value) || /[a-z][A-Z]/.test(value) || value.length >= 20;
}

function maskNamed(all: string, name: string, gap: string, quote = '', quoted = '', bare = ''): string {
  const value = quoted || bare;
  if (PLACEHOLDER.test(value) || value.startsWith('=')) {
    return all;
  }
  // `Token: the one you got` is prose; `password: hunter` is not worth the risk.
  const prose = gap.includes(':') && !quoted && !ALWAYS.test(name) && /^[\p{L}'’.-]{1,20}$/u.test(value);
  return prose ? all : `${name}${gap}${quote}${SECRET}`;
}
