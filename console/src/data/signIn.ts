// Signing in and out, the first set-up, and acting in somebody's name.
import { type Asking, Problem, ask, readSession, respond } from './http';
import { OPEN, type Session, session } from './session';

const PATH = '/api/session';
/** Whoever signed out in this tab stays so, in a demonstration too. */
const LEFT_KEY = 'wutong.left';
const NO_SUCH_PATH = 'http.no-such-path';
const POST = { method: 'POST', isSigningIn: true } as const;

/** Asks who sits here. A server that knows no sign-in is open. */
export async function findSession(): Promise<Session> {
  try {
    return await readSession();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== NO_SUCH_PATH) throw error;
    session.value = OPEN;
    return OPEN;
  }
}

// The answer tells the next step; the session tells the token that this step needs.
async function step(path: string, asking: Asking): Promise<Session> {
  await respond(path, asking);
  return readSession();
}

/** @throws Problem 401 when name or password are wrong, 429 after too many attempts */
export function signIn(name: string, password: string): Promise<Session> {
  return step(PATH, { ...POST, json: { name, password } });
}

export type Factor = { readonly code: string } | { readonly recoveryCode: string };

export function giveSecondFactor(factor: Factor): Promise<Session> {
  return step(`${PATH}/second-factor`, { ...POST, json: factor });
}

export function signOut(): Promise<Session> {
  sessionStorage.setItem(LEFT_KEY, 'true');
  return step(PATH, { method: 'DELETE', isSigningIn: true });
}

/** Ends all sessions of this account, on all devices, this one too. */
export function signOutEverywhere(): Promise<Session> {
  sessionStorage.setItem(LEFT_KEY, 'true');
  return step('/api/sessions', { method: 'DELETE', isSigningIn: true });
}

export interface SetUp {
  /** From the link that the server printed at its first start. */
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly displayName: string;
}

/** The link for the next of the first administrators. */
export interface NextSetUp {
  readonly role: string;
  readonly token: string;
}

/** Makes one of the first accounts. @throws Problem 403 when the token is spent */
export async function setUp(first: SetUp): Promise<NextSetUp | null> {
  const made = await ask<{ next?: NextSetUp | null }>('/api/set-up', { ...POST, json: first });
  return made.next ?? null;
}

/** Sets a password by a one-time link. */
export async function redeemLink(token: string, password: string): Promise<void> {
  await respond('/api/account/link', { ...POST, json: { token, password } });
}

/** Works in the name of somebody who allowed it a little while ago, until one stops. */
export function actAs(account: string): Promise<Session> {
  return step(`${PATH}/act-as`, { method: 'POST', json: { account } });
}

/** Goes on as oneself; also when the leave to act is over. */
export function stopActing(): Promise<Session> {
  return step(`${PATH}/act-as`, { method: 'DELETE', isSigningIn: true });
}

/** In a demonstration: goes on as somebody who holds this role. */
export function takeSampleRole(role: string): Promise<Session> {
  sessionStorage.removeItem(LEFT_KEY);
  return step(`${PATH}/sample-role`, { ...POST, json: { role } });
}

/** In a demonstration nobody is asked who they are, until they leave: it begins in its first role. */
export async function lookOn(): Promise<void> {
  const first = session.value.sampleRoles?.[0];
  if (!first || session.value.state !== 'signed-out' || sessionStorage.getItem(LEFT_KEY)) return;
  await takeSampleRole(first.role);
}
