// Replays of recorded days: only a demo has them.
import { computed, shallowRef } from 'vue';
import { ask, askOr } from './http';
import { tenant } from './session';

export interface Replay {
  readonly id: number;
  readonly tenant: string;
  readonly state: 'running' | 'finished' | 'failed' | 'interrupted';
  readonly hour: number;
  readonly hours: number;
  readonly cityTime: string | null;
  readonly problem: string | null;
}

export interface Replays {
  readonly replays: readonly Replay[];
  readonly canStart: boolean;
}

const POLL_MS = 3_000;

/** What was read last; null where there are no replays. */
export const replays = shallowRef<Replays | null>(null);

/** The replay of the tenant that is looked at; of several the newest. */
export const shownReplay = computed<Replay | null>(() => {
  const own = replays.value?.replays.filter((each) => each.tenant === tenant.value) ?? [];
  return own.reduce<Replay | null>((best, each) => (best && best.id > each.id ? best : each), null);
});

export async function readReplays(): Promise<void> {
  replays.value = await askOr<Replays | null>(null, '/api/replays');
}

export async function startReplay(minutes: number): Promise<Replay> {
  const made = await ask<Replay>('/api/replays', { method: 'POST', json: { minutes } });
  await readReplays();
  return made;
}

/** Reads on for as long as the server has replays. */
export async function followReplays(): Promise<void> {
  for (;;) {
    const known = await readReplays().then(
      () => replays.value !== null,
      () => true, // away: it may come back
    );
    if (!known) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
