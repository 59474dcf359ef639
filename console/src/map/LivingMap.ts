// The map with its base and one layer for each view. It draws what it is given and tells what is
// clicked; it asks for no entities itself.
import 'maplibre-gl/dist/maplibre-gl.css';
import {
  type MapGeoJSONFeature,
  type MapMouseEvent,
  type PointLike,
  Map as LibreMap,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl';
import type { Batch, Entities } from '../data/live';
import type { MapView } from '../data/scenarios';
import type { Language } from '../data/session';
import type { Palette } from '../theme';
import { type BaseMap, baseStyle, nameBase, paintBase } from './baseMap';
import { boundsOf } from './borders';
import type { Signs } from './features';
import { Pulse } from './pulse';
import { Selection } from './selection';
import { StationLayer } from './stationLayer';
import './worker';

// Above the zoom up to which stations are clustered.
const SINGLE_ZOOM = 10.2;
const TOUCH_PX = 4;

export interface Heard {
  picked(id: string): void;
  /** Stations can be seen for the first time. */
  drawn(): void;
}

export class LivingMap {
  private readonly layers = new Map<string, StationLayer>();
  private readonly pulse: Pulse;
  private readonly selection: Selection;
  private waits = true;

  private constructor(
    private readonly map: LibreMap,
    views: readonly MapView[],
    private readonly heard: Heard,
  ) {
    for (const view of views) this.layers.set(view.id, new StationLayer(map, view));
    this.pulse = new Pulse(map, this.clickable()[0]);
    this.selection = new Selection(map);
    map.on('click', (event) => void this.click(event));
    map.on('mousemove', (event) => {
      map.getCanvas().style.cursor = this.under(event) ? 'pointer' : '';
    });
    map.on('render', this.look);
  }

  static async open(
    element: HTMLElement,
    base: BaseMap,
    views: readonly MapView[],
    heard: Heard,
  ): Promise<LivingMap> {
    const counties = base.counties.features.length > 0;
    const map = new LibreMap({
      container: element,
      style: baseStyle(base),
      ...(counties
        ? { bounds: boundsOf(base.counties), fitBoundsOptions: { padding: 24 } }
        : { center: [120.3, 29.6], zoom: 6.5 }),
      minZoom: 4,
      maxZoom: 15,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
    map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-right');
    await new Promise<void>((resolve) => map.once('style.load', () => resolve()));
    return new LivingMap(map, views, heard);
  }

  paint(colours: Palette): void {
    paintBase(this.map, colours);
    this.layers.forEach((layer) => layer.paint(colours));
    this.pulse.paint(colours.accent);
    this.selection.paint(colours.accent);
  }

  name(language: Language): void {
    nameBase(this.map, language);
  }

  draw(view: MapView, entities: Entities, signs: Signs): void {
    this.layers.get(view.id)?.draw(entities, signs);
  }

  show(view: MapView, visible: boolean): void {
    this.layers.get(view.id)?.show(visible);
  }

  select(id: string): void {
    this.selection.at(this.position(id));
  }

  pulseAt(batch: Batch): void {
    const positions = batch.changed.flatMap(({ id }) => {
      const at = this.position(id);
      return at ? [[...at]] : [];
    });
    this.pulse.at(positions);
  }

  /** Moves to an entity, near enough that it stands alone. */
  fly(id: string): void {
    const at = this.position(id);
    if (!at) return;
    const zoom = Math.max(this.map.getZoom(), SINGLE_ZOOM);
    this.map.easeTo({ center: [at[0] ?? 0, at[1] ?? 0], zoom, duration: 700 });
  }

  resize(): void {
    this.map.resize();
  }

  close(): void {
    this.map.remove();
  }

  private position(id: string): readonly number[] | undefined {
    for (const layer of this.layers.values()) {
      const at = layer.positionOf(id);
      if (at) return at;
    }
    return undefined;
  }

  private clickable(): string[] {
    return [...this.layers.values()].flatMap((each) => [each.stationLayer(), each.clusterLayer()]);
  }

  private under(event: MapMouseEvent): MapGeoJSONFeature | undefined {
    const { x, y } = event.point;
    const box: [PointLike, PointLike] = [
      [x - TOUCH_PX, y - TOUCH_PX],
      [x + TOUCH_PX, y + TOUCH_PX],
    ];
    return this.map.queryRenderedFeatures(box, { layers: this.clickable() })[0];
  }

  private async click(event: MapMouseEvent): Promise<void> {
    const feature = this.under(event);
    if (!feature) return;
    const cluster: unknown = feature.properties['cluster_id'];
    if (typeof cluster !== 'number') return this.heard.picked(String(feature.properties['id']));
    const layer = [...this.layers.values()].find((each) => each.clusterLayer() === feature.layer.id);
    if (layer && feature.geometry.type === 'Point') {
      const [x = 0, y = 0] = feature.geometry.coordinates;
      await layer.zoomInto(cluster, [x, y]);
    }
  }

  private readonly look = (): void => {
    if (!this.waits) return;
    if (![...this.layers.values()].some((layer) => layer.isDrawn())) return;
    this.waits = false;
    this.map.off('render', this.look);
    this.heard.drawn();
  };
}
