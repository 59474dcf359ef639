// Rings that run out from what has just changed.
import type { GeoJSONSource, Map as LibreMap } from 'maplibre-gl';
import type { Position } from 'geojson';

const SOURCE = 'pulse';
const LAST_MS = 1100;
const MOST = 300;

export class Pulse {
  private began = 0;
  private running = false;
  private readonly still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  /** @param before the layer under which the rings are drawn */
  constructor(
    private readonly map: LibreMap,
    before?: string,
  ) {
    const data = { type: 'FeatureCollection' as const, features: [] };
    map.addSource(SOURCE, { type: 'geojson', data });
    const paint = { 'circle-radius': 0, 'circle-opacity': 0, 'circle-stroke-width': 2 };
    map.addLayer({ id: SOURCE, type: 'circle', source: SOURCE, paint }, before);
  }

  paint(colour: string): void {
    this.map.setPaintProperty(SOURCE, 'circle-stroke-color', colour);
  }

  at(positions: readonly Position[]): void {
    if (this.still || positions.length === 0) return;
    const coordinates = positions.slice(0, MOST).map((each) => [...each]);
    void this.map.getSource<GeoJSONSource>(SOURCE)?.setData({
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiPoint', coordinates },
    });
    this.began = performance.now();
    if (!this.running) requestAnimationFrame(this.step);
    this.running = true;
  }

  private readonly step = (now: number): void => {
    const part = Math.min(1, Math.max(0, (now - this.began) / LAST_MS));
    if (!this.map.getLayer(SOURCE)) return;
    this.map.setPaintProperty(SOURCE, 'circle-radius', 12 + 20 * part);
    this.map.setPaintProperty(SOURCE, 'circle-stroke-opacity', 0.75 * (1 - part));
    this.running = part < 1;
    if (this.running) requestAnimationFrame(this.step);
  };
}
