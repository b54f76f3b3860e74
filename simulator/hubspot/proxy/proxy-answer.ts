import type { Body } from '../../shared/body.ts';

/** What the card gets. */
export interface ProxyAnswer {
  status: number;
  /** JSON, unless the service behind sent something else. */
  text: string;
}

/** The proxy's own: nothing was passed on. */
export interface ProxyRefusal extends ProxyAnswer {
  refused: true;
}

export function proxyRefusal(status: number, category: string, message: string): ProxyRefusal {
  return { refused: true, status, text: JSON.stringify({ status: 'error', category, message, context: {} }) };
}

/** How an answer other than 2xx reaches the card: as a success of the proxy, with the truth inside. */
export function badGateway(url: string, appServerStatus: number | undefined): ProxyAnswer {
  const context: Body = appServerStatus === undefined ? {} : { appServerStatusCode: [String(appServerStatus)] };
  const message =
    appServerStatus === undefined
      ? `No answer from ${url}`
      : `Unacceptable HTTP status ${appServerStatus} calling ${url}`;
  const body = {
    status: 'error',
    message: 'Error returned from Request Uri',
    category: 'BAD_GATEWAY',
    errors: [{ message }],
    context,
  };
  return { status: 200, text: JSON.stringify(body) };
}
