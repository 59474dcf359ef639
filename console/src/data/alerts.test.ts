import { expect, test } from 'vitest';
import { byUrgency, readAlert } from './alerts';
import { readEntity } from './concise';

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
