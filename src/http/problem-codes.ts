interface Meaning {
  status: number;
  /** For the reference page, where `type` of a problem leads. */
  means: string;
}

const of = (status: number, means: string): Meaning => ({ status, means });

export const INTERNAL = 'INTERNAL';

/** Every code that an answer can have; what is not named here is a fault of ours. */
export const PROBLEMS: Record<string, Meaning> = {
  INPUT_INVALID: of(400, 'The input is wrong: faults has the place of each fault. Nothing was done.'),
  REQUEST_UNREADABLE: of(400, 'The body is no JSON, no UTF-8 or too deep; 413: too large; 415: another type.'),
  USAGE_INVALID: of(400, 'What was asked for is not there or cannot be used.'),
  UNAUTHENTICATED: of(401, 'Nobody is signed in, or the API token is wrong, expired or revoked.'),
  SIGN_IN_REFUSED: of(401, 'E-mail, password or code is not right; it is not said which.'),
  SIGNATURE_REFUSED: of(401, 'The request is not one that HubSpot signed just now.'),
  FORBIDDEN: of(403, 'The role is too small for this, or the request came from another site.'),
  NOT_FOUND: of(404, 'It is not there, or nothing of its tenant was granted: the answer is the same on purpose.'),
  TENANT_GONE: of(404, 'The tenant was erased meanwhile.'),
  CONFLICT: of(409, 'It cannot be done as things stand; help says what to do.'),
  SCAN_RUNNING: of(409, 'The account is being scanned by another process.'),
  LINK_USED_UP: of(410, 'The link was used or withdrawn, or is too old.'),
  AUTH_FAILED: of(422, 'The CRM refuses the credentials. Nothing is kept.'),
  APP_REJECTED: of(422, 'The CRM does not know the OAuth app of this install, or its secret.'),
  ACCESS_DENIED: of(422, 'A scope, right or licence is missing in the CRM; help names it.'),
  UNAVAILABLE: of(422, 'The edition or version of the CRM has no such thing.'),
  OUTBOUND_BLOCKED: of(422, 'The address leads to a place that may not be called.'),
  TOO_MANY_REQUESTS: of(429, 'More was sent than one client may; Retry-After says how long to wait.'),
  UNEXPECTED_SHAPE: of(502, 'The CRM answered in a way that is not known.'),
  REQUEST_REFUSED: of(502, 'The CRM refused the request for another reason than rights.'),
  VENDOR_UNAVAILABLE: of(502, 'The CRM, or the provider of the sign-in, cannot be reached.'),
  RATE_LIMITED: of(503, 'The CRM’s limit is reached; Retry-After says until when, where it is known.'),
  DATABASE_UNAVAILABLE: of(503, 'The database does not answer.'),
  SECRET_UNREADABLE: of(500, 'A stored secret cannot be opened with the keys of this install.'),
  [INTERNAL]: of(500, 'A fault of ours; the log of the server has the rest under the request id.'),
};
