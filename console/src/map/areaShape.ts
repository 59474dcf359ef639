// The shape of an area of the administrative tree, where the base map draws it.
import type { Position } from 'geojson';
import { type Corners, MOST_CORNERS, cornersOf, rounded } from '../data/polygon';
import { readBaseMap } from './baseMap';

function largest(rings: readonly Position[][]): Position[] {
  return rings.reduce<Position[]>((best, each) => (each.length > best.length ? each : best), []);
}

/** Evenly fewer corners, where there are more than a person can move. */
function thinned(corners: Corners): Corners {
  if (corners.length <= MOST_CORNERS) return corners;
  const step = Math.ceil(corners.length / MOST_CORNERS);
  return corners.filter((_, i) => i % step === 0);
}

/** The largest part of an area, by its code; null when there is no shape of it. */
export async function shapeOfArea(code: string): Promise<Corners | null> {
  const { counties } = await readBaseMap();
  const found = counties.features.find((each) => each.properties.code === code);
  if (!found) return null;
  const { geometry } = found;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates.slice(0, 1) : geometry.coordinates.flatMap((part) => part.slice(0, 1));
  return thinned(cornersOf(largest(rings))).map(rounded);
}
