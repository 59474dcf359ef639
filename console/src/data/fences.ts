// Geo-fences: NGSI-LD entities of type GeoFence, with a name and a polygon that rules speak of by id.
import { type Entity, valueOf } from './concise';
import { readAll } from './entities';
import { Problem, ask, respond } from './http';
import { type Corners, cornersOf, rounded, ringOf } from './polygon';
import { readRuleFile, readRules } from './rules';
import type { Text } from './text';

export const FENCE = 'GeoFence';
const PATH = '/ngsi-ld/v1/entities';
const ID = 'urn:ngsi-ld:GeoFence:';

export interface Fence {
  readonly id: string;
  readonly name: Text;
  readonly corners: Corners;
  /** Rings that are cut out of it, several parts, a line: shown, and not changed here. */
  readonly isComplex: boolean;
}

interface Ringed {
  readonly type?: unknown;
  readonly coordinates?: unknown;
}

type Ring = readonly (readonly number[])[];

function rings({ type, coordinates }: Ringed): readonly Ring[] {
  if (!Array.isArray(coordinates)) return [];
  if (type === 'Polygon') return coordinates as readonly Ring[];
  return type === 'MultiPolygon' ? (coordinates as readonly (readonly Ring[])[]).flat() : [];
}

function nameOf(entity: Entity): Text {
  const name = valueOf(entity, 'name');
  if (typeof name === 'string') return { zh: name, en: name };
  return (name ?? {}) as Text;
}

export function readFence(entity: Entity): Fence {
  const all = rings((valueOf(entity, 'location') ?? {}) as Ringed);
  return { id: entity.id, name: nameOf(entity), corners: cornersOf(all[0] ?? []), isComplex: all.length !== 1 };
}

export async function readFences(): Promise<readonly Fence[]> {
  return (await readAll(FENCE)).map(readFence).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An id that can be told apart in a rule: of the English name, or of chance. */
export function idFor(name: Text, chance: string): string {
  const slug = (name.en ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return ID + (slug || chance);
}

export function isFenceId(id: string): boolean {
  return /^urn:ngsi-ld:GeoFence:[\w.:-]{1,80}$/.test(id);
}

/** As it is written, normalized. */
export function fenceEntity(id: string, name: Text, corners: Corners): Readonly<Record<string, unknown>> {
  const languageMap = { zh: name.zh || name.en, en: name.en || name.zh };
  return {
    id,
    type: FENCE,
    name: { type: 'LanguageProperty', languageMap },
    location: { type: 'GeoProperty', value: { type: 'Polygon', coordinates: [ringOf(corners)] } },
  };
}

/** @throws Problem 409 when there is one with this id */
export async function makeFence(id: string, name: Text, corners: Corners): Promise<void> {
  await respond(PATH, { method: 'POST', json: fenceEntity(id, name, corners) });
}

/** When it was last changed, which tells whether somebody else did meanwhile. @throws Problem 404 */
export async function changedAt(id: string): Promise<string> {
  const entity = await ask<{ modifiedAt?: string }>(`${PATH}/${encodeURIComponent(id)}?options=sysAttrs`);
  return entity.modifiedAt ?? '';
}

/** Somebody else has changed it since it was read. */
export class Overtaken extends Error {}

/**
 * NGSI-LD has no conditional replace: between the look and the write there is a moment left in which
 * somebody else may still write.
 *
 * @throws Overtaken, Problem 404
 */
export async function replaceFence(id: string, name: Text, corners: Corners, seen: string): Promise<void> {
  if ((await changedAt(id)) !== seen) throw new Overtaken();
  await respond(`${PATH}/${encodeURIComponent(id)}`, { method: 'PUT', json: fenceEntity(id, name, corners) });
}

export async function removeFence(id: string): Promise<void> {
  await respond(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** The ids of the rules whose text names a fence. */
export async function rulesWith(fence: string): Promise<readonly string[]> {
  const rules = await readRules();
  const named = await Promise.all(
    rules.map(async ({ id }) => {
      const source = await readRuleFile(id).then((file) => file.source, unlessGone);
      return names(source, fence) ? [id] : [];
    }),
  );
  return named.flat();
}

function unlessGone(error: unknown): string {
  if (error instanceof Problem && error.status === 404) return '';
  throw error;
}

/** Whether a text names an id, and not just one that begins with it. */
export function names(text: string, id: string): boolean {
  const at = text.indexOf(id);
  if (at < 0) return false;
  return !/[\w.:-]/.test(text.charAt(at + id.length)) || names(text.slice(at + id.length), id);
}

export function toGeoJson(fences: readonly Fence[]): string {
  const features = fences.map((each) => ({
    type: 'Feature',
    id: each.id,
    properties: { name: each.name },
    geometry: { type: 'Polygon', coordinates: [ringOf(each.corners)] },
  }));
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 2)}\n`;
}

export interface Imported {
  readonly id: string;
  readonly name: Text;
  readonly corners: Corners;
}

interface Feature extends Ringed {
  readonly id?: unknown;
  readonly properties?: { readonly name?: unknown } | null;
  readonly geometry?: Ringed | null;
  readonly features?: readonly Feature[];
}

function imported(feature: Feature): readonly Imported[] {
  const geometry = feature.type === 'Feature' ? (feature.geometry ?? {}) : feature;
  const [ring] = rings(geometry);
  if (!ring) return [];
  const name = feature.properties?.name;
  const id = typeof feature.id === 'string' && isFenceId(feature.id) ? feature.id : '';
  const words = typeof name === 'string' ? { zh: name, en: name } : ((name ?? {}) as Text);
  return [{ id, name: words, corners: cornersOf(ring).map(rounded) }];
}

/** The polygons of a GeoJSON text (geometry, feature or collection); null when it is none. */
export function fromGeoJson(text: string): readonly Imported[] | null {
  try {
    const json = JSON.parse(text) as Feature | null;
    if (typeof json !== 'object' || json === null) return null;
    const features = json.type === 'FeatureCollection' ? (json.features ?? []) : [json];
    const found = features.flatMap(imported);
    return found.length > 0 ? found : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
