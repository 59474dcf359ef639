// A rule as a form, and as the YAML that a scenario has below `rules:`. The YAML is the truth: the form
// is read out of it, and what is changed in the form is fitted into it, so that comments, order and
// whatever the form does not know stay as they are.
import { type Document, type YAMLMap, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { readCorners, writeCorners } from './polygon';

export const KINDS = ['when', 'absent', 'unchanged', 'sequence'] as const;
/** `other`: a condition that this form does not know; its YAML is left as it is. */
export type Kind = (typeof KINDS)[number] | 'other';

/** Where an entity is, to a place. */
export const RELATIONS = ['within', 'entered', 'left', 'distance'] as const;
export const FIGURES = ['avg', 'min', 'max', 'sum', 'count', 'distinct', 'delta', 'rate', 'stddev', 'before', ...RELATIONS, 'linked'] as const;
export type FigureKind = (typeof FIGURES)[number];
export const PLACES = ['area', 'entity', 'polygon', 'point'] as const;
export type PlaceKind = (typeof PLACES)[number];
/** What is told of others that lead here. */
export const TELLINGS = ['any', 'all', 'count', 'share'] as const;
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'workdays', 'restdays'] as const;
export type Day = (typeof DAYS)[number];

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A figure worked out of what an entity has told. */
export interface Figure {
  readonly name: string;
  readonly kind: FigureKind;
  /** Of `linked` the type of the others; of a relation the GeoProperty, `location` where empty. */
  readonly attribute: string;
  /** `over`: the last so long; `each`: the last whole one. */
  readonly span: 'over' | 'each';
  readonly length: string;
  readonly lateness: string;
  readonly least: string;
  readonly placeKind: PlaceKind;
  /** A code, an id, or positions, one a line. */
  readonly place: string;
  readonly by: string;
  readonly where: string;
  readonly tell: string;
}

export interface Phase {
  readonly when: string;
  readonly absent: boolean;
  readonly within: string;
  readonly unless: string;
}

export interface During {
  readonly days: readonly Day[];
  readonly hours: string;
}

export interface RuleForm {
  readonly rule: string;
  readonly name: Words;
  readonly watch: string;
  readonly kind: Kind;
  readonly when: string;
  readonly for: string;
  readonly fresh: string;
  readonly clear: string;
  readonly derive: readonly Figure[];
  readonly during: During | null;
  readonly absent: string;
  readonly othersReport: boolean;
  readonly unchanged: readonly string[];
  readonly unchangedFor: string;
  readonly sequence: readonly Phase[];
  /** Attributes that are in doubt while the alert is active. */
  readonly doubts: readonly string[];
  readonly severity: string;
  readonly category: string;
  readonly subCategory: string;
  readonly text: Words;
  readonly caseType: string;
}

export interface ReadRule {
  readonly form: RuleForm;
  /** What stands in the YAML and not in the form, by its path. */
  readonly beyond: readonly string[];
}

const NO_WORDS: Words = { zh: '', en: '' };

export const NO_FIGURE: Figure = { name: '', kind: 'avg', attribute: '', span: 'over', length: '1h', lateness: '', least: '', placeKind: 'entity', place: '', by: '', where: '', tell: 'any' };
export const NO_PHASE: Phase = { when: '', absent: false, within: '', unless: '' };

export const EMPTY_RULE: RuleForm = {
  rule: '', name: NO_WORDS, watch: '', kind: 'when', when: '', for: '', fresh: '', clear: '', derive: [], during: null, absent: '',
  othersReport: false, unchanged: [], unchangedFor: '', sequence: [], doubts: [], severity: 'medium', category: '', subCategory: '', text: NO_WORDS, caseType: '',
};

type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/** The form has no place for what stands there. */
class Beyond extends Error {}

function isMembers(json: Json): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function text(json: Json): string {
  if (json === undefined || json === null) return '';
  if (typeof json === 'object') throw new Beyond();
  return String(json);
}

/** The members of a mapping that has no others. */
function members(json: Json, known: readonly string[]): Members {
  if (json === undefined) return {};
  if (!isMembers(json) || Object.keys(json).some((key) => !known.includes(key))) throw new Beyond();
  return json;
}

function words(json: Json): Words {
  const { zh, en } = members(json, ['zh', 'en']);
  return { zh: text(zh), en: text(en) };
}

function list(json: Json): readonly Json[] {
  if (json === undefined) return [];
  if (!Array.isArray(json)) throw new Beyond();
  return json;
}

/** What the server takes as a list or as one word that stands alone. */
function listOrOne(json: Json): readonly Json[] {
  return typeof json === 'string' ? [json] : list(json);
}

function positions(json: Json): string {
  const pairs = list(json).map((each) => {
    const [x, y, ...more] = list(each);
    if (typeof x !== 'number' || typeof y !== 'number' || more.length > 0) throw new Beyond();
    return [x, y] as const;
  });
  return writeCorners(pairs);
}

function place(json: Json): Pick<Figure, 'placeKind' | 'place'> {
  const given = members(json, PLACES);
  const [placeKind, ...more] = PLACES.filter((each) => each in given);
  if (placeKind === undefined || more.length > 0) throw new Beyond();
  const value = given[placeKind];
  if (typeof value === 'string' || (placeKind !== 'polygon' && placeKind !== 'point')) return { placeKind, place: text(value) };
  return { placeKind, place: placeKind === 'point' ? positions([value]) : positions(value) };
}

/** What a kind of figure has besides its own key. */
function keysOfFigure(kind: FigureKind): readonly string[] {
  if (kind === 'before') return [];
  if (kind === 'linked') return ['by', 'where', 'tell'];
  return isRelation(kind) ? ['of'] : ['over', 'each', 'lateness', 'least'];
}

/** Whether a figure tells where an entity is. */
export function isRelation(kind: FigureKind): boolean {
  return RELATIONS.some((each) => each === kind);
}

function figure(name: string, json: Json): Figure {
  if (!isMembers(json)) throw new Beyond();
  const [kind, ...more] = FIGURES.filter((each) => each in json);
  if (kind === undefined || more.length > 0 || ('over' in json && 'each' in json)) throw new Beyond();
  const given = members(json, [kind, ...keysOfFigure(kind)]);
  const own = { ...NO_FIGURE, name, kind };
  if (isRelation(kind)) return { ...own, attribute: text(given['of']), ...place(given[kind]) };
  const attribute = text(given[kind]);
  if (kind === 'before') return { ...own, attribute };
  if (kind === 'linked') return { ...own, attribute, by: text(given['by']), where: text(given['where']), tell: text(given['tell']) };
  return {
    ...own,
    attribute,
    span: 'each' in given ? 'each' : 'over',
    length: text(given['each'] ?? given['over']),
    lateness: text(given['lateness']),
    least: text(given['least']),
  };
}

function figures(json: Json): readonly Figure[] {
  if (json === undefined) return [];
  if (!isMembers(json)) throw new Beyond();
  return Object.entries(json).map(([name, each]) => figure(name, each));
}

function during(json: Json): During | null {
  if (json === undefined) return null;
  const { days, hours } = members(json, ['days', 'hours']);
  const known = list(days).map((each) => {
    const day = DAYS.find((one) => one === each);
    if (!day) throw new Beyond();
    return day;
  });
  return { days: known, hours: text(hours) };
}

function phase(json: Json): Phase {
  const given = members(json, ['when', 'absent', 'within', 'unless']);
  if ('when' in given === 'absent' in given) throw new Beyond();
  const absent = 'absent' in given;
  return { when: text(given[absent ? 'absent' : 'when']), absent, within: text(given['within']), unless: text(given['unless']) };
}

const OF_WHEN = ['derive', 'when', 'for', 'clear', 'during'] as const;
const CONDITION_KEYS = [...OF_WHEN, 'absent', 'while', 'unchanged', 'sequence'] as const;
const ALERT_KEYS = ['severity', 'category', 'subCategory', 'text'] as const;
/** In the order in which they are written. */
const KEYS = ['rule', 'name', 'watch', ...CONDITION_KEYS, 'fresh', 'doubts', 'alert', 'case'] as const;
const OTHERS_REPORT = 'others-report';

type Part = Partial<RuleForm>;

const CONDITIONS: Readonly<Record<(typeof KINDS)[number], (json: Members) => Part>> = {
  when: (json) => ({ when: text(json['when']), for: text(json['for']), clear: text(json['clear']), derive: figures(json['derive']), during: during(json['during']) }),
  absent: (json) => {
    const others = text(json['while']);
    if (others !== '' && others !== OTHERS_REPORT) throw new Beyond();
    return { absent: text(json['absent']), othersReport: others === OTHERS_REPORT };
  },
  unchanged: (json) => {
    const given = members(json['unchanged'], ['attributes', 'for']);
    return { unchanged: list(given['attributes']).map(text), unchangedFor: text(given['for']) };
  },
  sequence: (json) => ({ sequence: list(json['sequence']).map(phase), clear: text(json['clear']) }),
};

/** Which keys a kind of condition has. */
const KEYS_OF: Readonly<Record<Kind, readonly string[]>> = {
  when: OF_WHEN,
  absent: ['absent', 'while'],
  unchanged: ['unchanged'],
  sequence: ['sequence', 'clear'],
  other: CONDITION_KEYS,
};

function condition(json: Members): Part {
  const kinds = KINDS.filter((each) => each in json);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) throw new Beyond();
  const foreign = CONDITION_KEYS.some((key) => key in json && !KEYS_OF[kind].includes(key));
  if (foreign) throw new Beyond();
  return { kind, ...CONDITIONS[kind](json) };
}

function alert(json: Json): Part {
  if (json === undefined) return {};
  if (!isMembers(json)) throw new Beyond();
  return { severity: text(json['severity']), category: text(json['category']), subCategory: text(json['subCategory']), text: words(json['text']) };
}

function parsed(source: string): { doc: Document; map: YAMLMap; json: Members } | null {
  const doc = parseDocument(source);
  if (doc.errors.length > 0 || !isMap(doc.contents)) return null;
  return { doc, map: doc.contents, json: doc.toJS() as Members };
}

/** The form of a rule; null when the YAML is none, or no mapping. */
export function readRule(source: string): ReadRule | null {
  const json = parsed(source)?.json;
  if (!json) return null;
  const beyond: string[] = Object.keys(json).filter((key) => !KEYS.some((known) => known === key));
  const part = (keys: readonly string[], read: () => Part, otherwise: Part = {}): Part => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Beyond)) throw error;
      beyond.push(...keys.filter((key) => key in json));
      return otherwise;
    }
  };
  if (isMembers(json['alert'])) {
    const more = Object.keys(json['alert']).filter((key) => !ALERT_KEYS.some((known) => known === key));
    beyond.push(...more.map((key) => `alert.${key}`));
  }
  const form: RuleForm = {
    ...EMPTY_RULE,
    severity: '',
    ...part(['rule'], () => ({ rule: text(json['rule']) })),
    ...part(['name'], () => ({ name: words(json['name']) })),
    ...part(['watch'], () => ({ watch: text(json['watch']) })),
    ...part(CONDITION_KEYS, () => condition(json), { kind: 'other' }),
    ...part(['fresh'], () => ({ fresh: text(json['fresh']) })),
    ...part(['doubts'], () => ({ doubts: listOrOne(json['doubts']).map(text) })),
    ...part(['alert'], () => alert(json['alert'])),
    ...part(['case'], () => ({ caseType: text(json['case']) })),
  };
  return { form, beyond };
}

function some(all: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== undefined));
}

function countOf(typed: string): Json {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

function plainPlace({ placeKind, place: typed }: Figure): Json {
  if (placeKind === 'area' || placeKind === 'entity') return { [placeKind]: typed };
  const read = readCorners(typed);
  const at = placeKind === 'point' ? (read?.length === 1 ? read[0] : null) : read;
  return { [placeKind]: at ?? typed };
}

function plainFigure(figure: Figure): Json {
  const { kind, attribute, span, length, lateness, least, by, where, tell } = figure;
  if (kind === 'before') return { before: attribute };
  if (kind === 'linked') return { linked: attribute, by, where, tell };
  if (isRelation(kind)) return { [kind]: plainPlace(figure), ...some({ of: attribute }) };
  return { [kind]: attribute, ...some({ [span]: length, lateness: span === 'each' ? lateness : '', least: countOf(least) }) };
}

function plainPhase({ when, absent, within, unless }: Phase): Json {
  return { [absent ? 'absent' : 'when']: when, ...some({ within, unless }) };
}

function plainDuring({ days, hours }: During): Json {
  return { ...(days.length > 0 ? { days } : {}), ...some({ hours }) };
}

function plainCondition(form: RuleForm): Record<string, Json> {
  switch (form.kind) {
    case 'when':
      return {
        ...(form.derive.length > 0 ? { derive: Object.fromEntries(form.derive.map((each) => [each.name, plainFigure(each)])) } : {}),
        when: form.when,
        ...some({ for: form.for, clear: form.clear, during: form.during ? plainDuring(form.during) : undefined }),
      };
    case 'absent':
      return { absent: form.absent, ...(form.othersReport ? { while: OTHERS_REPORT } : {}) };
    case 'unchanged':
      return { unchanged: { attributes: form.unchanged, for: form.unchangedFor } };
    case 'sequence':
      return { sequence: form.sequence.map(plainPhase), ...some({ clear: form.clear }) };
    case 'other':
      return {};
  }
}

function plain(form: RuleForm): Record<string, Json> {
  return {
    rule: form.rule,
    name: form.name,
    watch: form.watch,
    ...plainCondition(form),
    ...some({ fresh: form.fresh }),
    ...(form.doubts.length > 0 ? { doubts: form.doubts } : {}),
    alert: { severity: form.severity, category: form.category, subCategory: form.subCategory, text: form.text },
    ...some({ case: form.caseType }),
  };
}

/** What reads better on one line, and what each of whose parts does. */
const ON_ONE_LINE = new Set(['name', 'unchanged', 'during', 'doubts']);
const LINES_WITHIN = new Set(['derive', 'sequence']);

function node(doc: Document, key: string, wanted: Json, parent: string): unknown {
  if (ON_ONE_LINE.has(key) || LINES_WITHIN.has(parent)) return doc.createNode(wanted, { flow: true });
  const made = doc.createNode(wanted);
  if (LINES_WITHIN.has(key) && (isMap(made) || isSeq(made))) {
    made.items.forEach((each) => {
      const inner: unknown = isMap(made) ? (each as { value: unknown }).value : each;
      if (isMap(inner)) inner.flow = true;
    });
  }
  return made;
}

function keyOf(pair: { readonly key: unknown }): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function fit(doc: Document, key: string, there: unknown, wanted: Json): unknown {
  if (isMap(there) && isMembers(wanted)) return fitMap(doc, there, wanted, null, key);
  if (isSeq(there) && Array.isArray(wanted)) {
    there.items = wanted.map((each, i) => (i < there.items.length ? fit(doc, '', there.items[i], each) : node(doc, '', each, key)));
    return there;
  }
  if (isScalar(there) && Array.isArray(wanted) && wanted.length === 1 && text(there.value) === wanted[0]) return there;
  if (isScalar(there) && (typeof wanted !== 'object' || wanted === null)) {
    if (text(there.value) === text(wanted)) return there;
    // What was empty had to be in quotes; what is written now seldom has to.
    if (there.value === '') delete there.type;
    there.value = wanted;
    return there;
  }
  return node(doc, key, wanted, '');
}

// Keys of `owned` that are not wanted go; where there is no `owned`, all that are not. New ones stand
// after what is written before them.
function fitMap(doc: Document, map: YAMLMap, wanted: Members, owned: readonly string[] | null, parent = ''): YAMLMap {
  const goes = (key: string): boolean => !(key in wanted) && (owned === null || owned.includes(key));
  const items = map.items.filter((pair) => !goes(keyOf(pair)));
  let place = 0;
  for (const [key, value] of Object.entries(wanted)) {
    const at = items.findIndex((pair) => keyOf(pair) === key);
    const pair = items[at];
    if (pair) pair.value = fit(doc, key, pair.value, value);
    else items.splice(place, 0, doc.createPair(key, node(doc, key, value, parent)));
    place = pair ? at + 1 : place + 1;
  }
  map.items = items;
  return map;
}

const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const;

/** Which keys the form writes: not those of what it does not know. */
function ownedBy(read: ReadRule, form: RuleForm): readonly string[] {
  const keepsCondition = form.kind === 'other';
  return KEYS.filter((key) => {
    const isCondition = CONDITION_KEYS.some((each) => each === key);
    return isCondition ? !keepsCondition : !read.beyond.includes(key);
  });
}

/** The YAML with what the form says; byte for byte what it was where the form says the same. */
export function writeRule(form: RuleForm, source: string): string {
  const there = parsed(source);
  const read = readRule(source);
  if (!there || !read) return fresh(form);
  if (JSON.stringify(read.form) === JSON.stringify(form)) return source;
  const owned = ownedBy(read, form);
  const wanted = Object.fromEntries(Object.entries(plain(form)).filter(([key]) => owned.includes(key)));
  const alertNode = there.map.get('alert', true);
  if (isMap(alertNode) && isMembers(wanted['alert'])) {
    fitMap(there.doc, alertNode, wanted['alert'], ALERT_KEYS);
    there.map.set('alert', alertNode);
    delete wanted['alert'];
    fitMap(there.doc, there.map, wanted, owned.filter((key) => key !== 'alert'));
  } else {
    fitMap(there.doc, there.map, wanted, owned);
  }
  return there.doc.toString(STYLE);
}

function fresh(form: RuleForm): string {
  const doc = parseDocument('{}');
  const map = doc.contents as unknown as YAMLMap;
  map.flow = false;
  fitMap(doc, map, plain(form), KEYS);
  return doc.toString(STYLE);
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The attributes that an alert's text names. */
export function placeholders(of: Words): readonly string[] {
  const all = [of.zh, of.en].flatMap((each) => [...each.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''));
  return [...new Set(all)];
}

/** A name of small letters, digits and hyphens out of what people call a thing; may be empty. */
export function nameFrom(words: string): string {
  return words.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 60);
}
