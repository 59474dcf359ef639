// Label points and the borders between prefectures, worked out from the counties' polygons.
import type { Feature, FeatureCollection, MultiLineString, Point, Polygon, MultiPolygon, Position } from 'geojson';

export interface County {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly city?: string;
  readonly cityEn?: string;
}

export type Counties = FeatureCollection<Polygon | MultiPolygon, County>;

interface Place {
  readonly name: string;
  readonly nameEn: string;
}

export type Labels = FeatureCollection<Point, Place>;

function rings(feature: Feature<Polygon | MultiPolygon>): Position[][] {
  const { geometry } = feature;
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

interface Weighed {
  readonly area: number;
  readonly x: number;
  readonly y: number;
}

/** Area (signed, square degrees) and centroid of a ring, by the shoelace formula. */
function weigh(ring: readonly Position[]): Weighed {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    const [bx = 0, by = 0] = ring[i + 1] ?? [];
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  }
  return area === 0 ? { area: 0, x: 0, y: 0 } : { area: Math.abs(area), x: x / area, y: y / area };
}

function largest(feature: Feature<Polygon | MultiPolygon>): Weighed {
  return rings(feature)
    .map(weigh)
    .reduce((best, each) => (each.area > best.area ? each : best));
}

function label(place: Place, x: number, y: number): Feature<Point, Place> {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [x, y] }, properties: place };
}

export function countyLabels(counties: Counties): Labels {
  const features = counties.features.map((each) => {
    const { name, nameEn } = each.properties;
    const { x, y } = largest(each);
    return label({ name, nameEn: nameEn ?? name }, x, y);
  });
  return { type: 'FeatureCollection', features };
}

/** One label for each prefecture, in the middle of its counties weighed by their area. */
export function cityLabels(counties: Counties): Labels {
  const cities = new Map<string, Feature<Polygon | MultiPolygon, County>[]>();
  for (const county of counties.features) {
    const { city } = county.properties;
    if (city) cities.set(city, [...(cities.get(city) ?? []), county]);
  }
  const features = [...cities].map(([name, parts]) => {
    const weights = parts.map(largest);
    const area = weights.reduce((sum, each) => sum + each.area, 0);
    const x = weights.reduce((sum, each) => sum + each.x * each.area, 0) / area;
    const y = weights.reduce((sum, each) => sum + each.y * each.area, 0) / area;
    return label({ name, nameEn: parts[0]?.properties.cityEn ?? name }, x, y);
  });
  return { type: 'FeatureCollection', features };
}

function edgeKey(a: Position, b: Position): string {
  const [one, other] = [a.join(), b.join()];
  return one < other ? `${one};${other}` : `${other};${one}`;
}

/**
 * The edges that counties of two prefectures share. Neighbours must share their corners exactly,
 * as they do in files made from a topology; where they do not, a border is just not stressed.
 */
export function cityBorders(counties: Counties): Feature<MultiLineString> {
  const seen = new Map<string, string>();
  const shared: Position[][] = [];
  for (const feature of counties.features) {
    const city = feature.properties.city ?? '';
    for (const ring of rings(feature)) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const [a, b] = [ring[i], ring[i + 1]];
        if (!a || !b) continue;
        const key = edgeKey(a, b);
        const other = seen.get(key);
        if (other !== undefined && other !== city) shared.push([a, b]);
        else seen.set(key, city);
      }
    }
  }
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: shared },
  };
}

export type Bounds = [west: number, south: number, east: number, north: number];

/** The bounds of some areas. */
export function boundsOf(areas: FeatureCollection<Polygon | MultiPolygon>): Bounds {
  const bounds: Bounds = [180, 90, -180, -90];
  for (const [x = 0, y = 0] of areas.features.flatMap(rings).flat()) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}

/** The sheet that the land was cut out of: beyond it nothing is known. */
export function sheetOf(land: FeatureCollection<Polygon | MultiPolygon>): Polygon {
  const [west, south, east, north] = boundsOf(land);
  return {
    type: 'Polygon',
    coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
  };
}
