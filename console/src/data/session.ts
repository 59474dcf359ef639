// Who asks, and what every request carries: tenant, language, and the token against forged requests.
import { computed, ref, shallowRef, watch } from 'vue';
import type { Permission } from './permissions';
import type { Text } from './text';

export type Language = 'zh' | 'en';

const LANGUAGE_KEY = 'wutong.language';
const TENANT_KEY = 'wutong.tenant';

export const DEFAULT_TENANT = 'default';
/** Stands for every tenant, or for every area. */
export const EVERY = '*';

export type SessionState =
  | 'signed-in'
  | 'signed-out'
  | 'second-factor-needed'
  | 'second-factor-setup-needed';

/** A role that somebody holds, and for what. */
export interface Held {
  readonly role: string;
  readonly name: Text;
  readonly tenant: string;
  readonly area: string;
  readonly until?: string | null;
}

export interface SampleRole {
  readonly role: string;
  readonly name: Text;
}

export interface Session {
  readonly state: SessionState;
  /** `open`: everybody on this machine may do everything, and nobody signs in. */
  readonly access: 'open' | 'sign-in';
  readonly account?: {
    readonly id: string;
    readonly name: string;
    readonly displayName: string;
    readonly language?: string | null;
  } | null;
  readonly tenant?: string;
  readonly permissions: readonly Permission[];
  /** Those that count in the tenant that is looked at. */
  readonly roles: readonly Held[];
  readonly csrf?: string;
  /** Offered by a demonstration only. */
  readonly sampleRoles?: readonly SampleRole[];
  /** The city's own sign-in, where there is one. */
  readonly oidc?: { readonly name?: Text | string | null } | boolean | null;
  /** The pseudonym that the audit log knows them by. */
  readonly actor?: string;
  /** Whether somebody else acts in the name of this account. */
  readonly acting?: boolean;
  /** Who that is. */
  readonly actedBy?: { readonly id: string; readonly displayName: string } | null;
}

/** What is the case where nobody signs in. */
export const OPEN: Session = { state: 'signed-out', access: 'open', permissions: [], roles: [] };

function firstLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE_KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** The language of the screen, kept for the next visit. */
export const language = ref<Language>(firstLanguage());

/** The tenant that is looked at, kept as long as the tab is open. */
export const tenant = ref(sessionStorage.getItem(TENANT_KEY) ?? DEFAULT_TENANT);

/** What the server last said of who sits here. */
export const session = shallowRef<Session>(OPEN);

watch(language, (now) => localStorage.setItem(LANGUAGE_KEY, now));
watch(tenant, (now) => sessionStorage.setItem(TENANT_KEY, now));

/** Whether whoever sits here may do this in the tenant that is looked at. */
export function may(permission: Permission): boolean {
  return session.value.access === 'open' || session.value.permissions.includes(permission);
}

/** Whether an account is signed in. */
export const isSignedIn = computed(
  () => session.value.access === 'sign-in' && session.value.state === 'signed-in',
);

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

export function requestHeaders(method = 'GET'): Record<string, string> {
  const headers: Record<string, string> = {
    'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en',
  };
  if (tenant.value !== DEFAULT_TENANT) headers['NGSILD-Tenant'] = tenant.value;
  const token = session.value.csrf;
  if (token && !SAFE.includes(method)) headers['Wutong-CSRF'] = token;
  return headers;
}
