import type { InvitationKind } from '../../store/identity/invitations.ts';
import { type Frame, page, PATHS } from './frame.ts';
import { html } from '../html.ts';
import { REFERENCE } from '../paths.ts';
import { WORDS, type Words } from './words.ts';

export interface SignInPage extends Frame {
  next: string;
  email?: string | undefined;
  hasOidc: boolean;
}

export function signInPage({ language, fault, next, email, hasOidc }: SignInPage): string {
  const words = WORDS[language];
  return page({ language, fault }, words.signIn, [
    html`<form method="post" action="${PATHS.signIn}">
      ${hidden('next', next)}
      <label
        >${words.email}<input
          name="email"
          type="email"
          autocomplete="username"
          required
          value="${email ?? ''}"
          ${email ? '' : FOCUS}
      /></label>
      <label
        >${words.password}<input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ${email ? FOCUS : ''}
      /></label>
      <button>${words.signIn}</button>
    </form>`,
    ...(hasOidc
      ? [html`<p class="other"><a href="${PATHS.oidc}?next=${encodeURIComponent(next)}">${words.withProvider}</a></p>`]
      : []),
  ]);
}

export function codePage({ language, fault, next, isRecovery }: Frame & { next: string; isRecovery: boolean }): string {
  const words = WORDS[language];
  const other = `${PATHS.code}?next=${encodeURIComponent(next)}${isRecovery ? '' : '&recovery=1'}`;
  return page({ language, fault }, words.signIn, [
    html`<form method="post" action="${PATHS.code}">
        ${hidden('next', next)} ${hidden('recovery', isRecovery ? '1' : '')}
        <label
          >${isRecovery ? words.recoveryCode : words.code}<input
            name="code"
            autocomplete="one-time-code"
            ${isRecovery ? '' : DIGITS}
            required
            ${FOCUS}
        /></label>
        ${!isRecovery && html`<p class="hint" id="hint">${words.codeHint}</p>`}
        <button>${words.continue}</button>
      </form>
      <p class="other"><a href="${other}">${isRecovery ? words.haveDevice : words.lostDevice}</a></p>`,
  ]);
}

export interface LinkPage extends Frame {
  token: string;
  kind: InvitationKind;
  email?: string | undefined;
  typed?: { name?: string | undefined; email?: string | undefined };
  hasOidc: boolean;
}

export function linkPage({ language, fault, token, kind, email, typed = {}, hasOidc }: LinkPage): string {
  const words = WORDS[language];
  const [title, text] = titleOf(kind, words, email);
  const asksEmail = kind === 'first-admin';
  const mayUseProvider = hasOidc && kind === 'invitation';
  return page({ language, fault }, title, [
    html`<p>${text}</p>
      <form method="post" action="${PATHS.invitation}">
        ${hidden('token', token)}
        ${kind !== 'reset' && html`<label>${words.name}<input name="name" autocomplete="name" maxlength="200" required ${FOCUS} value="${typed.name ?? ''}" /></label>`}
        ${
          asksEmail
            ? html`<label
                >${words.email}<input
                  name="email"
                  type="email"
                  autocomplete="username"
                  required
                  value="${typed.email ?? ''}"
              /></label>`
            : html`<label
                >${words.email}<input type="email" autocomplete="username" readonly value="${email ?? ''}"
              /></label>`
        }
        <label
          >${words.newPassword}<input
            name="password"
            type="password"
            autocomplete="new-password"
            minlength="12"
            maxlength="128"
            ${mayUseProvider ? '' : REQUIRED}
        /></label>
        <button>${words.continue}</button>
        ${mayUseProvider && html`<p class="other"><button name="with" value="oidc" formnovalidate>${words.withProvider}</button></p>`}
      </form>`,
  ]);
}

export function startPage({ language, name, isConnected }: Frame & { name: string; isConnected: boolean }): string {
  const words = WORDS[language];
  return page({ language }, 'CRM AI Inventory', [
    html`${isConnected && html`<p role="status">${words.connected}</p>`}
      <p>${words.signedInAs} ${name}.</p>
      <p><a href="${REFERENCE}">${words.reference}</a></p>
      <form method="post" action="${PATHS.signOut}"><button>${words.signOut}</button></form>`,
  ]);
}

const FOCUS = html`autofocus`;
const REQUIRED = html`required`;
const DIGITS = html`inputmode="numeric" pattern="[0-9 ]*" aria-describedby="hint"`;

function titleOf(kind: InvitationKind, words: Words, email: string | undefined): [string, string] {
  switch (kind) {
    case 'first-admin':
      return [words.firstAdmin, words.firstAdminText];
    case 'invitation':
      return [words.invitation, `${words.invitationText} ${email ?? ''}.`];
    case 'reset':
      return [words.reset, words.resetText];
  }
}

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}" />`;
