import { isUtf8 } from 'node:buffer';
import type { Request, RequestHandler } from 'express';
import { RequestUnreadable } from '../kit/errors.ts';

export const MAX_BYTES = 1024 * 1024;
const MAX_FORM_BYTES = 20 * 1024;
const DEEPEST = 32;

/**
 * JSON bodies, bounded before anything is made of them. Not Express's own reader: that one takes in all of what it has
 * refused already, and quotes it.
 */
export const jsonBody: RequestHandler = async (req, _res, next) => {
  if (hasBody(req)) {
    checkHeaders(req);
    req.body = parseJson(await bytesOf(req));
  }
  next();
};

/** The fields of a form; of one that came twice, the last. What is no form has none. */
export const formBody: RequestHandler = async (req, _res, next) => {
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(req.headers['content-type'] ?? '');
  if (isForm && hasBody(req) && Number(req.headers['content-length'] ?? 0) > MAX_FORM_BYTES) {
    throw tooLarge();
  }
  const text = isForm && hasBody(req) ? (await bytesOf(req, MAX_FORM_BYTES)).toString() : '';
  req.body = Object.fromEntries(new URLSearchParams(text));
  next();
};

export function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function checkHeaders(req: Request): void {
  if (Number(req.headers['content-length'] ?? 0) > MAX_BYTES) {
    throw tooLarge();
  }
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new RequestUnreadable(415, 'The body is compressed.');
  }
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(req.headers['content-type'] ?? '')) {
    throw new RequestUnreadable(415, 'The body is not application/json.');
  }
}

export function bytesOf(req: Request, most = MAX_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > most) {
        req.off('data', onData).pause();
        reject(tooLarge());
      }
    };
    req.on('data', onData);
    req.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    req.once('close', () => {
      reject(new RequestUnreadable(400, 'The body did not come whole.'));
    });
    req.once('error', () => {
      reject(new RequestUnreadable(400, 'The body did not come whole.'));
    });
  });
}

export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) {
    throw new RequestUnreadable(400, 'The body is not UTF-8.');
  }
  if (isDeep(bytes)) {
    throw new RequestUnreadable(400, `The body is nested deeper than ${DEEPEST} levels.`);
  }
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    throw new RequestUnreadable(400, 'The body is no JSON.');
  }
}

const tooLarge = () => new RequestUnreadable(413, 'The body is too large.');

const [QUOTE, BACKSLASH] = [code('"'), code('\\')];
const OPEN = new Set([code('['), code('{')]);
const CLOSE = new Set([code(']'), code('}')]);

/** Counts brackets outside of texts; linear, and done before anything recursive sees the body. */
function isDeep(bytes: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === BACKSLASH && inText) {
      i++;
    } else if (byte === QUOTE) {
      inText = !inText;
    } else if (!inText && OPEN.has(byte)) {
      depth++;
      if (depth > DEEPEST) {
        return true;
      }
    } else if (!inText && CLOSE.has(byte)) {
      depth--;
    }
  }
  return false;
}

function code(sign: string): number {
  return sign.charCodeAt(0);
}
