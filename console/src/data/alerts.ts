// Alerts: conditions that hold now, or held; read from the entities of type Alert.
import { computed } from 'vue';
import { type Entity, numberOf, positionOf, targetsOf, textOf, valueOf } from './concise';
import { queryEntities } from './entities';
import { calmed } from './frames';
import { ask, respond } from './http';
import { entitiesOf } from './live';
import { rules } from './scenarios';
import { session } from './session';
import type { Text } from './text';

export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type AlertStatus = 'active' | 'cleared';

export interface Comment {
  readonly at: string;
  readonly by: string;
  readonly text: string;
}

export interface Alert {
  readonly id: string;
  readonly rule: string;
  /** As the rule was called when it was raised; empty for alerts of long ago. */
  readonly ruleName: Text;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly acknowledged: boolean;
  readonly source: string;
  readonly description: Text;
  /** Start of the episode, by the city clock. */
  readonly since: string;
  /** When it was cleared, by the city clock; empty while it is active. */
  readonly until: string;
  readonly opensCase: boolean;
  /** How often its episode began. */
  readonly occurrences: number;
  /** The actor who looks after it; empty for nobody. */
  readonly assignedTo: string;
  /** Nobody is told of it until then, by the office clock; empty when it is not muted. */
  readonly mutedUntil: string;
  readonly falseAlarm: boolean;
  /** The attributes of its source whose values are in doubt while it is active. */
  readonly doubts: readonly string[];
  /** The alert that tells of the storm it belongs to; empty for none. */
  readonly memberOf: string;
  /** Of such an alert: how many belong to it; 0 for any other. */
  readonly members: number;
  readonly comments: readonly Comment[];
  readonly position: readonly [number, number] | null;
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((each) => each === text) ?? 'informational';
}

function commentsOf(value: unknown): readonly Comment[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each): each is Comment => typeof each?.text === 'string');
}

function wordsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each): each is string => typeof each === 'string');
}

export function readAlert(entity: Entity): Alert {
  const description = valueOf(entity, 'description');
  return {
    id: entity.id,
    rule: textOf(entity, 'rule'),
    ruleName: (valueOf(entity, 'ruleName') ?? {}) as Text,
    severity: severityOf(textOf(entity, 'severity')),
    status: textOf(entity, 'status') === 'cleared' ? 'cleared' : 'active',
    acknowledged: valueOf(entity, 'acknowledged') === true,
    source: targetsOf(entity, 'alertSource')[0] ?? textOf(entity, 'alertSource'),
    description: (description ?? {}) as Text,
    since: textOf(entity, 'validFrom') || textOf(entity, 'dateIssued'),
    until: textOf(entity, 'validTo'),
    opensCase: textOf(entity, 'caseType') !== '',
    occurrences: numberOf(entity, 'occurrences') ?? 1,
    assignedTo: textOf(entity, 'assignedTo'),
    mutedUntil: textOf(entity, 'mutedUntil'),
    falseAlarm: valueOf(entity, 'falseAlarm') === true,
    doubts: wordsOf(valueOf(entity, 'doubts')),
    memberOf: targetsOf(entity, 'memberOf')[0] ?? '',
    members: numberOf(entity, 'members') ?? 0,
    comments: commentsOf(valueOf(entity, 'comments')),
    position: positionOf(entity),
  };
}

export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity) + 1;
}

/** Active before cleared, then the severer, then the newer. */
export function byUrgency(a: Alert, b: Alert): number {
  if (a.status !== b.status) return a.status === 'active' ? -1 : 1;
  if (a.status === 'active' && a.severity !== b.severity) {
    return severityRank(b.severity) - severityRank(a.severity);
  }
  // Times of one form: comparing them by the alphabet of a language is ten times slower.
  return a.since === b.since ? 0 : a.since < b.since ? 1 : -1;
}

// What did not change is not read again: in a storm thousands stand in the list.
const known = new WeakMap<Entity, Alert>();

export function alertOf(entity: Entity): Alert {
  const read = known.get(entity) ?? readAlert(entity);
  known.set(entity, read);
  return read;
}

const MANY = 1_000;
const EVERY_MS = 500;

const alertEntities = entitiesOf('Alert');
// Sorting thousands anew in every frame would leave no time for drawing them.
const calmEntities = calmed(alertEntities, (all) => all.size > MANY, EVERY_MS);

export const alerts = computed(() =>
  [...calmEntities.value.values()].map(alertOf).sort(byUrgency),
);

export function isMuted(alert: Alert, now: number): boolean {
  return alert.mutedUntil !== '' && Date.parse(alert.mutedUntil) > now;
}

/** Whether the alert that tells of it is there to be seen. */
export function isMember(alert: Alert): boolean {
  return alert.memberOf !== '' && alertEntities.value.has(alert.memberOf);
}

export function isMine(alert: Alert): boolean {
  return alert.assignedTo !== '' && alert.assignedTo === session.value.actor;
}

/** What a list of alerts shows. */
export interface AlertFilter {
  readonly status: 'all' | 'active' | 'open' | 'cleared';
  readonly severities: readonly string[];
  readonly rules: readonly string[];
  readonly mine: boolean;
  readonly muted: boolean;
  readonly members: boolean;
}

/** @param now the office clock: muted alerts and members of storms are shown only when asked for */
export function passes(alert: Alert, filter: AlertFilter, now: number): boolean {
  if (filter.status === 'open' && (alert.status !== 'active' || alert.acknowledged)) return false;
  if (filter.status === 'active' && alert.status !== 'active') return false;
  if (filter.status === 'cleared' && alert.status !== 'cleared') return false;
  if (filter.severities.length > 0 && !filter.severities.includes(alert.severity)) return false;
  if (filter.rules.length > 0 && !filter.rules.includes(alert.rule)) return false;
  if (filter.mine && !isMine(alert)) return false;
  return (filter.muted || !isMuted(alert, now)) && (filter.members || !isMember(alert));
}

export const activeAlerts = computed(() => alerts.value.filter((each) => each.status === 'active'));

/** The highest severity of the active alerts of each entity, from 1 (informational) to 5. */
export const severityBySource = computed(() => {
  const ranks = new Map<string, number>();
  for (const alert of activeAlerts.value) {
    const rank = severityRank(alert.severity);
    if (rank > (ranks.get(alert.source) ?? 0)) ranks.set(alert.source, rank);
  }
  return ranks;
});

/** Which alerts doubt which attribute of which entity. */
export type Doubts = ReadonlyMap<string, ReadonlyMap<string, readonly Alert[]>>;

/** What active alerts doubt; what somebody called a false alarm doubts nothing. */
export function doubtsOf(active: readonly Alert[]): Doubts {
  const bySource = new Map<string, Map<string, Alert[]>>();
  for (const alert of active) {
    if (alert.falseAlarm || alert.doubts.length === 0) continue;
    const doubted = bySource.get(alert.source) ?? new Map<string, Alert[]>();
    alert.doubts.forEach((name) => doubted.set(name, [...(doubted.get(name) ?? []), alert]));
    bySource.set(alert.source, doubted);
  }
  return bySource;
}

export const doubts = computed(() => doubtsOf(activeAlerts.value));

/** The name of a rule, or its id when its scenario is not loaded. */
export function ruleName(id: string): Text {
  return rules.value.get(id)?.name ?? { zh: id, en: id };
}

const path = (id: string, deed: string): string => `/api/alerts/${encodeURIComponent(id)}/${deed}`;

/** What is done with an alert, and what it takes. */
export const deeds = {
  acknowledge: (id: string, note?: string) =>
    respond(path(id, 'acknowledge'), { method: 'POST', json: note ? { note } : {} }),
  unacknowledge: (id: string) => respond(path(id, 'acknowledge'), { method: 'DELETE' }),
  clear: (id: string, reason: string) =>
    respond(path(id, 'clear'), { method: 'POST', json: { reason } }),
  /** Without an account: the one who asks takes it. */
  assign: (id: string, to?: string) =>
    respond(path(id, 'assignee'), { method: 'PUT', json: to ? { to } : {} }),
  release: (id: string) => respond(path(id, 'assignee'), { method: 'DELETE' }),
  comment: (id: string, text: string) =>
    respond(path(id, 'comments'), { method: 'POST', json: { text } }),
  mute: (id: string, until: Date) =>
    respond(path(id, 'mute'), { method: 'PUT', json: { until: until.toISOString() } }),
  unmute: (id: string) => respond(path(id, 'mute'), { method: 'DELETE' }),
  markFalse: (id: string) => respond(path(id, 'false-alarm'), { method: 'PUT' }),
  unmarkFalse: (id: string) => respond(path(id, 'false-alarm'), { method: 'DELETE' }),
} as const;

/** So many are acknowledged in one request. */
export const MOST_AT_ONCE = 100;

/** Acknowledges many; how many could not be. */
export async function acknowledgeAll(ids: readonly string[]): Promise<number> {
  let refused = 0;
  for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
    const answer = await ask<{ refused: readonly unknown[] }>('/api/alert-acknowledgements', {
      method: 'POST',
      json: { alerts: ids.slice(from, from + MOST_AT_ONCE) },
    });
    refused += answer.refused.length;
  }
  return refused;
}

/** One thing that happened to an alert. */
export interface Moment {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly detail: unknown;
}

export async function readTimeline(id: string): Promise<readonly Moment[]> {
  return (await ask<{ moments: readonly Moment[] }>(path(id, 'timeline'))).moments;
}

export interface MemberPage {
  readonly alerts: readonly Alert[];
  readonly total: number;
}

/** The members of a storm's alert, a page of them. */
export async function readMembers(id: string, limit: number, offset: number): Promise<MemberPage> {
  const q = `memberOf=="${id}"`;
  const page = await queryEntities({ type: 'Alert', q, limit, offset });
  return { alerts: page.entities.map(readAlert), total: page.total };
}
