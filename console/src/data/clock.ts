// The city clock: the system's in life, the replay's own during a replay.
import { ref, shallowRef, watch } from 'vue';
import { askOr } from './http';
import { entitiesOf } from './live';

export interface CityClock {
  readonly mode: 'live' | 'replay' | 'paused';
  readonly time: string;
  readonly speed: number;
}

interface Anchor {
  readonly clock: CityClock;
  readonly at: number;
}

const LIVE: CityClock = { mode: 'live', time: '', speed: 1 };
const TICK_MS = 1000;
const REPLAY_TICK_MS = 250;

const anchor = shallowRef<Anchor>({ clock: LIVE, at: Date.now() });

/** What the clock says about itself. */
export const cityClock = shallowRef<CityClock>(LIVE);
/** City time in ms, ticking every second: what lists live by. */
export const cityNow = ref(Date.now());
/** City time in ms, ticking faster in a replay: for the clock itself. */
export const cityClockFace = ref(Date.now());
/** The office's time in ms, ticking every second: cases and their clocks live by it. */
export const officeNow = ref(Date.now());

/** City time at an instant of the office clock. */
export function cityTimeAt(clock: CityClock, readAt: number, now: number): number {
  switch (clock.mode) {
    case 'live':
      return now;
    case 'paused':
      return Date.parse(clock.time);
    case 'replay':
      return Date.parse(clock.time) + (now - readAt) * clock.speed;
  }
}

export async function readClock(): Promise<void> {
  const clock = await askOr(LIVE, '/api/city-clock');
  anchor.value = { clock, at: Date.now() };
  cityClock.value = clock;
  cityNow.value = cityTimeAt(clock, Date.now(), Date.now());
  cityClockFace.value = cityNow.value;
}

function tick(): void {
  const now = Date.now();
  cityClockFace.value = cityTimeAt(anchor.value.clock, anchor.value.at, now);
  if (now - officeNow.value >= TICK_MS) {
    officeNow.value = now;
    cityNow.value = cityClockFace.value;
  }
  setTimeout(tick, anchor.value.clock.mode === 'replay' ? REPLAY_TICK_MS : TICK_MS);
}

/** Starts ticking, and reads the clock again whenever it was set. */
export function startClock(): void {
  tick();
  watch(entitiesOf('CityClock'), () => void readClock().catch(() => undefined));
}
