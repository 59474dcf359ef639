import { expect, test, vi } from 'vitest';
import { type AlertFilter, alertOf, alerts, byUrgency, doubtsOf, passes, readAlert } from './alerts';
import { readEntity } from './concise';
import { entitiesOf } from './live';
import { session } from './session';

function alert(severity: string, status: string, validFrom: string) {
  return readAlert(readEntity({ id: `${severity}-${status}`, type: 'Alert', severity, status, validFrom }));
}

test('active alerts come first, then the severer, then the newer', () => {
  const all = [
    alert('critical', 'cleared', '2020-04-03T09:00:00Z'),
    alert('low', 'active', '2020-04-03T08:00:00Z'),
    alert('high', 'active', '2020-04-02T08:00:00Z'),
    alert('informational', 'cleared', '2020-04-03T10:00:00Z'),
  ];
  expect(all.sort(byUrgency).map((each) => each.id)).toEqual([
    'high-active',
    'low-active',
    'informational-cleared',
    'critical-cleared',
  ]);
});

test('an alert names its source and the start of its episode', () => {
  const read = readAlert(
    readEntity({ id: 'a', type: 'Alert', alertSource: { object: 'urn:s' }, validFrom: 'f', dateIssued: 'i', acknowledged: true, caseType: 'x/y' }),
  );
  expect(read).toMatchObject({ source: 'urn:s', since: 'f', acknowledged: true, opensCase: true });
});

const EVERYTHING: AlertFilter = { status: 'all', severities: [], rules: [], mine: false, muted: false, members: false };
const NOW = Date.parse('2026-11-23T12:00:00Z');

function one(members: Readonly<Record<string, unknown>>) {
  return readAlert(readEntity({ id: 'a', type: 'Alert', status: 'active', severity: 'high', rule: 'x/y', ...members }));
}

test('muted alerts are shown when asked for, and again when the time is over', () => {
  const muted = one({ mutedUntil: '2026-11-23T12:30:00Z' });
  expect(passes(muted, EVERYTHING, NOW)).toBe(false);
  expect(passes(muted, { ...EVERYTHING, muted: true }, NOW)).toBe(true);
  expect(passes(muted, EVERYTHING, Date.parse('2026-11-23T12:30:00Z'))).toBe(true);
});

test('a member whose head is not to be seen is shown itself', () => {
  expect(passes(one({ memberOf: { object: 'urn:head' } }), EVERYTHING, NOW)).toBe(true);
  entitiesOf('Alert').value = new Map([['urn:head', readEntity({ id: 'urn:head', type: 'Alert' })]]);
  const member = one({ memberOf: { object: 'urn:head' } });
  expect(passes(member, EVERYTHING, NOW)).toBe(false);
  expect(passes(member, { ...EVERYTHING, members: true }, NOW)).toBe(true);
  entitiesOf('Alert').value = new Map();
});

test('filters ask for status, severity, rule and whose it is', () => {
  session.value = { ...session.value, actor: 'person:mei' };
  const mine = one({ assignedTo: 'person:mei', acknowledged: true });
  expect(passes(mine, { ...EVERYTHING, mine: true, status: 'active' }, NOW)).toBe(true);
  expect(passes(mine, { ...EVERYTHING, status: 'open' }, NOW)).toBe(false);
  expect(passes(mine, { ...EVERYTHING, status: 'cleared' }, NOW)).toBe(false);
  expect(passes(mine, { ...EVERYTHING, severities: ['low'] }, NOW)).toBe(false);
  expect(passes(mine, { ...EVERYTHING, rules: ['x/z'] }, NOW)).toBe(false);
  expect(passes(one({ assignedTo: 'person:li' }), { ...EVERYTHING, mine: true }, NOW)).toBe(false);
  expect(passes(one({}), { ...EVERYTHING, mine: true }, NOW)).toBe(false);
});

test('comments are read in every form that the server writes', () => {
  const comment = { at: 't', by: 'person:mei', text: 'x' };
  expect(one({ comments: { type: 'Property', value: [comment, comment] } }).comments).toHaveLength(2);
  expect(one({ comments: { value: comment } }).comments).toEqual([comment]);
  expect(one({}).comments).toEqual([]);
});

test('what alerts doubt is told by entity and attribute, but not of false alarms', () => {
  const about = { alertSource: { object: 'urn:s' }, ruleName: { languageMap: { zh: '超过容量', en: 'Over capacity' } } };
  const both = one({ ...about, doubts: ['free', 'total'] });
  const again = one({ ...about, doubts: 'free' });
  const wrong = one({ ...about, doubts: ['name'], falseAlarm: true });
  const told = doubtsOf([both, again, wrong, one(about)]).get('urn:s');
  expect([...(told ?? [])].map(([name, by]) => [name, by.length])).toEqual([['free', 2], ['total', 1]]);
  expect(told?.get('free')?.[0]?.ruleName).toEqual({ zh: '超过容量', en: 'Over capacity' });
});

test('an entity that did not change is read once', () => {
  const entity = readEntity({ id: 'a', type: 'Alert' });
  expect(alertOf(entity)).toBe(alertOf(entity));
});

test('a few are shown at once, thousands twice a second', () => {
  vi.useFakeTimers();
  const of = (n: number) =>
    new Map(Array.from({ length: n }, (_, i) => [`a${i}`, readEntity({ id: `a${i}`, type: 'Alert' })] as const));
  entitiesOf('Alert').value = of(10);
  expect(alerts.value).toHaveLength(10);
  entitiesOf('Alert').value = of(2000);
  entitiesOf('Alert').value = of(3000);
  expect(alerts.value).toHaveLength(10);
  vi.advanceTimersByTime(500);
  expect(alerts.value).toHaveLength(3000);
  entitiesOf('Alert').value = new Map();
  expect(alerts.value).toHaveLength(0);
  vi.useRealTimers();
});
