// One way to ask the server, and the two ways it can fail: a refusal (Problem) or no answer (Away).
import { askToSignIn } from './again';
import { type Session, requestHeaders, session } from './session';

const PATIENCE_MS = 20_000;
const UNKNOWN = 401;
const FORBIDDEN = 403;

/** The server refused: RFC 9457 problem details with a stable code. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    /** What this kind of refusal tells besides. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
  }
}

/** The server did not answer, or is not ready to (502, 503, 504). */
export class Away extends Error {}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly body?: Blob;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** How long to wait for the answer, where 20 s are not enough. */
  readonly patienceMs?: number;
  /** A 401 is the answer here, and no reason to ask somebody to sign in again. */
  readonly isSigningIn?: boolean;
}

function request(asking: Asking): RequestInit {
  const method = asking.method ?? 'GET';
  const headers: Record<string, string> = { ...requestHeaders(method), ...asking.headers };
  const init: RequestInit = { method, headers };
  if (asking.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(asking.json);
  } else if (asking.body) {
    init.body = asking.body;
  }
  init.signal = asking.signal ?? AbortSignal.timeout(asking.patienceMs ?? PATIENCE_MS);
  return init;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = `${response.status} ${response.statusText}`.trim();
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string): string => (typeof body[name] === 'string' ? String(body[name]) : '');
  return new Problem(response.status, text('code'), text('title') || fallback, text('detail'), body);
}

async function send(path: string, asking: Asking): Promise<Response> {
  try {
    return await fetch(path, request(asking));
  } catch (error) {
    if (asking.signal?.aborted) throw error;
    throw new Away(String(error));
  }
}

async function outcome(path: string, asking: Asking): Promise<Response> {
  const response = await send(path, asking);
  if ([502, 503, 504].includes(response.status)) throw new Away(response.statusText);
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** What the server says of who sits here; rights that change bring a new token. */
export async function readSession(): Promise<Session> {
  const read = await outcome('/api/session', { isSigningIn: true });
  session.value = (await read.json()) as Session;
  return session.value;
}

// Whether it is worth the while to ask once more: signed in again, or with a newer token.
async function isMended(error: unknown, asking: Asking): Promise<boolean> {
  if (!(error instanceof Problem) || asking.isSigningIn) return false;
  if (error.status === UNKNOWN) return askToSignIn();
  if (error.status !== FORBIDDEN || !error.code.includes('csrf')) return false;
  const before = session.value.csrf;
  const now = await readSession();
  return now.csrf !== before;
}

/** The response of a request that was taken. @throws Problem, Away */
export async function respond(path: string, asking: Asking = {}): Promise<Response> {
  try {
    return await outcome(path, asking);
  } catch (error) {
    if (await isMended(error, asking)) return outcome(path, asking);
    throw error;
  }
}

/** The JSON that a request is answered with; the caller names its type. @throws Problem, Away */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const response = await respond(path, asking);
  return (await response.json()) as T;
}

/** The answer, or `instead` when there is no such resource. */
export async function askOr<T>(instead: T, path: string, asking: Asking = {}): Promise<T> {
  try {
    return await ask<T>(path, asking);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return instead;
    throw error;
  }
}
