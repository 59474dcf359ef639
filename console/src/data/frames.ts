// Gathers what happens and hands it over once per frame; a hidden tab gets it once a second.
import { type Ref, shallowRef, watch } from 'vue';

const HIDDEN_MS = 1000;

export function oncePerFrame(work: () => void): () => void {
  let asked = false;
  const run = (): void => {
    asked = false;
    work();
  };
  return () => {
    if (asked) return;
    asked = true;
    if (document.hidden) setTimeout(run, HIDDEN_MS);
    else requestAnimationFrame(run);
  };
}

/** Runs work at most once every `everyMs`, the last time after the last call. */
export function atMostEvery(everyMs: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = 0;
  const run = (): void => {
    timer = null;
    last = Date.now();
    work();
  };
  return () => {
    timer ??= setTimeout(run, Math.max(0, last + everyMs - Date.now()));
  };
}

/** What a source holds: at once while it is small, and at most once every `everyMs` while it is large. */
export function calmed<T>(source: Ref<T>, isLarge: (value: T) => boolean, everyMs: number): Ref<T> {
  const shown = shallowRef(source.value) as Ref<T>;
  const show = (): void => {
    shown.value = source.value;
  };
  const showLater = atMostEvery(everyMs, show);
  watch(source, (now) => (isLarge(now) ? showLater() : show()), { flush: 'sync' });
  return shown;
}
