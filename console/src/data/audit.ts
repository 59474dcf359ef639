// The audit log: who did what to what, when, why, and what came of it.
import { ask, respond } from './http';
import type { Text } from './text';

const PATH = '/api/audit';

export interface AuditEntry {
  readonly number: number;
  readonly at: string;
  /** A pseudonym such as `person:0198…`. */
  readonly actor: string;
  readonly tenant?: string | null;
  readonly action: string;
  readonly object?: string | null;
  readonly why?: string | null;
  readonly outcome: string;
  readonly hash?: string | null;
  readonly [more: string]: unknown;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** What `before` is to be for the entries before these; missing at the end. */
  readonly next?: number | null;
}

export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
  /** Days of the city, both meant whole. */
  readonly from?: string;
  readonly to?: string;
}

export interface Verification {
  /** Whether every entry is as it was written, and none is missing. */
  readonly sound: boolean;
  readonly entries?: number | null;
  readonly head?: string | null;
  /** The first entry that is wrong, and how. */
  readonly number?: number | null;
  readonly text?: Text | null;
}

const NAMES = ['actor', 'action', 'object', 'from', 'to'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
// Pseudonyms, action words and ids may stand in an address; names and numbers of people may not.
const PSEUDONYM = /^(person|key|client):[0-9a-f-]{1,36}$|^(anonymous|admin-key|cases)$/;

/** Whether an address may carry this actor: only pseudonyms may. */
export function isPseudonym(text: string): boolean {
  return PSEUDONYM.test(text);
}

/** Of a page's address what it may mean; anything else is left out. */
export function filterOf(query: Readonly<Record<string, unknown>>): AuditFilter {
  const filter: Record<string, string> = {};
  for (const name of NAMES) {
    const text = query[name];
    if (typeof text !== 'string' || text === '') continue;
    if (name === 'actor' && !isPseudonym(text)) continue;
    if ((name === 'from' || name === 'to') && !DAY.test(text)) continue;
    filter[name] = text;
  }
  return filter;
}

export interface Stretch {
  readonly from: (day: string) => string;
  readonly to: (day: string) => string;
}

/** A filter as the server takes it. `days` says which instants days begin and end with. */
export function parametersOf(filter: AuditFilter, days: Stretch): URLSearchParams {
  const parameters = new URLSearchParams();
  if (filter.actor) parameters.set('actor', filter.actor);
  if (filter.action) parameters.set('action', filter.action);
  if (filter.object) parameters.set('object', filter.object);
  if (filter.from) parameters.set('from', days.from(filter.from));
  if (filter.to) parameters.set('to', days.to(filter.to));
  return parameters;
}

export async function readAudit(
  asked: URLSearchParams,
  limit: number,
  before?: number,
): Promise<AuditPage> {
  const parameters = new URLSearchParams(asked);
  parameters.set('limit', String(limit));
  if (before !== undefined) parameters.set('before', String(before));
  return ask<AuditPage>(`${PATH}?${parameters}`);
}

export async function exportAudit(asked: URLSearchParams, format: 'csv' | 'ndjson'): Promise<Blob> {
  const parameters = new URLSearchParams([...asked, ['format', format]]);
  const response = await respond(`${PATH}/export?${parameters}`, { patienceMs: 300_000 });
  return response.blob();
}

export function verifyAudit(): Promise<Verification> {
  return ask<Verification>(`${PATH}/verification`, { patienceMs: 300_000 });
}
