// One view on the map: its entities as circles, clustered, with their number inside.
import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as LibreMap,
} from 'maplibre-gl';
import { inkOn } from '../data/bands';
import type { Entities } from '../data/live';
import type { MapView } from '../data/scenarios';
import type { Palette } from '../theme';
import { MAP_FONT } from './baseMap';
import { type Signs, type Stations, collection, difference, stationsOf } from './features';

const CLUSTER_RADIUS = 34;
const CLUSTER_MAX_ZOOM = 9;
const RADIUS = 13;

const isCluster: ExpressionSpecification = ['has', 'point_count'];
const isStation: ExpressionSpecification = ['!', isCluster];
const worstAlert: ExpressionSpecification = ['coalesce', ['get', 'worstAlert'], ['get', 'alert']];
const size: ExpressionSpecification = [
  'case',
  isCluster,
  ['interpolate', ['linear'], ['get', 'point_count'], 2, 15, 30, 21, 500, 30],
  RADIUS,
];

/** Chooses by a band's number; the last one is for values that are not known. */
function byBand(view: MapView, property: string, pick: (colour: string) => string) {
  const cases = view.colour.bands.flatMap((band, i) => [i, pick(band.colour)]);
  const unknown = pick(view.colour.unknown);
  if (cases.length === 0) return unknown;
  return ['match', ['get', property], ...cases, unknown] as unknown as ExpressionSpecification;
}

function alertColour(colours: Palette): ExpressionSpecification {
  return ['step', worstAlert, colours.info, 3, colours.warn, 4, colours.danger];
}

export class StationLayer {
  private drawn: Stations = new Map();
  private wanted: Stations = new Map();
  private busy = false;
  private filled = false;
  private readonly source: string;

  constructor(
    private readonly map: LibreMap,
    readonly view: MapView,
  ) {
    this.source = `view:${view.id}`;
    this.addSource();
    this.layers().forEach((layer) => map.addLayer(layer));
  }

  private addSource(): void {
    this.map.addSource(this.source, {
      type: 'geojson',
      promoteId: 'id',
      data: collection(new Map()),
      cluster: true,
      clusterRadius: CLUSTER_RADIUS,
      clusterMaxZoom: CLUSTER_MAX_ZOOM,
      clusterProperties: {
        worst: ['max', ['get', 'band']],
        worstAlert: ['max', ['get', 'alert']],
      },
    });
  }

  private id(part: string): string {
    return `${this.source}:${part}`;
  }

  private layers(): LayerSpecification[] {
    const source = this.source;
    // Numbers keep the base map's names away from their circle.
    const text = { 'text-font': MAP_FONT, 'text-padding': 8 };
    return [
      { id: this.id('ring'), type: 'circle', source, filter: ['>', worstAlert, 0], layout: { 'circle-sort-key': worstAlert }, paint: { 'circle-radius': ['+', size, 4.5], 'circle-opacity': 0, 'circle-stroke-width': 2.5 } },
      { id: this.id('cluster'), type: 'circle', source, filter: isCluster, paint: { 'circle-radius': size, 'circle-color': byBand(this.view, 'worst', (c) => c), 'circle-stroke-width': 4, 'circle-stroke-color': byBand(this.view, 'worst', (c) => c), 'circle-stroke-opacity': 0.28 } },
      { id: this.id('station'), type: 'circle', source, filter: isStation, layout: { 'circle-sort-key': ['get', 'band'] }, paint: { 'circle-radius': RADIUS, 'circle-stroke-width': ['case', ['==', ['get', 'hollow'], 1], 2.5, 1.2] } },
      { id: this.id('name'), type: 'symbol', source, minzoom: 9.5, filter: isStation, layout: { 'text-font': MAP_FONT, 'text-field': ['get', 'label'], 'text-size': 11.5, 'text-offset': [0, 1.75], 'text-anchor': 'top', 'text-optional': true }, paint: { 'text-halo-width': 1.4 } },
      { id: this.id('count'), type: 'symbol', source, filter: isCluster, layout: { ...text, 'text-allow-overlap': true, 'text-field': ['concat', '×', ['get', 'point_count']], 'text-size': 13 }, paint: { 'text-color': byBand(this.view, 'worst', inkOn) } },
      { id: this.id('number'), type: 'symbol', source, filter: isStation, layout: { ...text, 'text-padding': 0, 'symbol-sort-key': ['-', ['get', 'band']], 'text-field': ['get', 'text'], 'text-size': 11.5 } },
    ];
  }

  paint(colours: Palette): void {
    const hollow: ExpressionSpecification = ['==', ['get', 'hollow'], 1];
    this.map.setPaintProperty(this.id('station'), 'circle-color', ['case', hollow, colours.panel, ['get', 'colour']]);
    this.map.setPaintProperty(this.id('station'), 'circle-stroke-color', ['case', hollow, ['get', 'colour'], colours.land]);
    this.map.setPaintProperty(this.id('number'), 'text-color', ['case', hollow, colours.text, ['get', 'ink']]);
    this.map.setPaintProperty(this.id('name'), 'text-color', colours.text);
    this.map.setPaintProperty(this.id('name'), 'text-halo-color', colours.land);
    this.map.setPaintProperty(this.id('ring'), 'circle-stroke-color', alertColour(colours));
  }

  /** Draws these entities; while the worker is busy with the last ones, only the newest wait. */
  draw(entities: Entities, signs: Signs): void {
    this.wanted = stationsOf(entities, this.view, signs, this.wanted);
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.busy) return;
    const source = this.map.getSource<GeoJSONSource>(this.source);
    const diff = difference(this.drawn, this.wanted);
    if (!source || !diff) return;
    this.busy = true;
    const { wanted, filled } = this;
    this.filled = true;
    await (filled ? source.updateData(diff) : source.setData(collection(wanted)));
    this.drawn = wanted;
    this.busy = false;
    void this.send();
  }

  show(visible: boolean): void {
    for (const part of ['ring', 'cluster', 'station', 'count', 'number', 'name']) {
      this.map.setLayoutProperty(this.id(part), 'visibility', visible ? 'visible' : 'none');
    }
  }

  /** Whether stations (or clusters of them) can be seen. */
  isDrawn(): boolean {
    const layers = [this.id('station'), this.id('cluster')];
    return this.map.queryRenderedFeatures({ layers }).length > 0;
  }

  stationLayer(): string {
    return this.id('station');
  }

  clusterLayer(): string {
    return this.id('cluster');
  }

  async zoomInto(cluster: number, at: [number, number]): Promise<void> {
    const source = this.map.getSource<GeoJSONSource>(this.source);
    const zoom = await source?.getClusterExpansionZoom(cluster);
    if (zoom !== undefined) this.map.easeTo({ center: at, zoom: Math.min(zoom + 0.2, 14) });
  }

  positionOf(id: string): readonly number[] | undefined {
    return this.wanted.get(id)?.feature.geometry.coordinates;
  }
}
