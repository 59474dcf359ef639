// The map on which geo-fences are drawn: it shows them, and lets corners be set, moved and taken away.
// It keeps no polygon: it tells what was done, and draws what it is given.
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Feature, FeatureCollection } from 'geojson';
import { type GeoJSONSource, LngLatBounds, Map as LibreMap, type MapMouseEvent, type MapTouchEvent, NavigationControl, ScaleControl } from 'maplibre-gl';
import type { Fence } from '../data/fences';
import { type Corner, type Corners, middles, ringOf } from '../data/polygon';
import type { Language } from '../data/session';
import { inLanguage } from '../data/text';
import type { Palette } from '../theme';
import { type BaseMap, MAP_FONT, baseStyle, nameBase, paintBase } from './baseMap';
import { boundsOf } from './borders';
import './worker';

const FENCES = 'fences';
const DRAWN = 'drawn';
const CORNERS = 'corners';
const MIDDLES = 'middles';
const RIGHT = 2;
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

export interface Drawn {
  /** The map was clicked where nothing is, while one draws. */
  added(at: Corner): void;
  /** A corner was dragged; `isEnd` once it is let go. */
  moved(index: number, to: Corner, isEnd: boolean): void;
  /** A corner was put in the middle of the side that begins at an index. */
  inserted(after: number, at: Corner): void;
  chosen(index: number): void;
  removed(index: number): void;
  picked(id: string): void;
}

type Pointed = MapMouseEvent | MapTouchEvent;

function cornerOf(event: Pointed): Corner {
  return [event.lngLat.lng, event.lngLat.lat];
}

function points(corners: Corners, chosen: number): FeatureCollection {
  const features = corners.map((at, index): Feature => ({ type: 'Feature', properties: { index, chosen: index === chosen }, geometry: { type: 'Point', coordinates: [...at] } }));
  return { type: 'FeatureCollection', features };
}

function polygon(corners: Corners, properties: Feature['properties']): Feature {
  if (corners.length < 3) return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: corners.map((each) => [...each]) } };
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ringOf(corners).map((each) => [...each])] } };
}

export class FenceMap {
  private isDrawing = false;
  private dragged: number | null = null;

  private constructor(
    private readonly map: LibreMap,
    private readonly drawn: Drawn,
  ) {
    this.addLayers();
    map.on('click', this.click);
    map.on('contextmenu', (event) => event.preventDefault());
    map.on('mousedown', CORNERS, (event) => {
      const index = this.indexAt(event, CORNERS);
      if (event.originalEvent.button === RIGHT) this.drawn.removed(index);
      else this.grab(event, index);
    });
    map.on('touchstart', CORNERS, (event) => this.grab(event, this.indexAt(event, CORNERS)));
    map.on('mousemove', this.drag);
    map.on('touchmove', this.drag);
    map.on('mouseup', this.drop);
    map.on('touchend', this.drop);
  }

  static async open(element: HTMLElement, base: BaseMap, drawn: Drawn): Promise<FenceMap> {
    const counties = base.counties.features.length > 0;
    const map = new LibreMap({
      container: element,
      style: baseStyle(base),
      ...(counties ? { bounds: boundsOf(base.counties), fitBoundsOptions: { padding: 24 } } : { center: [120.3, 29.6], zoom: 6.5 }),
      minZoom: 4,
      maxZoom: 18,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      doubleClickZoom: false,
      fadeDuration: 0,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
    return new FenceMap(map, drawn);
  }

  private addLayers(): void {
    const { map } = this;
    for (const id of [FENCES, DRAWN, MIDDLES, CORNERS]) map.addSource(id, { type: 'geojson', data: NOTHING });
    map.addLayer({ id: FENCES, type: 'fill', source: FENCES, paint: { 'fill-opacity': 0.18 } });
    map.addLayer({ id: 'fence-lines', type: 'line', source: FENCES, paint: { 'line-width': 2 } });
    map.addLayer({ id: 'fence-names', type: 'symbol', source: FENCES, layout: { 'text-field': ['get', 'name'], 'text-font': MAP_FONT, 'text-size': 13 }, paint: { 'text-halo-width': 1.4 } });
    map.addLayer({ id: DRAWN, type: 'fill', source: DRAWN, paint: { 'fill-opacity': 0.22 } });
    map.addLayer({ id: 'drawn-lines', type: 'line', source: DRAWN, layout: { 'line-join': 'round' }, paint: { 'line-width': 3 } });
    map.addLayer({ id: MIDDLES, type: 'circle', source: MIDDLES, paint: { 'circle-radius': 5, 'circle-opacity': 0.75, 'circle-stroke-width': 1.5 } });
    map.addLayer({ id: CORNERS, type: 'circle', source: CORNERS, paint: { 'circle-radius': ['case', ['get', 'chosen'], 9, 7], 'circle-stroke-width': 2.5 } });
  }

  paint(colours: Palette): void {
    const { map } = this;
    paintBase(map, colours);
    map.setPaintProperty(FENCES, 'fill-color', colours.info);
    map.setPaintProperty('fence-lines', 'line-color', colours.info);
    map.setPaintProperty('fence-names', 'text-color', colours.text);
    map.setPaintProperty('fence-names', 'text-halo-color', colours.land);
    for (const id of [DRAWN, MIDDLES]) map.setPaintProperty(id, id === DRAWN ? 'fill-color' : 'circle-color', colours.accent);
    map.setPaintProperty('drawn-lines', 'line-color', colours.accent);
    map.setPaintProperty(MIDDLES, 'circle-stroke-color', colours.panel);
    map.setPaintProperty(CORNERS, 'circle-color', ['case', ['get', 'chosen'], colours.warn, colours.panel]);
    map.setPaintProperty(CORNERS, 'circle-stroke-color', colours.accent);
  }

  name(language: Language): void {
    nameBase(this.map, language);
  }

  /** The fences that there are, but for the one that is drawn. */
  show(fences: readonly Fence[], language: Language): void {
    const features = fences.filter((each) => each.corners.length > 2).map((each) => polygon(each.corners, { id: each.id, name: inLanguage(each.name, language) }));
    this.put(FENCES, { type: 'FeatureCollection', features });
  }

  /** The polygon that is drawn; null when none is. */
  draw(corners: Corners | null, chosen: number): void {
    this.isDrawing = corners !== null;
    this.map.getCanvas().style.cursor = this.isDrawing ? 'crosshair' : '';
    // Arrows move a corner that is chosen, else the map.
    if (chosen >= 0) this.map.keyboard.disable();
    else this.map.keyboard.enable();
    const given = corners ?? [];
    this.put(DRAWN, { type: 'FeatureCollection', features: given.length > 1 ? [polygon(given, {})] : [] });
    this.put(CORNERS, points(given, chosen));
    this.put(MIDDLES, points(middles(given), -1));
  }

  fit(corners: Corners): void {
    const [first] = corners;
    if (!first) return;
    const bounds = corners.reduce((all, [x, y]) => all.extend([x, y]), new LngLatBounds([...first], [...first]));
    this.map.fitBounds(bounds, { padding: 70, maxZoom: 14, duration: 500 });
  }

  resize(): void {
    this.map.resize();
  }

  close(): void {
    this.map.remove();
  }

  private put(id: string, data: FeatureCollection): void {
    void this.map.getSource<GeoJSONSource>(id)?.setData(data);
  }

  private indexAt(event: Pointed, layer: string): number {
    const [found] = this.map.queryRenderedFeatures(event.point, { layers: [layer] });
    const index: unknown = found?.properties['index'];
    return typeof index === 'number' ? index : -1;
  }

  private readonly click = (event: MapMouseEvent): void => {
    if (!this.isDrawing) {
      const [fence] = this.map.queryRenderedFeatures(event.point, { layers: [FENCES] });
      if (fence) this.drawn.picked(String(fence.properties['id']));
      return;
    }
    const corner = this.indexAt(event, CORNERS);
    if (corner >= 0) return this.drawn.chosen(corner);
    const middle = this.indexAt(event, MIDDLES);
    if (middle >= 0) this.drawn.inserted(middle, cornerOf(event));
    else this.drawn.added(cornerOf(event));
  };

  private grab(event: Pointed, index: number): void {
    if (!this.isDrawing || index < 0) return;
    event.preventDefault();
    this.dragged = index;
    this.drawn.chosen(index);
  }

  private readonly drag = (event: Pointed): void => {
    if (this.dragged !== null) this.drawn.moved(this.dragged, cornerOf(event), false);
  };

  private readonly drop = (event: Pointed): void => {
    if (this.dragged !== null) this.drawn.moved(this.dragged, cornerOf(event), true);
    this.dragged = null;
  };
}
