// Turns entities into what the map draws, and two states of it into the difference between them.
import type { Feature, FeatureCollection, Point } from 'geojson';
import type { GeoJSONSourceDiff } from 'maplibre-gl';
import type { Doubts } from '../data/alerts';
import { bandColour, bandIndex, colourValue, inkOn, labelOf } from '../data/bands';
import { type Entity, positionOf, valueOf } from '../data/concise';
import type { Entities } from '../data/live';
import type { MapView } from '../data/scenarios';

export interface Station {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly band: number;
  readonly colour: string;
  readonly ink: string;
  /** 1 for a position that is only approximately known: drawn hollow. */
  readonly hollow: 0 | 1;
  /** The severity of its worst active alert, from 1 to 5; 0 without one. */
  readonly alert: number;
}

export type StationFeature = Feature<Point, Station>;

const roundNumber = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });

/** What is said of stations besides what they are. */
export interface Signs {
  /** The severity of the worst active alert of each. */
  readonly alerts: ReadonlyMap<string, number>;
  readonly doubts: Doubts;
}

interface Sign {
  readonly alert: number;
  /** Whether the value that it is coloured by is in doubt. */
  readonly doubted: boolean;
}

export function stationOf(entity: Entity, view: MapView, { alert, doubted }: Sign): StationFeature | null {
  const position = positionOf(entity);
  if (!position) return null;
  const value = colourValue(entity, view);
  const band = bandIndex(view, doubted ? null : value);
  const colour = bandColour(view, band);
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...position] },
    properties: {
      id: entity.id,
      label: labelOf(entity, view),
      text: value === null ? '' : `${roundNumber.format(value)}${doubted ? '?' : ''}`,
      band,
      colour,
      ink: inkOn(colour),
      hollow: valueOf(entity, 'positionApproximate') === true ? 1 : 0,
      alert,
    },
  };
}

/** A feature and what it was made from. */
export interface Drawn extends Sign {
  readonly entity: Entity;
  readonly feature: StationFeature;
}

export type Stations = ReadonlyMap<string, Drawn>;

/** What is drawn of these entities; what did not change stays the same object. */
export function stationsOf(
  entities: Entities,
  view: MapView,
  signs: Signs,
  before: Stations,
): Stations {
  const made = new Map<string, Drawn>();
  for (const [id, entity] of entities) {
    const alert = signs.alerts.get(id) ?? 0;
    const doubted = signs.doubts.get(id)?.has(view.colour.attribute) ?? false;
    const old = before.get(id);
    if (old && old.entity === entity && old.alert === alert && old.doubted === doubted) {
      made.set(id, old);
      continue;
    }
    const feature = stationOf(entity, view, { alert, doubted });
    if (feature) made.set(id, { entity, alert, doubted, feature });
  }
  return made;
}

/** What is to be told to the source; null when nothing changed. */
export function difference(before: Stations, now: Stations): GeoJSONSourceDiff | null {
  const remove = [...before.keys()].filter((id) => !now.has(id));
  // An added feature replaces one with the same id.
  const add = [...now].filter(([id, each]) => before.get(id) !== each).map(([, { feature }]) => feature);
  return remove.length + add.length === 0 ? null : { remove, add };
}

export function collection(stations: Stations): FeatureCollection<Point, Station> {
  return { type: 'FeatureCollection', features: [...stations.values()].map((each) => each.feature) };
}
