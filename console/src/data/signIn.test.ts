import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OPEN, type Session, session } from './session';
import { lookOn, signOut, stopActing } from './signIn';

const OUT: Session = {
  state: 'signed-out',
  access: 'sign-in',
  permissions: [],
  roles: [],
  sampleRoles: [
    { role: 'duty-officer', name: { zh: '值班员', en: 'Duty officer' } },
    { role: 'leader', name: { zh: '领导', en: 'Leader' } },
  ],
};

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  sessionStorage.clear();
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path} ${init.body ?? ''}`.trim());
    return Promise.resolve(new Response(JSON.stringify(OUT), { status: 200 }));
  });
  session.value = OUT;
});

afterEach(() => {
  vi.unstubAllGlobals();
  session.value = OPEN;
});

describe('a demonstration', () => {
  test('begins in its first role', async () => {
    await lookOn();
    expect(asked[0]).toBe('POST /api/session/sample-role {"role":"duty-officer"}');
  });

  test('leaves alone whoever is signed in, has signed out, or is in no demonstration', async () => {
    session.value = { ...OUT, state: 'signed-in' };
    await lookOn();
    session.value = { ...OUT, sampleRoles: undefined };
    await lookOn();
    expect(asked).toEqual([]);

    session.value = OUT;
    await signOut();
    asked.length = 0;
    await lookOn();
    expect(asked).toEqual([]);
  });
});

test('who acts as somebody goes back to themselves', async () => {
  await stopActing();
  expect(asked).toEqual(['DELETE /api/session/act-as', 'GET /api/session']);
});
