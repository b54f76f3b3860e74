import type { RequestHandler } from 'express';
import type { Language } from '../../model/message.ts';
import { type Html, html } from '../html.ts';
import { WORDS } from './words.ts';

/** Where the pages answer; links and forms name them. */
export const PATHS = {
  signIn: '/sign-in',
  code: '/sign-in/code',
  oidc: '/sign-in/oidc',
  style: '/sign-in/style.css',
  signOut: '/sign-out',
  invitation: '/invitation',
  install: '/hubspot/install',
} as const;

/** Words of what can be wrong. */
export type Fault =
  | 'refused'
  | 'tooMany'
  | 'elsewhere'
  | 'provider'
  | 'providerAway'
  | 'linkGone'
  | 'taken'
  | 'incomplete'
  | 'failed'
  | 'consentDenied'
  | 'consentStale'
  | 'consentRole'
  | 'consentFailed';

export interface Frame {
  language: Language;
  fault?: Fault | undefined;
}

/**
 * Goes on by itself. For an address that leads to another site: browsers hold the redirects after a form to the sites
 * that a form may be sent to, and those are ours alone.
 */
export function onwardPage({ language, to }: { language: Language; to: string }): string {
  const { continue: words } = WORDS[language];
  const refresh = html`<meta http-equiv="refresh" content="0;url=${to}" />`;
  return page({ language, head: refresh }, words, [html`<p class="other"><a href="${to}">${words}</a></p>`]);
}

/** A page that says what is wrong and leads back to where one can begin again. */
export function faultPage({ language, fault, back = PATHS.signIn }: Required<Frame> & { back?: string }): string {
  const words = WORDS[language];
  const link = back === PATHS.signIn ? words.signIn : words.beginAgain;
  return page({ language, fault }, link, [html`<p class="other"><a href="${back}">${link}</a></p>`]);
}

export function page(
  { language, fault, head }: Frame & { head?: Html },
  title: string,
  parts: readonly Html[],
): string {
  const words = WORDS[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${fault ? `${words[fault]} – ` : ''}${title}</title>
        <link rel="stylesheet" href="${PATHS.style}" />
        ${head}
      </head>
      <body>
        <main>
          <p class="product">CRM AI Inventory</p>
          <h1>${title}</h1>
          ${fault && html`<p class="bad" role="alert">${words[fault]}</p>`} ${parts}
        </main>
      </body>
    </html> `.text;
}

/** `same-origin`: with no referrer at all, browsers would call the origin of our own forms "null". */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('referrer-policy', 'same-origin');
  res.setHeader('cache-control', 'no-store');
  res.vary('accept-language').type('html');
  next();
};
