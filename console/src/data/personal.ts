// What is kept of a person, for the privacy officer: told, handed out, erased (PIPL articles 45, 47).
import { ask, respond } from './http';
import type { Text } from './text';

// It reads the whole journal.
const PATIENCE_MS = 600_000;

/** Ids and numbers; nothing of what they say. */
export interface Kept {
  readonly person: string;
  readonly entities: readonly string[];
  /** What belongs, or belonged, to others too: it stays. */
  readonly shared: readonly string[];
  readonly alerts: readonly string[];
  readonly cases: readonly string[];
  readonly evidence: number;
}

export interface Erased {
  readonly erased: readonly string[];
  /** The cases that tell of nobody any more. */
  readonly blanked: readonly string[];
  readonly kept: readonly { readonly id: string; readonly why: Text }[];
}

export function readKept(person: string): Promise<Kept> {
  return ask<Kept>(`/api/personal-data/${encodeURIComponent(person)}`, { patienceMs: PATIENCE_MS });
}

/** A ZIP archive. */
export async function exportPerson(person: string, reason: string): Promise<Blob> {
  const answer = await respond('/api/exports', { method: 'POST', json: { person, reason }, patienceMs: PATIENCE_MS });
  return answer.blob();
}

export function erasePerson(person: string, reason: string): Promise<Erased> {
  return ask<Erased>('/api/erasures', { method: 'POST', json: { entities: [person], reason }, patienceMs: PATIENCE_MS });
}
