// The accounts of the city's people, for those who manage them.
import type { SignInTrace } from './account';
import { ask, respond } from './http';

const PATH = '/api/accounts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly department?: string | null;
  readonly post?: string | null;
  readonly state?: string | null;
  readonly secondFactor?: boolean;
  readonly madeAt?: string | null;
  readonly lastSignIn?: SignInTrace | null;
}

export type AccountState = 'invited' | 'active' | 'locked' | 'closed';
const STATES: readonly AccountState[] = ['invited', 'active', 'locked', 'closed'];

export function stateOf(account: Account): AccountState {
  return STATES.find((each) => each === account.state?.toLowerCase()) ?? 'active';
}

export interface AccountPage {
  readonly total: number;
  readonly accounts: readonly Account[];
}

export interface NewAccount {
  readonly name: string;
  readonly displayName: string;
  readonly department?: string;
  readonly post?: string;
}

/** A token that its person redeems once, by a link. */
export interface OneTime {
  readonly token: string;
}

const one = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;

export function readAccounts(q: string, limit: number, offset: number): Promise<AccountPage> {
  const parameters = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (q) parameters.set('q', q);
  return ask<AccountPage>(`${PATH}?${parameters}`);
}

export function readOneAccount(id: string): Promise<Account> {
  return ask<Account>(one(id));
}

export function makeAccount(account: NewAccount): Promise<OneTime & { readonly account: Account }> {
  return ask(PATH, { method: 'POST', json: account });
}

export type AccountChange = Partial<
  Pick<Account, 'displayName' | 'department' | 'post'> & { readonly locked: boolean }
>;

export async function changeAccount(id: string, change: AccountChange): Promise<void> {
  await respond(one(id), { method: 'PATCH', json: change });
}

/** A new one-time link; the old password counts until it is redeemed. */
export function resetAccount(id: string, secondFactor: boolean): Promise<OneTime> {
  return ask<OneTime>(`${one(id)}/reset`, { method: 'POST', json: { secondFactor } });
}

/** For ever: its pseudonym stays in records, its person cannot sign in again. */
export async function closeAccount(id: string): Promise<void> {
  await respond(one(id), { method: 'DELETE' });
}

/** Where a one-time token is redeemed. It stands behind #, which no browser sends. */
export function linkOf(token: string): string {
  return `${location.origin}/console/link#${token}`;
}
