// One's own account: profile, password, second factor, sessions, and leave to help.
import { ask, respond } from './http';
import type { Language } from './session';

const PATH = '/api/account';

export interface SignInTrace {
  readonly at: string;
  /** Truncated, so that it names a network and no device. */
  readonly address: string;
}

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly language?: Language | null;
  readonly department?: string | null;
  readonly post?: string | null;
  readonly secondFactor?: boolean;
  /** The sign-in before this one; what one does not know of was somebody else. */
  readonly previousSignIn?: SignInTrace | null;
  /** How many recovery codes are left. */
  readonly recoveryCodes?: number | null;
}

export function readProfile(): Promise<Profile> {
  return ask<Profile>(PATH);
}

export async function changeProfile(
  change: Partial<Pick<Profile, 'displayName' | 'language'>>,
): Promise<void> {
  await respond(PATH, { method: 'PATCH', json: change });
}

/** @throws Problem when the old one is wrong, or the new one too weak */
export async function changePassword(old: string, now: string): Promise<void> {
  await respond(`${PATH}/password`, { method: 'POST', json: { old, new: now }, isSigningIn: true });
}

export interface FactorOffer {
  /** In base 32, for who types it in. */
  readonly secret: string;
  /** For the QR code. */
  readonly uri: string;
}

export interface RecoveryCodes {
  readonly recoveryCodes: readonly string[];
}

/** A new secret; it counts once a code of it has been given. */
export function offerSecondFactor(): Promise<FactorOffer> {
  return ask<FactorOffer>(`${PATH}/second-factor`, { method: 'POST' });
}

export async function confirmSecondFactor(code: string): Promise<readonly string[]> {
  const path = `${PATH}/second-factor/confirm`;
  const made = await ask<RecoveryCodes>(path, { method: 'POST', json: { code }, isSigningIn: true });
  return made.recoveryCodes;
}

export async function dropSecondFactor(password: string): Promise<void> {
  const asking = { method: 'DELETE', json: { password }, isSigningIn: true } as const;
  await respond(`${PATH}/second-factor`, asking);
}

/** New recovery codes; the old ones count no more. */
export async function renewRecoveryCodes(): Promise<readonly string[]> {
  const made = await ask<RecoveryCodes>(`${PATH}/recovery-codes`, { method: 'POST' });
  return made.recoveryCodes;
}

export interface OwnSession {
  readonly current?: boolean;
  readonly startedAt: string;
  readonly usedAt?: string | null;
  /** Truncated, so that it names a network and no device. */
  readonly address?: string | null;
  readonly agent?: string | null;
}

export function readOwnSessions(): Promise<readonly OwnSession[]> {
  return ask<readonly OwnSession[]>('/api/sessions');
}

/** Lets support act in one's name for so many minutes (at most 60); until when. */
export async function allowSupport(minutes: number): Promise<string> {
  const path = `${PATH}/support-consent`;
  const given = await ask<{ until: string }>(path, { method: 'POST', json: { minutes } });
  return given.until;
}
