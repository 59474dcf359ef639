// Who is told of which alerts: routes, channels, the outbox, and the notices for whoever sits here.
import { computed, ref, shallowRef } from 'vue';
import type { Severity } from './alerts';
import { ask, respond } from './http';
import { session, tenant } from './session';
import type { Text } from './text';

export const KINDS = ['console', 'webhook', 'email', 'mqtt'] as const;
export type Kind = (typeof KINDS)[number];

export interface Channel {
  readonly id: string;
  readonly name: Text;
  readonly kind: Kind;
  readonly on: boolean;
  readonly most: number;
  readonly perSeconds: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Which secrets there are; none is ever told. */
  readonly has: readonly string[];
  readonly trouble: string | null;
  readonly troubleAt: string | null;
}

export interface Hours {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface Recipient {
  readonly account?: string;
  readonly role?: string;
  readonly area?: string;
  readonly post?: string;
  readonly address?: string;
}

export interface Step {
  readonly afterMinutes: number;
  readonly whom: Recipient;
  readonly channel: string;
}

export interface Matching {
  readonly least: Severity;
  readonly categories: readonly string[];
  readonly rules: readonly string[];
  readonly types: readonly string[];
  readonly areas: readonly string[];
}

export interface Route {
  readonly id: string;
  readonly name: Text;
  readonly on: boolean;
  readonly alerts: Matching;
  readonly hours?: Hours;
  readonly steps: readonly Step[];
  readonly gatherMinutes: number;
  readonly quiet?: Hours;
  readonly tellsCleared: boolean;
}

export interface NotifiedAlert {
  readonly alert: string;
  readonly what: 'raised' | 'reopened' | 'escalated' | 'cleared';
  readonly severity: Severity;
  readonly rule: string;
  readonly text: Text;
  readonly at: string;
}

export const STATES = ['waiting', 'sent', 'failed', 'erased'] as const;
export type NotificationState = (typeof STATES)[number];

export interface Notification {
  readonly id: string;
  readonly madeAt: string;
  readonly state: NotificationState;
  readonly route: string;
  readonly step: number;
  readonly channel: string;
  readonly recipient: Recipient;
  readonly alerts: readonly NotifiedAlert[];
  readonly more: number;
  readonly tries: number;
  readonly nextTry: string | null;
  readonly trouble: string | null;
}

export interface Notice {
  readonly id: string;
  readonly madeAt: string;
  readonly isTest: boolean;
  readonly alerts: readonly NotifiedAlert[];
  readonly more: number;
}

const ROUTES = '/api/notification-routes';
const CHANNELS = '/api/notification-channels';

export async function readRoutes(): Promise<readonly Route[]> {
  return (await ask<{ routes: readonly Route[] }>(ROUTES)).routes;
}

export async function readChannels(): Promise<readonly Channel[]> {
  return (await ask<{ channels: readonly Channel[] }>(CHANNELS)).channels;
}

type Made = Readonly<Record<string, unknown>>;

async function keep(path: string, made: Made, id?: string): Promise<void> {
  if (id === undefined) await respond(path, { method: 'POST', json: made });
  else await respond(`${path}/${encodeURIComponent(id)}`, { method: 'PUT', json: made });
}

/** Makes one, or puts it in the place of the one with this id. */
export const keepRoute = (made: Made, id?: string): Promise<void> => keep(ROUTES, made, id);
export const keepChannel = (made: Made, id?: string): Promise<void> => keep(CHANNELS, made, id);

export async function removeRoute(id: string): Promise<void> {
  await respond(`${ROUTES}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export async function removeChannel(id: string): Promise<void> {
  await respond(`${CHANNELS}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export interface Tested {
  readonly delivered: boolean;
  readonly trouble?: string;
}

/** Sends a test letter. */
export async function testChannel(id: string, address: string): Promise<Tested> {
  const json = address === '' ? {} : { address };
  return ask<Tested>(`${CHANNELS}/${encodeURIComponent(id)}/test`, { method: 'POST', json, patienceMs: 60_000 });
}

export interface Outbox {
  readonly total: number;
  readonly notifications: readonly Notification[];
}

export async function readOutbox(state: string, q: string, limit: number, offset: number): Promise<Outbox> {
  const parameters = new URLSearchParams({ state, q, limit: String(limit), offset: String(offset) });
  return ask<Outbox>(`/api/notifications?${parameters}`);
}

export async function retry(id: string): Promise<void> {
  await respond(`/api/notifications/${encodeURIComponent(id)}/retry`, { method: 'POST', json: {} });
}

// --- notices ---

/** So many are kept in the page; older ones are in the outbox. */
const MOST_NOTICES = 100;

/** Those for whoever sits here, the newest first. */
export const notices = shallowRef<readonly Notice[]>([]);

const seenUntil = ref('');

function seenKey(): string {
  return `wutong.notices-seen.${tenant.value}.${session.value.account?.id ?? ''}`;
}

/** Which were not looked at yet, in this browser. */
export const unread = computed(() => notices.value.filter((each) => each.madeAt > seenUntil.value));

export function markRead(): void {
  seenUntil.value = notices.value[0]?.madeAt ?? seenUntil.value;
  localStorage.setItem(seenKey(), seenUntil.value);
}

/** Reads those that may have been missed. */
export async function readNotices(): Promise<void> {
  seenUntil.value = localStorage.getItem(seenKey()) ?? '';
  notices.value = (await ask<{ notices: readonly Notice[] }>('/api/notices')).notices;
}

/** As readNotices; where it fails, the next reading or the live stream brings them. */
export async function readAgain(): Promise<void> {
  await readNotices().catch(() => undefined);
}

const hearers = new Set<(notice: Notice) => void>();

/** Tells of notices that come from now on; the answer stops it. */
export function onNotice(hearer: (notice: Notice) => void): () => void {
  hearers.add(hearer);
  return () => hearers.delete(hearer);
}

/** One that has come. A second time it changes nothing. */
export function takeNotice(notice: Notice): void {
  if (notices.value.some((each) => each.id === notice.id)) return;
  notices.value = [notice, ...notices.value].slice(0, MOST_NOTICES);
  for (const hearer of hearers) hearer(notice);
}

/** Whether a notice is to be heard: something critical is wrong, and is not over. */
export function isAlarm(notice: Notice): boolean {
  return notice.alerts.some((each) => each.severity === 'critical' && each.what !== 'cleared');
}
