import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it arrived, and the address under which HubSpot called it. */
export interface SignedRequest {
  method: string;
  /** With the public host, and the query as it came. */
  uri: string;
  signature: string;
  timestamp: string;
  /** The bytes themselves: JSON that was read and written again is another body. */
  body: Uint8Array;
}

const OLDEST_MS = 300_000;
/** What a clock of theirs may be ahead of ours. */
const EARLIEST_MS = 60_000;
const MAC_BYTES = 32;

/**
 * HubSpot's request signature, version 3. The address is tried as it came and with the few characters decoded that
 * HubSpot names; both are always compared, and each in constant time.
 */
export function isSigned({ method, uri, signature, timestamp, body }: SignedRequest, secret: string): boolean {
  const given = macIn(signature);
  if (!given) {
    return false;
  }
  const [raw, decoded] = [uri, decodeNamed(uri)].map((address) => {
    const mac = createHmac('sha256', secret).update(method).update(address).update(body).update(timestamp).digest();
    return timingSafeEqual(mac, given);
  });
  return raw === true || decoded === true;
}

/** Its own spelling alone: else one signature would have several, and each would pass for a new one. */
export function macIn(signature: string): Buffer | undefined {
  const mac = Buffer.from(signature.slice(0, 100), 'base64');
  return mac.length === MAC_BYTES && mac.toString('base64') === signature ? mac : undefined;
}

/** `now`: milliseconds since 1970. */
export function isTimely(timestamp: string, now: number): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) {
    return false;
  }
  const age = now - Number(timestamp);
  return age <= OLDEST_MS && age >= -EARLIEST_MS;
}

const NAMED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

function decodeNamed(uri: string): string {
  return uri.replaceAll(NAMED, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));
}
