// Rules at work: what each watches, how it fares, its versions, and whether a text is a rule.
import { Problem, ask, respond } from './http';
import { type Severity, severityRank } from './alerts';
import type { Text } from './text';

export const STATES = ['working', 'off', 'isolated'] as const;
export type RuleState = (typeof STATES)[number];

export interface Trouble {
  readonly at?: string;
  readonly count: number;
  readonly problem: Text | string;
}

/** How many of its alerts people judged, and found to be false. */
export interface Precision {
  readonly alerts: number;
  readonly falseAlarms: number;
}

export interface RuleSummary {
  readonly id: string;
  /** Nothing of a rule whose text cannot be read any more. */
  readonly name?: Text;
  readonly watch?: string;
  readonly origin: 'scenario' | 'console';
  readonly on: boolean;
  readonly version: number;
  readonly owner?: string | null;
  readonly severity?: Severity;
  readonly caseType?: string | null;
  readonly lastFired?: string | null;
  readonly active: number;
  readonly watched: number;
  readonly cost?: { readonly evaluations?: number; readonly nanos?: number; readonly share?: number };
  readonly state: RuleState;
  readonly trouble?: Trouble | null;
  readonly precision?: Precision | null;
}

export interface RuleFile extends RuleSummary {
  readonly source: string;
}

export interface RuleVersion {
  /** 0: as its scenario has it. */
  readonly version: number;
  readonly at?: string;
  readonly by: string;
  readonly note?: string | null;
  readonly source: string;
  readonly on: boolean;
  /** From then on the scenario's text counts again. */
  readonly removed?: boolean;
}

/** What is wrong in a text, and where, from 1. */
export interface SourceMistake {
  readonly line: number;
  readonly column: number;
  readonly problem: Text;
  readonly remedy: Text;
}

export interface Checked {
  readonly mistakes: readonly SourceMistake[];
}

const PATH = '/api/rules';

/** Scenario and name of a rule's id. */
export function partsOf(id: string): { readonly scenario: string; readonly name: string } {
  const [scenario = '', ...name] = id.split('/');
  return { scenario, name: name.join('/') };
}

/** Where a rule, or something of it, is asked for. */
export function rulePath(id: string, rest = ''): string {
  const { scenario, name } = partsOf(id);
  return `${PATH}/${encodeURIComponent(scenario)}/${encodeURIComponent(name)}${rest}`;
}

export async function readRules(): Promise<readonly RuleSummary[]> {
  return (await ask<{ rules: readonly RuleSummary[] }>(PATH)).rules;
}

export function readRuleFile(id: string): Promise<RuleFile> {
  return ask<RuleFile>(rulePath(id));
}

export async function readVersions(id: string): Promise<readonly RuleVersion[]> {
  return (await ask<{ versions: readonly RuleVersion[] }>(rulePath(id, '/versions'))).versions;
}

export function checkRule(scenario: string, source: string, signal: AbortSignal): Promise<Checked> {
  return ask<Checked>(`${PATH}/check`, { method: 'POST', json: { scenario, source }, signal });
}

/** The mistakes that a refusal tells of; none where it is about something else. */
export function mistakesOf(error: unknown): readonly SourceMistake[] {
  const told = error instanceof Problem ? error.members['mistakes'] : undefined;
  return Array.isArray(told) ? (told as readonly SourceMistake[]) : [];
}

/** Makes a version, in force at once; of a new name a new rule. @throws Problem 400 with mistakes */
export async function saveRule(id: string, source: string, note: string): Promise<void> {
  await respond(rulePath(id, '/versions'), { method: 'POST', json: { source, note } });
}

export async function switchRule(id: string, on: boolean): Promise<void> {
  await respond(rulePath(id, on ? '/on' : '/off'), { method: 'POST' });
}

export async function restoreVersion(id: string, version: number): Promise<void> {
  await respond(rulePath(id, `/versions/${version}/restore`), { method: 'POST' });
}

export async function ownRule(id: string, owner: string): Promise<void> {
  await respond(rulePath(id, '/owner'), { method: 'PUT', json: { owner: owner || null } });
}

/** One made here goes; of a scenario's the folder's text counts again. */
export async function removeRule(id: string): Promise<void> {
  await respond(rulePath(id), { method: 'DELETE' });
}

export interface DeadLetter {
  readonly number: number;
  /** Missing where whoever asks does not see it. */
  readonly entity?: string;
  readonly at: string;
  readonly problem: Text | string;
}

/** What a rule could not evaluate. */
export async function readDeadLetters(id: string): Promise<readonly DeadLetter[]> {
  return (await ask<{ letters: readonly DeadLetter[] }>(rulePath(id, '/dead-letters'))).letters;
}

export function replayDeadLetters(id: string): Promise<{ readonly replayed: number; readonly failed: number }> {
  return ask(rulePath(id, '/dead-letters/replay'), { method: 'POST' });
}

/** The share of its alerts that were none of the false ones; null while there are none. */
export function precisionOf(precision: Precision | null | undefined): number | null {
  if (!precision || precision.alerts === 0) return null;
  return (precision.alerts - precision.falseAlarms) / precision.alerts;
}

export const ORDERS = ['trouble', 'name', 'lastFired', 'active', 'severity', 'cost', 'precision'] as const;
export type RuleOrder = (typeof ORDERS)[number];

const byId = (a: RuleSummary, b: RuleSummary): number => (a.id < b.id ? -1 : 1);
const STATE_RANK: Readonly<Record<RuleState, number>> = { isolated: 2, working: 1, off: 0 };

const COMPARISONS: Readonly<Record<Exclude<RuleOrder, 'name'>, (rule: RuleSummary) => number>> = {
  trouble: (rule) => -(STATE_RANK[rule.state] * 1e9 + (rule.trouble?.count ?? 0)),
  lastFired: (rule) => -(rule.lastFired ? Date.parse(rule.lastFired) : 0),
  active: (rule) => -rule.active,
  severity: (rule) => (rule.severity ? -severityRank(rule.severity) : 0),
  cost: (rule) => -(rule.cost?.share ?? 0),
  precision: (rule) => precisionOf(rule.precision) ?? 2,
};

/** Those in whose words a search is found, in an order; what is first wants looking at first. */
export function arranged(all: readonly RuleSummary[], search: string, order: RuleOrder, titleOf: (rule: RuleSummary) => string): readonly RuleSummary[] {
  const wanted = search.trim().toLowerCase();
  const found = all.filter((rule) =>
    [rule.id, rule.watch, rule.name?.zh, rule.name?.en, rule.owner].join(' ').toLowerCase().includes(wanted),
  );
  if (order === 'name') {
    const collator = new Intl.Collator('zh');
    return [...found].sort((a, b) => collator.compare(titleOf(a), titleOf(b)) || byId(a, b));
  }
  const measure = COMPARISONS[order];
  return [...found].sort((a, b) => measure(a) - measure(b) || byId(a, b));
}

