import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** An answer that was written out before, whole and compressed. */
export interface Written {
  json: Buffer;
  gzip: Buffer;
}

export function write(answer: object): Written {
  const json = Buffer.from(JSON.stringify(answer));
  return { json, gzip: gzipSync(json) };
}

/** Each answer is for one signed call: nobody on the way keeps it. */
export function sendCard(req: Request, res: Response, answer: object | Written): void {
  res.setHeader('content-type', 'application/json; charset=utf-8');
  res.setHeader('cache-control', 'no-store');
  res.setHeader('x-content-type-options', 'nosniff');
  if (!isWritten(answer)) {
    res.end(JSON.stringify(answer));
    return;
  }
  res.setHeader('vary', 'accept-encoding');
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/i.test(req.headers['accept-encoding'] ?? '');
  const body = takesGzip ? answer.gzip : answer.json;
  if (takesGzip) {
    res.setHeader('content-encoding', 'gzip');
  }
  res.setHeader('content-length', body.length);
  res.end(body);
}

function isWritten(answer: object): answer is Written {
  return 'json' in answer && Buffer.isBuffer(answer.json);
}
