import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, askToSignIn, isAsked } from './again';
import { Problem, ask, respond } from './http';
import { OPEN, type Session, may, requestHeaders, session, tenant } from './session';
import { findSession, signIn } from './signIn';

const SIGNED_IN: Session = {
  state: 'signed-in',
  access: 'sign-in',
  account: { id: 'a', name: 'duty', displayName: '张海燕' },
  permissions: ['READ_CASES'],
  roles: [],
  csrf: 'first',
};
const SIGNED_OUT: Session = { ...OPEN, access: 'sign-in' };

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

let sent: Sent[] = [];
let answers: Response[] = [];

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    sent.push({ path, method: init.method ?? '', headers, body: String(init.body ?? '') });
    return answers.shift() ?? new Response(null, { status: 599 });
  });
});

afterEach(() => {
  answer(false);
  session.value = OPEN;
  vi.unstubAllGlobals();
});

describe('a session', () => {
  test('that is open lets everybody do everything', () => {
    session.value = OPEN;
    expect(may('MANAGE_ACCOUNTS')).toBe(true);
  });

  test('that is signed in lets do what its roles open, and no more', () => {
    session.value = SIGNED_IN;
    expect(may('READ_CASES')).toBe(true);
    expect(may('READ_AUDIT')).toBe(false);
  });

  test('is open where the server knows no sign-in', async () => {
    session.value = SIGNED_OUT;
    answers = [json(404, { code: 'http.no-such-path' })];
    expect(await findSession()).toBe(OPEN);
  });

  test('is not taken for open when it is a tenant that is unknown', async () => {
    answers = [json(404, { code: 'tenant.unknown' })];
    await expect(findSession()).rejects.toBeInstanceOf(Problem);
  });

  test('begins with name and password in the body, never in the address', async () => {
    answers = [json(200, { state: 'second-factor-needed' }), json(200, { ...SIGNED_IN, state: 'second-factor-needed', csrf: 'next' })];
    const now = await signIn('duty', 'a secret');
    expect(now.state).toBe('second-factor-needed');
    expect(sent.map((each) => each.path)).toEqual(['/api/session', '/api/session']);
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ name: 'duty', password: 'a secret' });
  });
});

describe('the token against forged requests', () => {
  test('goes with what changes something, and with nothing else', () => {
    session.value = SIGNED_IN;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(requestHeaders(method)['Wutong-CSRF']).toBe('first');
    }
    expect(requestHeaders('GET')).not.toHaveProperty('Wutong-CSRF');
  });

  test('is none where nobody is signed in', () => {
    session.value = SIGNED_OUT;
    expect(requestHeaders('POST')).not.toHaveProperty('Wutong-CSRF');
  });

  test('is asked for again when rights have changed, once', async () => {
    session.value = SIGNED_IN;
    answers = [json(403, { code: 'auth.csrf' }), json(200, { ...SIGNED_IN, csrf: 'second' }), json(200, {})];
    await respond('/api/grants', { method: 'POST', json: {} });
    expect(sent.map((each) => each.headers['Wutong-CSRF'])).toEqual(['first', undefined, 'second']);
  });

  test('that stays the same is not tried for ever', async () => {
    session.value = SIGNED_IN;
    answers = [json(403, { code: 'auth.csrf' }), json(200, SIGNED_IN)];
    await expect(respond('/api/grants', { method: 'POST' })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a session that ended at work', () => {
  test('is begun anew, and what was asked is asked once more', async () => {
    session.value = SIGNED_IN;
    answers = [json(401, { code: 'http.sign-in-needed' })];
    const asked = ask<{ done: boolean }>('/api/cases/1/actions', { method: 'POST', json: { note: '写好的' } });
    await vi.waitFor(() => expect(isAsked.value).toBe(true));
    session.value = { ...SIGNED_IN, csrf: 'second' };
    answers = [json(200, { done: true })];
    answer(true);
    expect(await asked).toEqual({ done: true });
    expect(sent[1]).toMatchObject({ body: '{"note":"写好的"}', headers: { 'Wutong-CSRF': 'second' } });
    expect(isAsked.value).toBe(false);
  });

  test('that nobody begins anew is a refusal', async () => {
    session.value = SIGNED_IN;
    answers = [json(401, { code: 'http.sign-in-needed' })];
    const asked = respond('/api/cases');
    const refused = expect(asked).rejects.toMatchObject({ status: 401 });
    await vi.waitFor(() => expect(isAsked.value).toBe(true));
    answer(false);
    await refused;
  });

  test('asks once, however many requests notice it', async () => {
    session.value = SIGNED_IN;
    const all = [askToSignIn(), askToSignIn()];
    answer(true);
    expect(await Promise.all(all)).toEqual([true, true]);
  });

  test('is no matter where nobody was signed in', async () => {
    session.value = SIGNED_OUT;
    expect(await askToSignIn()).toBe(false);
    expect(isAsked.value).toBe(false);
  });
});

test('a tenant goes along in a header', () => {
  tenant.value = 'haining';
  expect(requestHeaders()['NGSILD-Tenant']).toBe('haining');
  tenant.value = 'default';
  expect(requestHeaders()).not.toHaveProperty('NGSILD-Tenant');
});
