// What machines show instead of a password: API keys, and clients by OAuth 2.0 (RFC 6749, 4.4).
import { ask, respond } from './http';

export type MachineKind = 'keys' | 'clients';

export interface Machine {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly tenant: string;
  readonly area: string;
  readonly until?: string | null;
  readonly madeAt?: string | null;
  readonly lastUsed?: string | null;
  readonly madeBy?: string | null;
  /** Whether the account of who made it is closed: somebody who left knows its secret. */
  readonly makerGone?: boolean;
}

export interface NewMachine {
  readonly name: string;
  readonly role: string;
  readonly tenant: string;
  readonly area: string;
  readonly until?: string;
}

/** Shown once; the server keeps no more than its hash. */
export interface Secret {
  readonly id: string;
  readonly secret: string;
}

export function readMachines(kind: MachineKind): Promise<readonly Machine[]> {
  return ask<readonly Machine[]>(`/api/${kind}`);
}

export function makeMachine(kind: MachineKind, made: NewMachine): Promise<Secret> {
  return ask<Secret>(`/api/${kind}`, { method: 'POST', json: made });
}

/** A new secret; the old one counts no more. */
export function rotate(id: string): Promise<Secret> {
  return ask<Secret>(`/api/keys/${encodeURIComponent(id)}/rotate`, { method: 'POST' });
}

export async function revokeMachine(kind: MachineKind, id: string): Promise<void> {
  await respond(`/api/${kind}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export type Expiry = 'none' | 'far' | 'soon' | 'past';

const SOON_MS = 14 * 86_400_000;

/** Whether a key or a grant ends soon, or has ended. */
export function expiryOf(until: string | null | undefined, now: number): Expiry {
  if (!until) return 'none';
  const left = Date.parse(until) - now;
  if (left <= 0) return 'past';
  return left < SOON_MS ? 'soon' : 'far';
}
