// One way to ask the server, and the two ways it can fail: a refusal (Problem) or no answer (Away).
import { requestHeaders } from './session';

const PATIENCE_MS = 20_000;

/** The server refused: RFC 9457 problem details with a stable code. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
  }
}

/** The server did not answer, or is not ready to (502, 503, 504). */
export class Away extends Error {}

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: unknown;
  readonly body?: Blob;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

function request(asking: Asking): RequestInit {
  const headers: Record<string, string> = { ...requestHeaders(), ...asking.headers };
  const init: RequestInit = { method: asking.method ?? 'GET', headers };
  if (asking.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(asking.json);
  } else if (asking.body) {
    init.body = asking.body;
  }
  init.signal = asking.signal ?? AbortSignal.timeout(PATIENCE_MS);
  return init;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = `${response.status} ${response.statusText}`.trim();
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (name: string): string => (typeof body[name] === 'string' ? String(body[name]) : '');
  return new Problem(response.status, text('code'), text('title') || fallback, text('detail'));
}

/** The response of a request that was taken. @throws Problem, Away */
export async function respond(path: string, asking: Asking = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, request(asking));
  } catch (error) {
    if (asking.signal?.aborted) throw error;
    throw new Away(String(error));
  }
  if ([502, 503, 504].includes(response.status)) throw new Away(response.statusText);
  if (!response.ok) throw await problemOf(response);
  return response;
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
