// A trial under way: asked for again and again until it is done, and stopped with the page.
import { type Ref, type ShallowRef, computed, onUnmounted, ref, shallowRef } from 'vue';
import { type Episode, type Trial, type TrialAsked, cancelTrial, compared, readTrial, startTrial } from '../data/trials';
import { type Doing, useDoing } from './doing';

const ASK_MS = 600;

export interface Trying {
  readonly trial: ShallowRef<Trial | null>;
  readonly asked: ShallowRef<TrialAsked | null>;
  readonly episodes: Readonly<Ref<readonly Episode[]>>;
  readonly doing: Doing;
  start(asked: TrialAsked): Promise<void>;
  cancel(): Promise<void>;
}

export function useTrial(): Trying {
  const trial = shallowRef<Trial | null>(null);
  const asked = shallowRef<TrialAsked | null>(null);
  const doing = useDoing();
  const id = ref('');
  let timer = 0;

  const follow = async (mine: string): Promise<void> => {
    const read = await readTrial(mine);
    if (mine !== id.value) return;
    trial.value = read;
    if (read.state === 'running') timer = window.setTimeout(() => void doing.run(() => follow(mine)), ASK_MS);
  };
  const forget = (): void => {
    clearTimeout(timer);
    // What nobody waits for need not go on.
    if (id.value && trial.value?.state === 'running') void cancelTrial(id.value).catch(() => undefined);
    id.value = '';
  };
  onUnmounted(forget);
  return {
    trial,
    asked,
    episodes: computed(() => compared(trial.value?.result?.alerts ?? [], trial.value?.against?.alerts)),
    doing,
    start: async (wanted) => {
      forget();
      trial.value = null;
      asked.value = wanted;
      await doing.run(async () => {
        id.value = await startTrial(wanted);
        await follow(id.value);
      });
    },
    cancel: async () => {
      clearTimeout(timer);
      if (id.value) await doing.run(() => cancelTrial(id.value));
      if (trial.value) trial.value = { ...trial.value, state: 'cancelled' };
      id.value = '';
    },
  };
}
