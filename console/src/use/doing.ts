// Something that a person does by a button: busy while it lasts, and what went wrong with it.
import { type Ref, ref } from 'vue';
import { tell } from './problem';

export interface Doing {
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string>;
  /** Whether it went well. A second press while it lasts does nothing. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const busy = ref(false);
  const problem = ref('');
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    problem.value = '';
    try {
      await work();
      return true;
    } catch (error) {
      problem.value = tell(error);
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, problem, run };
}
