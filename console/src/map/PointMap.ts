// A small still map with one point on it.
import 'maplibre-gl/dist/maplibre-gl.css';
import { type GeoJSONSource, Map as LibreMap } from 'maplibre-gl';
import type { Language } from '../data/session';
import type { Palette } from '../theme';
import { type BaseMap, MAP_FONT, baseStyle, nameBase, paintBase } from './baseMap';
import './worker';

const SOURCE = 'point';
const ZOOM = 9;

type Position = readonly number[];

function pair(at: Position): [number, number] {
  return [at[0] ?? 0, at[1] ?? 0];
}

export class PointMap {
  private constructor(private readonly map: LibreMap) {
    const data = { type: 'FeatureCollection' as const, features: [] };
    map.addSource(SOURCE, { type: 'geojson', data });
    // Letters nobody sees, from which the names of the base map step aside.
    map.addLayer({ id: 'room', type: 'symbol', source: SOURCE, layout: { 'text-field': '■', 'text-font': MAP_FONT, 'text-size': 22, 'text-allow-overlap': true }, paint: { 'text-opacity': 0 } });
    map.addLayer({ id: SOURCE, type: 'circle', source: SOURCE, paint: { 'circle-radius': 8, 'circle-stroke-width': 3 } });
  }

  static async open(element: HTMLElement, base: BaseMap, at: Position): Promise<PointMap> {
    const map = new LibreMap({
      container: element,
      style: baseStyle(base),
      center: pair(at),
      zoom: ZOOM,
      interactive: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
    return new PointMap(map);
  }

  paint(colours: Palette): void {
    paintBase(this.map, colours);
    this.map.setPaintProperty(SOURCE, 'circle-color', colours.danger);
    this.map.setPaintProperty(SOURCE, 'circle-stroke-color', colours.panel);
  }

  name(language: Language): void {
    nameBase(this.map, language);
  }

  move(at: Position): void {
    const coordinates = [...pair(at)];
    void this.map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: 'Point', coordinates });
    this.map.setCenter(pair(at));
  }

  close(): void {
    this.map.remove();
  }
}
