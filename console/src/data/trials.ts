// Trying a rule on the past: the same operators over what was, without an alert being raised.
import { ask, respond } from './http';
import type { Text } from './text';

export interface TriedAlert {
  readonly entity: string;
  /** When what it says began; it is raised when it has lasted as long as the rule wants. */
  readonly start: string;
  readonly raised: string;
  readonly cleared?: string | null;
}

export interface TrialResult {
  readonly entities: number;
  readonly observations: number;
  readonly nanos: number;
  readonly alerts: readonly TriedAlert[];
  readonly count: number;
  /** Whether there were more than are told. */
  readonly truncated: boolean;
  /** What could not be evaluated, the first of it. */
  readonly problem?: Text;
}

export interface Trial {
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: number;
  readonly result?: TrialResult | null;
  readonly against?: TrialResult | null;
}

export interface TrialAsked {
  readonly scenario: string;
  readonly source: string;
  readonly against?: string;
  readonly from: string;
  readonly to: string;
  readonly entity?: string;
}

const PATH = '/api/rule-trials';

export async function startTrial(asked: TrialAsked): Promise<string> {
  return (await ask<{ id: string | number }>(PATH, { method: 'POST', json: asked })).id.toString();
}

export function readTrial(id: string): Promise<Trial> {
  return ask<Trial>(`${PATH}/${encodeURIComponent(id)}`);
}

export async function cancelTrial(id: string): Promise<void> {
  await respond(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export const FATES = ['same', 'new', 'gone'] as const;
/** `new`: of the draft only; `gone`: of the version in force only. */
export type Fate = (typeof FATES)[number];

export interface Episode extends TriedAlert {
  readonly fate: Fate;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(alert: TriedAlert): Span {
  return { from: Date.parse(alert.raised), to: alert.cleared ? Date.parse(alert.cleared) : Number.POSITIVE_INFINITY };
}

function touch(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

function byEntity(alerts: readonly TriedAlert[]): ReadonlyMap<string, readonly TriedAlert[]> {
  const found = new Map<string, TriedAlert[]>();
  for (const each of alerts) {
    const list = found.get(each.entity);
    if (list) list.push(each);
    else found.set(each.entity, [each]);
  }
  return found;
}

function without(alerts: readonly TriedAlert[], others: readonly TriedAlert[]): readonly boolean[] {
  const there = byEntity(others);
  return alerts.map((each) => !(there.get(each.entity) ?? []).some((other) => touch(spanOf(each), spanOf(other))));
}

/**
 * The alerts of a draft, and those of the version in force that it would not raise. An alert is the
 * same as another about the same entity when there is a time at which both are active.
 */
export function compared(draft: readonly TriedAlert[], inForce?: readonly TriedAlert[] | null): readonly Episode[] {
  const isNew = without(draft, inForce ?? []);
  const isGone = without(inForce ?? [], draft);
  const drafted = draft.map((each, i): Episode => ({ ...each, fate: inForce && isNew[i] ? 'new' : 'same' }));
  const lost = (inForce ?? []).flatMap((each, i): Episode[] => (isGone[i] ? [{ ...each, fate: 'gone' }] : []));
  return [...drafted, ...lost].sort((a, b) => a.raised.localeCompare(b.raised) || (a.entity < b.entity ? -1 : 1));
}

export function countOf(episodes: readonly Episode[], fate: Fate): number {
  return episodes.filter((each) => each.fate === fate).length;
}

/** The entities with the most alerts first, and theirs. */
export function lanes(episodes: readonly Episode[], most: number): readonly (readonly [string, readonly Episode[]])[] {
  const found = new Map<string, Episode[]>();
  for (const each of episodes) found.set(each.entity, [...(found.get(each.entity) ?? []), each]);
  return [...found].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1)).slice(0, most);
}
