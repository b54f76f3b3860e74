import { OWN_PACKAGE } from '../../src/model/pushed-summary.ts';
import type { Mapping } from '../../src/normalise/mapping.ts';
import { textAt } from '../../src/normalise/values.ts';
import { identifierSpeaksOfAi, textSpeaksOfAi } from './ai-words.ts';
import type { Context } from '../../src/normalise/context.ts';

const only = (kind: string, contributes?: Mapping['contributes']): Mapping => ({
  version: 1,
  from: { crm: 'sugarcrm', kind },
  ...(contributes && { contributes }),
});

/** Assets that are not examined themselves: they say what others mean, or point to something. */

export const server = only('server', ({ externalId }, context) => {
  context.account = { id: externalId };
});

export const cspHost = only('csp-host', ({ payload, externalId }, context, knowledge) => {
  const named = (textAt(payload, 'host') ?? externalId).replace(/^[a-z]+:\/\//i, '');
  const host = named.replace(/^\*\./, 'any.').replace(/[/?#].*$/, '');
  const service = knowledge.serviceBySite(host) ?? knowledge.serviceByHost(host);
  if (service?.ai === 'yes') {
    hint(context, 'sugar-csp-host', named);
  }
});

export const adminPanel = only('admin-panel', ({ payload, externalId }, context, knowledge) => {
  const label = textAt(payload, 'label') ?? externalId;
  const link = textAt(payload, 'link') ?? '';
  if (link.includes(OWN_PACKAGE.page)) {
    return;
  }
  if (textSpeaksOfAi(label, knowledge) || identifierSpeaksOfAi(link)) {
    hint(context, 'sugar-package', label);
  }
});

export const route = only('route', ({ payload, externalId }, context) => {
  const path = textAt(payload, 'path') ?? externalId;
  if (identifierSpeaksOfAi(path)) {
    hint(context, 'sugar-package', path);
  }
});

function hint({ hints }: Context, entry: string, value: string): void {
  const known = hints.get(entry) ?? [];
  const short = value.slice(0, 100);
  if (known.length < 10 && !known.includes(short)) {
    hints.set(entry, [...known, short]);
  }
}
