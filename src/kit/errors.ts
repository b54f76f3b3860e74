interface Options {
  help: string;
  retryable?: boolean;
  cause?: unknown;
}

/** Thrown on purpose. `message` says what happened, `help` what to do next; both are safe to show. */
export class AppError extends Error {
  readonly code: string;
  readonly help: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, { help, retryable = false, cause }: Options) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.help = help;
    this.retryable = retryable;
  }
}

/** For the user at start-up: every fault of the configuration at once. */
export class ConfigError extends AppError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super('CONFIG_INVALID', faults.join('\n'), { help: 'Correct the settings above; .env.example explains each.' });
    this.faults = faults;
  }
}

/** For the user: the command asks for something that is not there. */
export class UsageError extends AppError {
  constructor(message: string, help: string) {
    super('USAGE_INVALID', message, { help });
  }
}

/** For the administrator: the credentials are refused. Nothing else is tried with them. */
export class AuthFailed extends AppError {
  constructor(message: string, help: string, cause?: unknown) {
    super('AUTH_FAILED', message, { help, cause });
  }
}

/** For the operator: the vendor does not know our app, or its secret. It says nothing about the account. */
export class AppRejected extends AppError {
  constructor(vendor: string, help: string) {
    super('APP_REJECTED', `${vendor} does not know this app.`, { help });
  }
}

/** For the administrator: a scope, right or licence is missing. `grants` are alternatives, the first is preferred. */
export class AccessDenied extends AppError {
  readonly grants: readonly string[];

  /** `help`: where a right is not granted but had otherwise. */
  constructor(what: string, grants: readonly string[], help?: string) {
    const grant = grants[0];
    super('ACCESS_DENIED', `Not allowed to read ${what}.`, {
      help:
        help ?? (grant ? `Grant ${grant} and scan again.` : 'Ask the account administrator for access and scan again.'),
    });
    this.grants = grants;
  }
}

/** The account's edition or API version has no such thing, and the vendor says so. */
export class Unavailable extends AppError {
  constructor(what: string, why: string, cause?: unknown) {
    super('UNAVAILABLE', `${what} is not available: ${why}`, {
      help: 'Nothing to do, unless the edition changes.',
      cause,
    });
  }
}

/** Somebody else scans the account at this moment; a scan begun beside it would ask everything twice. */
export class ScanRunning extends AppError {
  readonly waitMs: number;

  /** `waitMs`: after this it counts as abandoned, unless it goes on. */
  constructor(tenant: string, waitMs = 0) {
    super('SCAN_RUNNING', `${tenant} is being scanned by another process.`, {
      help: 'Wait for its end, or cancel it there. A scan whose process is gone can be taken over after half a minute.',
    });
    this.waitMs = waitMs;
  }
}

/** The tenant was erased while it was scanned: there is nothing left to write to. */
export class TenantGone extends AppError {
  constructor(tenant: string) {
    super('TENANT_GONE', `${tenant} was erased while it was scanned.`, {
      help: 'Nothing of it is kept, also nothing of this scan. Connect the account again if that was not intended.',
    });
  }
}

/** Also where no scan was meant, such as when an account is connected or somebody signs in. */
const LATER = 'Try again later. A scan goes on from what was read.';

/** Retryable: the vendor asks us to slow down. `resetsAt` is set when waiting within a scan makes no sense. */
export class RateLimited extends AppError {
  readonly resetsAt: Date | undefined;

  constructor(message: string, resetsAt?: Date, cause?: unknown) {
    super('RATE_LIMITED', message, { help: LATER, retryable: true, cause });
    this.resetsAt = resetsAt;
  }
}

/** Retryable: 5xx, network, time-outs, HTML where JSON was promised; thrown after the transport's own retries. */
export class VendorUnavailable extends AppError {
  readonly status: number | undefined;

  constructor(message: string, status?: number, cause?: unknown) {
    super('VENDOR_UNAVAILABLE', message, { help: LATER, retryable: true, cause });
    this.status = status;
  }
}

/** Ours to fix: the vendor's answer has a shape that we do not know. */
export class UnexpectedShape extends AppError {
  constructor(where: string, detail: string, cause?: unknown) {
    super('UNEXPECTED_SHAPE', `Unexpected answer from ${where}: ${detail}`, {
      help: 'Report this with the version you use. What it was needed for stays unknown; nothing is taken for absent.',
      cause,
    });
  }
}

/** The vendor refuses the request itself (4xx other than the above). */
export class RequestRefused extends AppError {
  readonly status: number;
  readonly category: string | undefined;

  constructor(where: string, status: number, detail: string, category?: string) {
    super('REQUEST_REFUSED', `${where} answered ${status}: ${detail}`, {
      help: 'Report this with the version you use.',
    });
    this.status = status;
    this.category = category;
  }
}

/** The address points to a place that we must not call. */
export class OutboundBlocked extends AppError {
  constructor(host: string, why: string) {
    super('OUTBOUND_BLOCKED', `Calling ${host} is not allowed: ${why}.`, {
      help: 'If this is intended, add the host to OUTBOUND_ALLOW.',
    });
  }
}

/** A knowledge file breaks its schema: found at load, never in a scan. */
export class KnowledgeInvalid extends AppError {
  constructor(file: string, detail: string) {
    super('KNOWLEDGE_INVALID', `${file}: ${detail}`, { help: 'Correct the file; its schema is in src/model.' });
  }
}

/** The embedded database is in use by another process. */
export class DataDirLocked extends AppError {
  constructor(dir: string) {
    super('DATA_DIR_LOCKED', `The data directory ${dir} is in use by another ai-inventory process.`, {
      help: 'Stop that process, or give this one its own DATA_DIR.',
    });
  }
}

/** The PostgreSQL server does not let us in, or is not there. */
export class DatabaseUnavailable extends AppError {
  constructor(code: string) {
    super('DATABASE_UNAVAILABLE', `The database that DATABASE_URL names cannot be opened (${code}).`, {
      help: 'Check that the server runs, that the database exists and that user and password are right.',
    });
  }
}

/** A stored secret cannot be opened with the keys at hand. Never says anything of the secret itself. */
export class SecretUnreadable extends AppError {
  constructor(why: string) {
    super('SECRET_UNREADABLE', `A stored secret cannot be opened: ${why}.`, {
      help: 'Put the key back into SECRET_KEYS (or DATA_DIR/secret-keys), or connect the account again.',
    });
  }
}

/** For whoever calls the HTTP interface: every fault of the input at once, each with its place. */
export class InvalidInput extends AppError {
  readonly faults: readonly { at: string; fault: string }[];

  constructor(faults: readonly { at: string; fault: string }[]) {
    super('INPUT_INVALID', faults.map(({ at, fault }) => `${at}: ${fault}`).join('\n'), {
      help: 'Correct the input; the reference page lists what each route takes.',
    });
    this.faults = faults;
  }
}

/** The request cannot be read at all: too large, too deep, no JSON, not UTF-8. */
export class RequestUnreadable extends AppError {
  readonly status: 400 | 413 | 415;

  constructor(status: 400 | 413 | 415, why: string) {
    super('REQUEST_UNREADABLE', why, { help: 'Send JSON in UTF-8, of at most 1 MB and without deep nesting.' });
    this.status = status;
  }
}

/** Nobody is signed in, or the token is not valid any more. */
export class Unauthenticated extends AppError {
  constructor(why = 'Nobody is signed in.') {
    super('UNAUTHENTICATED', why, { help: 'Sign in, or send a valid API token.' });
  }
}

/** It is not said whether the signature is wrong, too old, or was used before. */
export class SignatureRefused extends AppError {
  constructor() {
    super('SIGNATURE_REFUSED', 'HubSpot did not sign this request, or not just now.', {
      help: 'Only HubSpot itself calls this address. The operator finds the reason in the log.',
    });
  }
}

/** The role that was granted is too small for this. Never said of a tenant that somebody may not see. */
export class Forbidden extends AppError {
  constructor(why: string, help = 'Ask an administrator for a role that may.') {
    super('FORBIDDEN', why, { help });
  }
}

/** There is no such thing, or none that this caller may know of. */
export class NotFound extends AppError {
  constructor(what: string, help = 'Check its id; the list shows all that you may see.') {
    super('NOT_FOUND', `There is no such ${what}.`, { help });
  }
}

/** It cannot be done as things stand. */
export class Conflict extends AppError {
  constructor(message: string, help: string) {
    super('CONFLICT', message, { help });
  }
}

/** Retryable: the caller sends more than one client may. */
export class TooManyRequests extends AppError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('TOO_MANY_REQUESTS', 'Too many requests from this address.', {
      help: 'Wait for as long as the header Retry-After says.',
      retryable: true,
    });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The one who signs in: it is not said whether it was the name, the password or the code. */
export class SignInRefused extends AppError {
  constructor() {
    super('SIGN_IN_REFUSED', 'E-mail, password or code is not right.', {
      help: 'Try again. If you lost your password or your second factor, an administrator can give you a new link.',
    });
  }
}

/** A link that works once was used, withdrawn, or is too old. */
export class LinkUsedUp extends AppError {
  constructor() {
    super('LINK_USED_UP', 'This link does not work any more.', {
      help: 'Each link works once and for a limited time. Ask an administrator for a new one.',
    });
  }
}
