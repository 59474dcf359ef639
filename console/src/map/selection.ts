// A ring round the picked entity, seen even while it is inside a cluster.
import type { GeoJSONSource, Map as LibreMap } from 'maplibre-gl';

const SOURCE = 'selection';
const RADIUS = 20;

export class Selection {
  constructor(private readonly map: LibreMap) {
    const data = { type: 'FeatureCollection' as const, features: [] };
    map.addSource(SOURCE, { type: 'geojson', data });
    const paint = { 'circle-radius': RADIUS, 'circle-opacity': 0, 'circle-stroke-width': 3 };
    map.addLayer({ id: SOURCE, type: 'circle', source: SOURCE, paint });
  }

  paint(colour: string): void {
    this.map.setPaintProperty(SOURCE, 'circle-stroke-color', colour);
  }

  /** Rings a position, or nothing. */
  at(position: readonly number[] | undefined): void {
    const geometries = position ? [{ type: 'Point' as const, coordinates: [...position] }] : [];
    const data = { type: 'GeometryCollection' as const, geometries };
    void this.map.getSource<GeoJSONSource>(SOURCE)?.setData(data);
  }
}
