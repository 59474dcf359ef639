import { afterEach, describe, expect, test, vi } from 'vitest';
import { readEntity } from './concise';
import { Overtaken, fenceEntity, fromGeoJson, idFor, isFenceId, names, readFence, replaceFence, toGeoJson } from './fences';
import { type Corners, added, areaOf, cornersOf, crossesItself, defectOf, drawn, edited, middles, moved, readCorners, removed, ringOf, undone, writeCorners } from './polygon';

const SQUARE: Corners = [[120, 30], [121, 30], [121, 31], [120, 31]];

describe('a polygon', () => {
  test('gains, moves and loses corners, the one before staying as it was', () => {
    const more = added(SQUARE, [120.5, 31.5], 2);
    expect(more).toHaveLength(5);
    expect(more[3]).toEqual([120.5, 31.5]);
    expect(moved(SQUARE, 1, [122.12345678, 30])[1]).toEqual([122.123457, 30]);
    expect(removed(SQUARE, 0)).toEqual(SQUARE.slice(1));
    expect(moved(SQUARE, 9, [0, 0])).toBe(SQUARE);
    expect(removed(SQUARE, -1)).toBe(SQUARE);
    expect(SQUARE).toHaveLength(4);
  });

  test('is closed and counter-clockwise when it is written', () => {
    const ring = ringOf(SQUARE);
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring[4]);
    expect(ringOf(SQUARE.toReversed())).toEqual([...SQUARE, SQUARE[0]]);
    expect(cornersOf(ring)).toEqual(SQUARE);
  });

  test('has a middle on each side', () => {
    expect(middles(SQUARE)).toEqual([[120.5, 30], [121, 30.5], [120.5, 31], [120, 30.5]]);
    expect(middles(SQUARE.slice(0, 2))).toEqual([[120.5, 30]]);
    expect(middles([])).toEqual([]);
  });

  test('of one degree at 30.5 degrees north has about 10,654 square kilometres', () => {
    expect(areaOf(SQUARE)).toBeGreaterThan(10_600);
    expect(areaOf(SQUARE)).toBeLessThan(10_700);
  });

  test('cannot be kept while it is none', () => {
    expect(defectOf(SQUARE)).toBeNull();
    expect(defectOf(SQUARE.slice(0, 2))).toBe('few');
    expect(defectOf([[0, 0], [1, 1], [2, 2]])).toBe('few');
    expect(defectOf([[0, 0], [2, 2], [2, 0], [0, 1]])).toBe('crossing');
    expect(defectOf([...SQUARE, [190, 0]])).toBe('outside');
    expect(crossesItself(SQUARE)).toBe(false);
  });

  test('can be typed, one corner a line', () => {
    expect(readCorners(writeCorners(SQUARE))).toEqual(SQUARE);
    expect(readCorners('120,30\n\n 121;30 \n121\t31')).toEqual(SQUARE.slice(0, 3));
    expect(readCorners('120')).toBeNull();
    expect(readCorners('120, 30, 5')).toBeNull();
    expect(readCorners('')).toEqual([]);
  });

  test('goes back step by step', () => {
    const first = edited(drawn([]), added([], [1, 1]));
    const second = edited(first, added(first.corners, [2, 2]));
    expect(edited(second, second.corners)).toBe(second);
    expect(undone(second).corners).toEqual([[1, 1]]);
    expect(undone(undone(undone(second))).corners).toEqual([]);
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('a geo-fence', () => {
  test('that somebody else has changed meanwhile is not written over', async () => {
    const methods: string[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      methods.push(init.method ?? '');
      const there = { id: 'urn:ngsi-ld:GeoFence:a', type: 'GeoFence', modifiedAt: '2026-11-23T02:00:00Z' };
      return Promise.resolve(new Response(init.method === 'PUT' ? null : JSON.stringify(there), { status: init.method === 'PUT' ? 204 : 200 }));
    });
    const replace = (seen: string) => replaceFence('urn:ngsi-ld:GeoFence:a', { zh: '甲' }, SQUARE, seen);
    await expect(replace('2026-11-23T01:00:00Z')).rejects.toBeInstanceOf(Overtaken);
    expect(methods).toEqual(['GET']);
    await replace('2026-11-23T02:00:00Z');
    expect(methods).toEqual(['GET', 'GET', 'PUT']);
  });

  test('is the same after it was written and read', () => {
    const id = idFor({ en: 'West Lake!' }, 'x');
    expect(id).toBe('urn:ngsi-ld:GeoFence:west-lake');
    expect(readFence(readEntity(fenceEntity(id, { zh: '西湖' }, SQUARE)))).toEqual({ id, name: { zh: '西湖', en: '西湖' }, corners: SQUARE, isComplex: false });
  });

  test('of several parts is known as such', () => {
    const location = { type: 'MultiPolygon', coordinates: [[ringOf(SQUARE)], [ringOf(SQUARE)]] };
    expect(readFence(readEntity({ id: 'urn:ngsi-ld:GeoFence:a', type: 'GeoFence', name: 'a', location })).isComplex).toBe(true);
  });

  test('has an id that a rule can name', () => {
    expect(idFor({ zh: '西湖' }, 'ab12')).toBe('urn:ngsi-ld:GeoFence:ab12');
    expect(isFenceId('urn:ngsi-ld:GeoFence:a b')).toBe(false);
    expect(names('area: urn:ngsi-ld:GeoFence:ab', 'urn:ngsi-ld:GeoFence:a')).toBe(false);
    expect(names('[urn:ngsi-ld:GeoFence:ab, urn:ngsi-ld:GeoFence:a]', 'urn:ngsi-ld:GeoFence:a')).toBe(true);
  });

  test('goes out and comes in as GeoJSON', () => {
    const fence = { id: 'urn:ngsi-ld:GeoFence:a', name: { zh: '甲', en: 'A' }, corners: SQUARE, isComplex: false };
    expect(fromGeoJson(toGeoJson([fence]))).toEqual([{ id: fence.id, name: fence.name, corners: SQUARE }]);
    expect(fromGeoJson(JSON.stringify({ type: 'Polygon', coordinates: [ringOf(SQUARE)] }))?.[0]?.corners).toEqual(SQUARE);
    for (const text of ['', '{', 'null', '{}', '{"type":"Point","coordinates":[1,2]}', '[]']) expect(fromGeoJson(text), text).toBeNull();
  });
});
