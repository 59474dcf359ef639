// The base map: land, sea, water and borders from the server's own files. No tiles, no glyphs from
// elsewhere: without a `glyphs` address MapLibre draws all text with the reader's own fonts.
import type { FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { LayerSpecification, Map as LibreMap, StyleSpecification } from 'maplibre-gl';
import { askOr } from '../data/http';
import type { Language } from '../data/session';
import type { Palette } from '../theme';
import { type Counties, cityBorders, cityLabels, countyLabels, sheetOf } from './borders';

const FILES = ['coastline', 'lakes', 'rivers'] as const;
type File = (typeof FILES)[number];
type Areas = FeatureCollection<Polygon | MultiPolygon>;

const EMPTY: FeatureCollection<Geometry> = { type: 'FeatureCollection', features: [] };
const NO_COUNTIES: Counties = { type: 'FeatureCollection', features: [] };
const NO_LAND: Areas = { type: 'FeatureCollection', features: [] };

/** Font families of the reader's machine, in the order of trying. */
export const MAP_FONT = ['system-ui', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];

export interface BaseMap {
  readonly shapes: Readonly<Record<File, FeatureCollection<Geometry>>>;
  readonly land: Areas;
  readonly counties: Counties;
}

export async function readBaseMap(): Promise<BaseMap> {
  const [counties, land, ...shapes] = await Promise.all([
    askOr(NO_COUNTIES, '/map/counties.geojson'),
    askOr(NO_LAND, '/map/land.geojson'),
    ...FILES.map((file) => askOr(EMPTY, `/map/${file}.geojson`)),
  ]);
  const byFile = Object.fromEntries(FILES.map((file, i) => [file, shapes[i] ?? EMPTY]));
  return { counties, land, shapes: byFile as Record<File, FeatureCollection<Geometry>> };
}

function labelLayer(id: string, source: string, size: number): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': MAP_FONT,
      'text-size': size,
      'text-max-width': 8,
      'text-padding': 4,
      // A name steps aside for a station's number.
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 1.2,
    },
    paint: { 'text-halo-width': 1.4 },
  };
}

const LAYERS: readonly LayerSpecification[] = [
  { id: 'beyond', type: 'background' },
  { id: 'sea', type: 'fill', source: 'sheet', paint: { 'fill-antialias': false } },
  { id: 'land', type: 'fill', source: 'land' },
  { id: 'counties', type: 'fill', source: 'counties', paint: { 'fill-opacity': 0.55 } },
  { id: 'lakes', type: 'fill', source: 'lakes' },
  {
    id: 'rivers',
    type: 'line',
    source: 'rivers',
    paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 1, 11, 3.5] },
  },
  {
    id: 'county-borders',
    type: 'line',
    source: 'counties',
    paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.5, 11, 1.2] },
  },
  {
    id: 'city-borders',
    type: 'line',
    source: 'city-borders',
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 1.1, 11, 2.4] },
  },
  { id: 'coastline', type: 'line', source: 'coastline', paint: { 'line-width': 1 } },
  { ...labelLayer('city-names', 'city-names', 14), maxzoom: 8.6 } as LayerSpecification,
  { ...labelLayer('county-names', 'county-names', 12.5), minzoom: 8 } as LayerSpecification,
];

export function baseStyle(base: BaseMap): StyleSpecification {
  const data = {
    ...base.shapes,
    land: base.land,
    sheet: sheetOf(base.land),
    counties: base.counties,
    'city-borders': cityBorders(base.counties),
    'city-names': cityLabels(base.counties),
    'county-names': countyLabels(base.counties),
  };
  const sources = Object.fromEntries(
    Object.entries(data).map(([id, shapes]) => [id, { type: 'geojson' as const, data: shapes }]),
  );
  return { version: 8, sources, layers: [...LAYERS] };
}

/** Paints the base map in a theme's colours. */
export function paintBase(map: LibreMap, colours: Palette): void {
  map.setPaintProperty('beyond', 'background-color', colours.beyond);
  map.setPaintProperty('sea', 'fill-color', colours.sea);
  map.setPaintProperty('land', 'fill-color', colours.land);
  map.setPaintProperty('counties', 'fill-color', colours.raised);
  map.setPaintProperty('lakes', 'fill-color', colours.water);
  map.setPaintProperty('rivers', 'line-color', colours.water);
  map.setPaintProperty('county-borders', 'line-color', colours.border);
  map.setPaintProperty('city-borders', 'line-color', colours.coast);
  map.setPaintProperty('coastline', 'line-color', colours.coast);
  for (const id of ['city-names', 'county-names']) {
    map.setPaintProperty(id, 'text-color', colours.mapText);
    map.setPaintProperty(id, 'text-halo-color', colours.land);
  }
}

export function nameBase(map: LibreMap, language: Language): void {
  const name = language === 'zh' ? 'name' : 'nameEn';
  for (const id of ['city-names', 'county-names']) {
    map.setLayoutProperty(id, 'text-field', ['get', name]);
  }
}
