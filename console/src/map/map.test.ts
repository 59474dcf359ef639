import { describe, expect, test } from 'vitest';
import { doubtsOf, readAlert } from '../data/alerts';
import { readEntity } from '../data/concise';
import type { MapView } from '../data/scenarios';
import { type Counties, boundsOf, cityBorders, cityLabels, countyLabels } from './borders';
import { type Signs, collection, difference, stationsOf } from './features';

const view: MapView = {
  id: 's/v',
  kind: 'map',
  name: {},
  type: 'T',
  colour: { attribute: 'x', unknown: '#999999', bands: [{ upTo: 10, colour: '#00ff00', name: {} }, { colour: '#ff0000', name: {} }] },
};

function station(id: string, x: number, more = {}) {
  return readEntity({ id, type: 'T', x, location: { type: 'Point', coordinates: [120, 30] }, ...more });
}

const NO_SIGNS: Signs = { alerts: new Map(), doubts: new Map() };
const ALERTED: Signs = { ...NO_SIGNS, alerts: new Map([['b', 4]]) };

describe('stations', () => {
  const entities = new Map([station('a', 5), station('b', 20)].map((each) => [each.id, each]));
  const first = stationsOf(entities, view, ALERTED, new Map());

  test('carry their number, band and alert', () => {
    const [a, b] = collection(first).features.map((each) => each.properties);
    expect(a).toMatchObject({ text: '5', band: 0, colour: '#00ff00', alert: 0, hollow: 0 });
    expect(b).toMatchObject({ text: '20', band: 1, colour: '#ff0000', alert: 4 });
  });

  test('that did not change are not sent again', () => {
    const changed = new Map(entities).set('a', station('a', 7));
    const next = stationsOf(changed, view, ALERTED, first);
    expect(difference(first, next)?.add?.map((each) => each.properties?.['id'])).toEqual(['a']);
    expect(difference(next, next)).toBeNull();
  });

  test('are drawn anew when their alert is cleared, and go when they are gone', () => {
    const cleared = stationsOf(entities, view, NO_SIGNS, first);
    expect(difference(first, cleared)?.add).toHaveLength(1);
    expect(difference(first, stationsOf(new Map(), view, NO_SIGNS, first))?.remove).toEqual(['a', 'b']);
  });

  test('whose value is in doubt are neutral and say so, whatever they tell', () => {
    const alert = readAlert(readEntity({ id: 'r', type: 'Alert', status: 'active', alertSource: { object: 'b' }, doubts: { value: ['x'] } }));
    const doubted = stationsOf(entities, view, { ...ALERTED, doubts: doubtsOf([alert]) }, first);
    const [a, b] = collection(doubted).features.map((each) => each.properties);
    expect(a).toMatchObject({ text: '5', band: 0 });
    expect(b).toMatchObject({ text: '20?', band: -1, colour: '#999999', alert: 4 });
    expect(difference(first, doubted)?.add).toHaveLength(1);
    const other = { ...alert, doubts: ['y'] };
    expect(difference(first, stationsOf(entities, view, { ...ALERTED, doubts: doubtsOf([other]) }, first))).toBeNull();
  });

  test('without a position are on the list only', () => {
    const lost = readEntity({ id: 'c', type: 'T', x: 1 });
    expect(stationsOf(new Map([['c', lost]]), view, NO_SIGNS, new Map()).size).toBe(0);
  });

  test('whose position is approximate are hollow', () => {
    const about = station('d', 1, { positionApproximate: true });
    const [feature] = collection(stationsOf(new Map([['d', about]]), view, NO_SIGNS, new Map())).features;
    expect(feature?.properties.hollow).toBe(1);
  });
});

describe('borders', () => {
  const square = (code: string, city: string, x: number) => ({
    type: 'Feature' as const,
    properties: { code, name: code, city },
    geometry: { type: 'Polygon' as const, coordinates: [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] },
  });
  const counties: Counties = {
    type: 'FeatureCollection',
    features: [square('1', 'A', 0), square('2', 'A', 1), square('3', 'B', 2)],
  };

  test('between prefectures are those that counties of two of them share', () => {
    expect(cityBorders(counties).geometry.coordinates).toEqual([[[2, 1], [2, 0]]]);
  });

  test('have a label in the middle of each county and each prefecture', () => {
    expect(countyLabels(counties).features[0]?.geometry.coordinates).toEqual([0.5, 0.5]);
    const across = cityLabels(counties).features.map((each) => each.geometry.coordinates[0]);
    expect(across[0]).toBeCloseTo(1);
    expect(across[1]).toBeCloseTo(2.5);
  });

  test('bound the map', () => {
    expect(boundsOf(counties)).toEqual([0, 0, 3, 1]);
  });
});
