// The sound of an alarm: made in code, remembered per person in this browser.
//
// Browsers let no page sound before somebody has clicked in it. So whoever relies on the alarm tries
// it when they sign in or their shift begins; until it was heard, the page says plainly that it is
// silent.
import { computed, ref } from 'vue';
import { session } from './session';

/** A shift: after so long the sound is to be tried again. */
export const SHIFT_MS = 12 * 60 * 60_000;

const BEEPS = 3;
const BEEP_S = 0.22;
const PAUSE_S = 0.12;
const HIGH_HZ = 880;
const LOW_HZ = 660;
const LOUDNESS = 0.35;

export interface Remembered {
  readonly muted: boolean;
  /** When somebody said last that they heard it, in ms; 0: never. */
  readonly heardAt: number;
}

const NEVER: Remembered = { muted: false, heardAt: 0 };

function key(): string {
  return `wutong.alarm.${session.value.account?.id ?? ''}`;
}

/** What was written down; whatever else stands there counts as nothing. */
export function remembered(text: string | null): Remembered {
  try {
    const read = JSON.parse(text ?? '{}') as Partial<Remembered> | null;
    return {
      muted: read?.muted === true,
      heardAt: typeof read?.heardAt === 'number' ? read.heardAt : 0,
    };
  } catch {
    return NEVER;
  }
}

const state = ref<Remembered>(NEVER);
/** Whether the browser lets this page sound now. */
export const unlocked = ref(false);
let context: AudioContext | undefined;

/** Reads what is remembered of whoever sits here. */
export function readAlarm(): void {
  state.value = remembered(localStorage.getItem(key()));
}

function remember(next: Remembered): void {
  state.value = next;
  localStorage.setItem(key(), JSON.stringify(next));
}

export const muted = computed(() => state.value.muted);

export function mute(now: boolean): void {
  remember({ ...state.value, muted: now });
}

/** Whether the sound must be tried: never heard, not heard this shift, or blocked since the page was opened. */
export function isDue(of: Remembered, isUnlocked: boolean, now: number): boolean {
  return !of.muted && (!isUnlocked || now - of.heardAt > SHIFT_MS);
}

export function isSilent(now: number): boolean {
  return isDue(state.value, unlocked.value, now);
}

/** Somebody says whether they heard it. */
export function heard(did: boolean, now: number): void {
  remember({ ...state.value, heardAt: did ? now : 0 });
}

function beep(on: AudioContext, at: number, hz: number): void {
  const tone = on.createOscillator();
  const gain = on.createGain();
  tone.type = 'square';
  tone.frequency.value = hz;
  // A short rise and fall, so that it does not crack.
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.linearRampToValueAtTime(0, at + BEEP_S);
  tone.connect(gain).connect(on.destination);
  tone.start(at);
  tone.stop(at + BEEP_S);
}

/** Sounds, if the browser lets it; whether it did. Called from a click it unlocks the sound. */
export async function sound(): Promise<boolean> {
  try {
    context ??= new AudioContext();
    if (context.state !== 'running') await Promise.race([context.resume(), new Promise((go) => setTimeout(go, 500))]);
    unlocked.value = context.state === 'running';
    if (!unlocked.value) return false;
    for (let i = 0; i < BEEPS; i++) {
      beep(context, context.currentTime + i * (BEEP_S + PAUSE_S), i % 2 === 0 ? HIGH_HZ : LOW_HZ);
    }
    return true;
  } catch {
    // A browser without sound: the page says so.
    unlocked.value = false;
    return false;
  }
}

/** Sounds for something critical, unless it is muted. */
export async function alarm(): Promise<void> {
  if (!state.value.muted) await sound();
}
