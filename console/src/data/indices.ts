// Indices: the numbers that the city steers by.
import { ask, askOr } from './http';
import type { Text } from './text';

export interface Part {
  readonly key: string;
  readonly label?: string | null;
  readonly value?: number | null;
}

export interface Index {
  readonly id: string;
  readonly name: Text;
  readonly about: Text;
  readonly unit: Text | string | null;
  readonly target: { readonly least?: number; readonly most?: number } | null;
  /** Null or missing when nothing was due, or when it could not be worked out (`problem`). */
  readonly value?: number | null;
  readonly parts?: readonly Part[] | null;
  readonly asOf?: string;
  readonly asOfSeq?: number;
  readonly sql: string;
  readonly problem?: string;
}

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly more: boolean;
}

export type Judgement = 'reached' | 'missed' | 'open';

export function readIndices(): Promise<readonly Index[]> {
  return askOr<readonly Index[]>([], '/api/indices');
}

export function readRows(id: string): Promise<Rows> {
  const path = id.split('/').map(encodeURIComponent).join('/');
  return ask<Rows>(`/api/indices/${path}/rows`);
}

/** Whether an index is where the city wants it; open without target or value. */
export function judge(index: Index): Judgement {
  const { target, value } = index;
  if (!target || value === null || value === undefined) return 'open';
  const tooLow = target.least !== undefined && value < target.least;
  const tooHigh = target.most !== undefined && value > target.most;
  return tooLow || tooHigh ? 'missed' : 'reached';
}

/** Parts by value, highest first, those without one last. */
export function sortedParts(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}
