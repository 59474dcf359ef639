import { expect, test } from 'vitest';
import { readEntity } from './concise';
import { lay } from './live';

const one = readEntity({ id: 'urn:1', type: 'A', value: 1 });
const two = readEntity({ id: 'urn:2', type: 'A', value: 2 });
const known = new Map([[one.id, one]]);

test('a change replaces the map and leaves the old one as it was', () => {
  const now = lay(known, 'A', new Map([[two.id, two]]));
  expect([...now.keys()]).toEqual(['urn:1', 'urn:2']);
  expect(known.size).toBe(1);
});

test('a change of another type wakes nobody', () => {
  expect(lay(known, 'A', new Map([['urn:3', readEntity({ id: 'urn:3', type: 'B' })]]))).toBe(known);
});

test('what is gone goes', () => {
  expect(lay(known, 'A', new Map([[one.id, null]])).size).toBe(0);
});

test('an entity that changed its type leaves the old one', () => {
  const changed = readEntity({ id: one.id, type: 'B' });
  expect(lay(known, 'A', new Map([[one.id, changed]])).size).toBe(0);
});
