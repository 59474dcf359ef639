// What a rule sees of one entity, evaluation by evaluation, and why it does not fire.
import { ask, askOr, respond } from './http';
import { rulePath } from './rules';
import type { Text } from './text';

export const TRUTHS = ['yes', 'no', 'unknown'] as const;
export type Truth = (typeof TRUTHS)[number];

export interface Evaluation {
  readonly at: string;
  readonly input: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly derived?: Readonly<Record<string, unknown>> | null;
  readonly truth: Truth;
  /** Since when the condition holds. */
  readonly since?: string | null;
  /** When it will be asked again though nothing is told. */
  readonly wake?: string | null;
  readonly signal?: 'raise' | 'clear' | null;
}

export interface Tracing {
  /** Until when it is written down; null when it is not. */
  readonly until?: string | null;
  readonly evaluations: readonly Evaluation[];
}

export interface Reason {
  readonly text: Text;
  readonly value?: unknown;
  readonly missing?: string | null;
  readonly at?: string | null;
}

export interface Why {
  readonly fires: boolean;
  readonly reasons: readonly Reason[];
}

const NONE: Tracing = { evaluations: [] };

function ofEntity(entity: string): string {
  return new URLSearchParams({ entity }).toString();
}

export async function startTrace(rule: string, entity: string, minutes: number): Promise<void> {
  await respond(rulePath(rule, '/traces'), { method: 'POST', json: { entity, minutes } });
}

export function readTrace(rule: string, entity: string): Promise<Tracing> {
  return askOr(NONE, rulePath(rule, `/traces?${ofEntity(entity)}`));
}

export async function stopTrace(rule: string, entity: string): Promise<void> {
  await respond(rulePath(rule, `/traces?${ofEntity(entity)}`), { method: 'DELETE' });
}

export function askWhy(rule: string, entity: string): Promise<Why> {
  return ask<Why>(rulePath(rule, `/why?${ofEntity(entity)}`));
}

/** `aqi 120, level 3`: what an evaluation saw. */
export function written(values: Readonly<Record<string, unknown>> | null | undefined): string {
  return Object.entries(values ?? {})
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
