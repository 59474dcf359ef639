// Something that is read from the server, read again when asked, with what went wrong.
import { type ShallowRef, onUnmounted, ref, shallowRef } from 'vue';
import { tell } from './problem';

export interface Reading<T> {
  readonly value: ShallowRef<T>;
  readonly problem: ShallowRef<string>;
  readonly done: ShallowRef<boolean>;
  readonly read: () => Promise<void>;
}

/** Of several readings under way the one that began last wins. */
export function useReading<T>(first: T, read: () => Promise<T>): Reading<T> {
  const value = shallowRef(first) as ShallowRef<T>;
  const problem = ref('');
  const done = ref(false);
  let latest = 0;
  onUnmounted(() => (latest = -1));
  const again = async (): Promise<void> => {
    const mine = ++latest;
    try {
      const answer = await read();
      if (mine !== latest) return;
      value.value = answer;
      problem.value = '';
    } catch (error) {
      if (mine === latest) problem.value = tell(error);
    }
    if (mine === latest) done.value = true;
  };
  return { value, problem, done, read: again };
}
