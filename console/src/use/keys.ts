// Keys of a page: single keys, and pairs that begin with g. Not while somebody types.
import { onMounted, onUnmounted } from 'vue';

/** What a key does; `false` means that it was not meant here. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void | false>>;

const PAIR_MS = 1200;

const layers: Keys[] = [];
let firstOfPair = 0;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.closest('.n-base-selection') !== null
  );
}

function nameOf(event: KeyboardEvent): string {
  const waits = Date.now() - firstOfPair < PAIR_MS;
  firstOfPair = 0;
  return waits ? `g ${event.key}` : event.key;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) && event.key !== 'Escape') return;
  // What lies behind a dialog does not hear.
  if (event.target instanceof Element && event.target.closest('[role=dialog]')) return;
  const name = nameOf(event);
  if (name === 'g') {
    firstOfPair = Date.now();
    return;
  }
  const layer = layers.findLast((keys) => keys[name]);
  if (!layer) return;
  if (layer[name]?.(event) !== false) event.preventDefault();
}

let listening = false;

/** The keys of a component while it is shown; what was mounted last is asked first. */
export function useKeys(keys: Keys): void {
  onMounted(() => {
    if (!listening) document.addEventListener('keydown', onKey);
    listening = true;
    layers.push(keys);
  });
  onUnmounted(() => {
    const at = layers.indexOf(keys);
    if (at >= 0) layers.splice(at, 1);
  });
}
