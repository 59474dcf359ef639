// Reads NGSI-LD entities in concise form (ETSI GS CIM 009 V1.9.1, 4.5.5).

export type Kind = 'Property' | 'GeoProperty' | 'Relationship' | 'LanguageProperty';

export interface Point {
  readonly type: 'Point';
  readonly coordinates: readonly [number, number];
}

export interface Attribute {
  readonly kind: Kind;
  readonly value: unknown;
  readonly observedAt?: string;
  readonly unitCode?: string;
  /** Whether the server says that it covered the value. */
  readonly masked?: boolean;
}

export interface Entity {
  readonly id: string;
  readonly type: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The entity as the server wrote it. */
  readonly raw: Readonly<Record<string, unknown>>;
}

const MEMBERS = new Set(['id', 'type', '@context', 'createdAt', 'modifiedAt', 'scope']);
const GEOMETRIES = /^(Multi)?(Point|LineString|Polygon)$/;

type Members = Readonly<Record<string, unknown>>;

function isObject(json: unknown): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isGeometry(json: unknown): boolean {
  return isObject(json) && typeof json['type'] === 'string' && GEOMETRIES.test(json['type']);
}

function kindAndValue(json: Members): Pick<Attribute, 'kind' | 'value'> {
  if ('object' in json) return { kind: 'Relationship', value: json['object'] };
  if ('objectList' in json) return { kind: 'Relationship', value: json['objectList'] };
  if ('languageMap' in json) return { kind: 'LanguageProperty', value: json['languageMap'] };
  const value = 'value' in json ? json['value'] : json;
  return { kind: isGeometry(value) ? 'GeoProperty' : 'Property', value };
}

function text(json: Members, name: string): string | undefined {
  return typeof json[name] === 'string' ? String(json[name]) : undefined;
}

/** One attribute; of several instances (datasetId) the first, which is the default one. */
export function readAttribute(json: unknown): Attribute {
  if (Array.isArray(json) && json.length > 0 && isObject(json[0])) return readAttribute(json[0]);
  if (!isObject(json)) return { kind: 'Property', value: json };
  if (isGeometry(json)) return { kind: 'GeoProperty', value: json };
  return {
    ...kindAndValue(json),
    observedAt: text(json, 'observedAt'),
    unitCode: text(json, 'unitCode'),
    ...(json['masked'] === true ? { masked: true } : {}),
  };
}

/** @param masked the names of the attributes that the server says it covered */
export function readEntity(raw: Members, masked: readonly string[] = []): Entity {
  const attributes = new Map<string, Attribute>();
  for (const [name, json] of Object.entries(raw)) {
    if (MEMBERS.has(name)) continue;
    const read = readAttribute(json);
    attributes.set(name, masked.includes(name) ? { ...read, masked: true } : read);
  }
  const type = Array.isArray(raw['type']) ? raw['type'].join(' ') : String(raw['type'] ?? '');
  return { id: String(raw['id'] ?? ''), type, attributes, raw };
}

export function valueOf(entity: Entity, name: string): unknown {
  return entity.attributes.get(name)?.value;
}

export function textOf(entity: Entity, name: string): string {
  const value = valueOf(entity, name);
  return typeof value === 'string' ? value : '';
}

export function numberOf(entity: Entity, name: string): number | null {
  const value = valueOf(entity, name);
  return typeof value === 'number' ? value : null;
}

/** Where an entity is, when its `location` is a point. */
export function positionOf(entity: Entity): readonly [number, number] | null {
  const value = valueOf(entity, 'location');
  if (!isObject(value) || value['type'] !== 'Point') return null;
  const at = value['coordinates'];
  return Array.isArray(at) && typeof at[0] === 'number' && typeof at[1] === 'number'
    ? [at[0], at[1]]
    : null;
}

/** The targets of a relationship, whether it has one or several. */
export function targetsOf(entity: Entity, name: string): readonly string[] {
  const value = valueOf(entity, name);
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => {
    if (typeof each === 'string') return [each];
    return isObject(each) && typeof each['object'] === 'string' ? [each['object']] : [];
  });
}

/** The latest `observedAt` of an entity's attributes, as an instant in ms; null without one. */
export function latestObservation(entity: Entity): number | null {
  let latest: number | null = null;
  for (const attribute of entity.attributes.values()) {
    const at = attribute.observedAt ? Date.parse(attribute.observedAt) : Number.NaN;
    if (!Number.isNaN(at) && (latest === null || at > latest)) latest = at;
  }
  return latest;
}

/** The codes of UN/CEFACT that cities use most, as people write them. */
const UNITS: Readonly<Record<string, string>> = {
  GQ: 'µg/m³',
  GP: 'mg/m³',
  CEL: '°C',
  P1: '%',
  MTS: 'm/s',
  MTR: 'm',
  KMT: 'km',
  KMH: 'km/h',
  HPA: 'hPa',
  '2N': 'dB',
  59: 'ppm',
};

export function unitName(code: string | undefined): string {
  return code ? (UNITS[code] ?? code) : '';
}
