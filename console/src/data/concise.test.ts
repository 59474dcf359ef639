import { expect, test } from 'vitest';
import { latestObservation, numberOf, positionOf, readEntity, targetsOf, textOf, valueOf } from './concise';

const station = readEntity({
  id: 'urn:ngsi-ld:AirQualityObserved:zhejiang:1226A',
  type: 'AirQualityObserved',
  name: '下沙',
  location: { type: 'Point', coordinates: [120.348, 30.3058] },
  aqi: { value: 61, observedAt: '2020-04-03T10:00:00Z' },
  pm25: { value: 28, unitCode: 'GQ', observedAt: '2020-04-03T11:00:00Z' },
});

test('plain and measured properties are read', () => {
  expect(textOf(station, 'name')).toBe('下沙');
  expect(numberOf(station, 'aqi')).toBe(61);
  expect(station.attributes.get('pm25')?.unitCode).toBe('GQ');
});

test('an attribute that is not there has no value', () => {
  expect(numberOf(station, 'o3')).toBeNull();
  expect(textOf(station, 'o3')).toBe('');
});

test('a location is a position', () => {
  expect(positionOf(station)).toEqual([120.348, 30.3058]);
  expect(station.attributes.get('location')?.kind).toBe('GeoProperty');
});

test('the latest observation is that of the newest attribute', () => {
  expect(latestObservation(station)).toBe(Date.parse('2020-04-03T11:00:00Z'));
});

test('relationships may have one target or several, in any of the forms', () => {
  const form = (alerts: unknown) => targetsOf(readEntity({ id: 'x', type: 'Case', alerts }), 'alerts');
  expect(form({ object: 'a' })).toEqual(['a']);
  expect(form({ object: ['a', 'b'] })).toEqual(['a', 'b']);
  expect(form({ objectList: [{ object: 'a' }, { object: 'b' }] })).toEqual(['a', 'b']);
});

test('a language property keeps both languages', () => {
  const entity = readEntity({ id: 'x', type: 'Alert', description: { languageMap: { zh: '甲', en: 'A' } } });
  expect(valueOf(entity, 'description')).toEqual({ zh: '甲', en: 'A' });
});

test('of several instances the first one is shown', () => {
  const entity = readEntity({ id: 'x', type: 'T', p: [{ value: 1 }, { value: 2, datasetId: 'urn:b' }] });
  expect(numberOf(entity, 'p')).toBe(1);
});
