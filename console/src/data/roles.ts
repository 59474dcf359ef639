// Roles, what they open, and who holds them.
import { ask, respond } from './http';
import type { Text } from './text';

/** Which types of entities are meant. */
export interface TypeScope {
  readonly all: boolean;
  readonly types: readonly string[];
}

export interface Role {
  /** `duty-officer`, or `<scenario>/<name>` of a scenario's. */
  readonly id: string;
  readonly name: Text;
  readonly opens: readonly { readonly permission: string; readonly name: Text }[];
  readonly reads: TypeScope;
  readonly writes: TypeScope;
  /** Up to this sensitivity attributes are shown as they are. */
  readonly clear: { readonly sensitivity: string; readonly name: Text };
  /** Which of the three administrations it belongs to, if any. */
  readonly administration?: Text | null;
}

export interface Grant {
  readonly id: string;
  readonly account?: string;
  readonly role: string;
  readonly name?: Text | null;
  readonly tenant: string;
  readonly area: string;
  readonly until?: string | null;
}

export interface NewGrant {
  readonly account: string;
  readonly role: string;
  readonly tenant: string;
  readonly area: string;
  readonly until?: string;
}

export function readRoles(): Promise<readonly Role[]> {
  return ask<readonly Role[]>('/api/roles');
}

export function readGrants(account: string): Promise<readonly Grant[]> {
  return ask<readonly Grant[]>(`/api/accounts/${encodeURIComponent(account)}/grants`);
}

/** @throws Problem 409 for roles of two administrations, or for oneself */
export async function grant(made: NewGrant): Promise<void> {
  await respond('/api/grants', { method: 'POST', json: made });
}

export async function revoke(id: string): Promise<void> {
  await respond(`/api/grants/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** The scenario that declares a role; empty for those that come with Wutong. */
export function scenarioOf(role: string): string {
  const slash = role.indexOf('/');
  return slash < 0 ? '' : role.slice(0, slash);
}

/** Roles by the scenario that declares them, those that come with Wutong first. */
export function byScenario(roles: readonly Role[]): ReadonlyMap<string, readonly Role[]> {
  const scenarios = [...new Set(roles.map((each) => scenarioOf(each.id)))].sort();
  return new Map(scenarios.map((name) => [name, roles.filter((e) => scenarioOf(e.id) === name)]));
}
