// A rule while somebody writes it: its YAML, the form of it, and what the server says is wrong with it.
import { type ComputedRef, type Ref, computed, onUnmounted, ref, shallowRef, watch } from 'vue';
import { type ReadRule, type RuleForm, readRule, writeRule } from '../data/ruleForm';
import { type SourceMistake, checkRule } from '../data/rules';
import { tell } from './problem';
import { mayWriteRules } from './rules';

const TYPING_MS = 400;

export interface RuleDraft {
  readonly source: Ref<string>;
  /** Null while the YAML cannot be read. */
  readonly read: ComputedRef<ReadRule | null>;
  readonly mistakes: Ref<readonly SourceMistake[]>;
  /** Whether the mistakes are those of the text as it stands. */
  readonly isChecked: Ref<boolean>;
  readonly problem: Ref<string>;
  change(part: Partial<RuleForm>): void;
}

export function useRuleDraft(scenario: () => string): RuleDraft {
  const source = ref('');
  const mistakes = shallowRef<readonly SourceMistake[]>([]);
  const isChecked = ref(false);
  const problem = ref('');
  const read = computed(() => readRule(source.value));
  let asked = new AbortController();
  let timer = 0;

  const check = async (): Promise<void> => {
    const mine = new AbortController();
    asked = mine;
    try {
      const checked = await checkRule(scenario(), source.value, mine.signal);
      if (mine.signal.aborted) return;
      mistakes.value = checked.mistakes;
      problem.value = '';
      isChecked.value = true;
    } catch (error) {
      if (!mine.signal.aborted) problem.value = tell(error);
    }
  };
  const stop = (): void => {
    clearTimeout(timer);
    asked.abort();
  };
  watch([source, scenario], () => {
    stop();
    isChecked.value = false;
    if (mayWriteRules.value && source.value.trim() && scenario()) timer = window.setTimeout(() => void check(), TYPING_MS);
  });
  onUnmounted(stop);
  return {
    source,
    read,
    mistakes,
    isChecked,
    problem,
    change: (part) => {
      if (read.value) source.value = writeRule({ ...read.value.form, ...part }, source.value);
    },
  };
}
