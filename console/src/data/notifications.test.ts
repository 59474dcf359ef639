import { beforeEach, describe, expect, test, vi } from 'vitest';
import { SHIFT_MS, isDue, remembered } from './alarm';
import { type Notice, type NotifiedAlert, isAlarm, markRead, notices, onNotice, takeNotice, type Route, unread } from './notifications';
import { draftOf, isReady, madeOf, withStep } from './routeDraft';

function alert(severity: NotifiedAlert['severity'], what: NotifiedAlert['what'] = 'raised'): NotifiedAlert {
  return { alert: 'urn:ngsi-ld:Alert:1', what, severity, rule: 'air/bad', text: { zh: '坏', en: 'bad' }, at: '2026-11-23T00:00:00Z' };
}

function notice(id: string, madeAt: string, ...alerts: NotifiedAlert[]): Notice {
  return { id, madeAt, isTest: false, alerts, more: 0 };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => kept.set(key, text) });
  notices.value = [];
});

describe('notices', () => {
  test('that come twice are there once', () => {
    takeNotice(notice('a', '2026-11-23T00:00:00Z', alert('high')));
    takeNotice(notice('a', '2026-11-23T00:00:00Z', alert('high')));
    expect(notices.value).toHaveLength(1);
  });
  test('are told of once to whoever listens', () => {
    const heard: string[] = [];
    const stop = onNotice((each) => heard.push(each.id));
    takeNotice(notice('b', '2026-11-23T00:00:01Z', alert('high')));
    takeNotice(notice('b', '2026-11-23T00:00:01Z', alert('high')));
    stop();
    takeNotice(notice('c', '2026-11-23T00:00:02Z', alert('high')));
    expect(heard).toEqual(['b']);
  });
  test('are unread until somebody looks', () => {
    takeNotice(notice('d', '2027-01-01T00:00:00Z', alert('low')));
    expect(unread.value).toHaveLength(1);
    markRead();
    expect(unread.value).toHaveLength(0);
    takeNotice(notice('e', '2027-01-01T00:00:01Z', alert('low')));
    expect(unread.value.map((each) => each.id)).toEqual(['e']);
  });
  test('sound for what is critical and not over', () => {
    expect(isAlarm(notice('f', '', alert('high')))).toBe(false);
    expect(isAlarm(notice('f', '', alert('high'), alert('critical', 'escalated')))).toBe(true);
    expect(isAlarm(notice('f', '', alert('critical', 'cleared')))).toBe(false);
  });
});

describe('the alarm sound', () => {
  const now = 1_000_000_000_000;
  test('is to be tried when it was never heard, or not this shift', () => {
    expect(isDue({ muted: false, heardAt: 0 }, true, now)).toBe(true);
    expect(isDue({ muted: false, heardAt: now - SHIFT_MS - 1 }, true, now)).toBe(true);
    expect(isDue({ muted: false, heardAt: now - 1000 }, true, now)).toBe(false);
  });
  test('is to be tried while the browser blocks it, whoever heard it before', () => {
    expect(isDue({ muted: false, heardAt: now }, false, now)).toBe(true);
  });
  test('need not be tried by whoever has muted it', () => {
    expect(isDue({ muted: true, heardAt: 0 }, false, now)).toBe(false);
  });
  test('forgets what is no memory of it', () => {
    for (const text of [null, '', '{', 'null', '7', '{"muted":"yes","heardAt":"now"}']) {
      expect(remembered(text)).toEqual({ muted: false, heardAt: 0 });
    }
    expect(remembered('{"muted":true,"heardAt":5}')).toEqual({ muted: true, heardAt: 5 });
  });
});

describe('the form of a route', () => {
  const route: Route = {
    id: 'r',
    name: { zh: '夜间', en: 'Night' },
    on: true,
    alerts: { least: 'high', categories: ['air'], rules: [], types: [], areas: ['330483'] },
    hours: { days: ['sat', 'sun'], from: '18:00', to: '08:00' },
    steps: [
      { afterMinutes: 0, whom: { role: 'duty-officer', area: '330483' }, channel: 'c' },
      { afterMinutes: 10, whom: { address: 'chief@example.org' }, channel: 'm' },
    ],
    gatherMinutes: 5,
    tellsCleared: true,
  };
  test('makes the route that it was made of', () => {
    const { id: _, ...rest } = route;
    expect(JSON.parse(JSON.stringify(madeOf(draftOf(route))))).toEqual(rest);
  });
  test('is ready when each step has somebody and a channel', () => {
    const draft = draftOf(route);
    expect(isReady(draft)).toBe(true);
    draft.steps.push(withStep(draft));
    expect(draft.steps.map((each) => each.afterMinutes)).toEqual([0, 10, 20]);
    expect(isReady(draft)).toBe(false);
  });
});
