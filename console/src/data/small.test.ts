import { describe, expect, test } from 'vitest';
import { cityTimeAt } from './clock';
import { toCsv } from './csv';
import { deadlineOf } from './deadline';
import { randomId } from './ids';
import { type Index, judge, sortedParts } from './indices';
import { inLanguage } from './text';

describe('the city clock', () => {
  const time = '2020-04-02T00:00:00Z';
  test('runs at its speed in a replay', () => {
    const clock = { mode: 'replay', time, speed: 834 } as const;
    expect(cityTimeAt(clock, 1000, 2000)).toBe(Date.parse(time) + 834_000);
  });
  test('stands when it is paused', () => {
    expect(cityTimeAt({ mode: 'paused', time, speed: 1 }, 0, 9999)).toBe(Date.parse(time));
  });
  test('is the system’s in life', () => {
    expect(cityTimeAt({ mode: 'live', time, speed: 1 }, 0, 9999)).toBe(9999);
  });
});

describe('a deadline', () => {
  const work = { openedAt: '2026-01-01T00:00:00Z', dueAt: '2026-01-02T00:00:00Z', closedAt: null, onTime: null };
  const at = (text: string) => deadlineOf(work, Date.parse(text));
  test('has time left', () => {
    expect(at('2026-01-01T01:00:00Z')).toEqual({ kind: 'remaining', ms: 23 * 3_600_000 });
  });
  test('is soon in its last fifth', () => {
    expect(at('2026-01-01T20:00:00Z').kind).toBe('soon');
  });
  test('is overdue afterwards', () => {
    expect(at('2026-01-02T02:00:00Z')).toEqual({ kind: 'overdue', ms: 2 * 3_600_000 });
  });
  test('says of a closed case whether it was kept', () => {
    const closed = { ...work, closedAt: '2026-01-03T00:00:00Z' };
    expect(deadlineOf({ ...closed, onTime: false }, 0).kind).toBe('late');
    expect(deadlineOf({ ...closed, onTime: true }, 0).kind).toBe('onTime');
  });
});

describe('an index', () => {
  const index = (value: number | null | undefined, target: Index['target']) => judge({ value, target } as Index);
  test('reaches its target at the border', () => {
    expect(index(95, { least: 95 })).toBe('reached');
    expect(index(0, { most: 0 })).toBe('reached');
  });
  test('misses it on the wrong side', () => {
    expect(index(94.9, { least: 95 })).toBe('missed');
    expect(index(1, { most: 0 })).toBe('missed');
  });
  test('is open without a value or a target', () => {
    expect(index(null, { most: 0 })).toBe('open');
    expect(index(undefined, { most: 0 })).toBe('open');
    expect(index(3, null)).toBe('open');
  });
  test('shows its parts from the highest', () => {
    const parts = sortedParts([{ key: 'a', value: 1 }, { key: 'b', value: null }, { key: 'c', value: 5 }]);
    expect(parts.map((each) => each.key)).toEqual(['c', 'a', 'b']);
  });
});

describe('CSV', () => {
  test('quotes what needs it and begins with a byte order mark', () => {
    expect(toCsv(['a', 'b'], [['x,y', 'say "hi"']])).toBe('\uFEFFa,b\r\n"x,y","say ""hi"""\r\n');
  });
  test('never becomes a formula, and leaves numbers alone', () => {
    expect(toCsv(['a'], [['=1+1'], ['-5'], [-5], [null]])).toBe("\uFEFFa\r\n'=1+1\r\n-5\r\n-5\r\n\r\n");
  });
});

test('a text falls back on the other language', () => {
  expect(inLanguage({ zh: '甲' }, 'en')).toBe('甲');
  expect(inLanguage({ zh: '甲', en: 'A' }, 'en')).toBe('A');
  expect(inLanguage(null, 'en')).toBe('');
});

test('ids are UUIDs of version 4 and differ', () => {
  expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(randomId()).not.toBe(randomId());
});
