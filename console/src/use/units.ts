// Departments and posts: a list, a dialog in which one is made or changed, and a question before one
// is removed. What is particular to a kind is in its tab.
import { type Ref, ref } from 'vue';
import { keep, remove } from '../data/organisation';
import type { Text } from '../data/text';
import { type Doing, useDoing } from './doing';

export interface Unit {
  readonly id: string;
  readonly name: Text | string;
}

/** What both kinds have, as it is typed. */
export interface UnitDraft {
  readonly id?: string;
  zh: string;
  en: string;
}

export interface Editing<T extends Unit, D extends UnitDraft> {
  readonly editing: Ref<D | null>;
  readonly leaving: Ref<T | null>;
  readonly doing: Doing;
  edit(one?: T): void;
  save(): Promise<void>;
  leave(): Promise<void>;
}

/** The names of one as they are typed, none for a new one. */
function names(one?: Unit): UnitDraft {
  const name = typeof one?.name === 'string' ? { zh: one.name, en: one.name } : one?.name;
  return { id: one?.id, zh: name?.zh ?? '', en: name?.en ?? '' };
}

/**
 * @param draft what is particular to the kind, of one or of a new one
 * @param made what of it is sent
 * @param read reads the list anew
 */
export function useUnits<T extends Unit, D extends object>(
  kind: 'departments' | 'posts',
  draft: (one?: T) => D,
  made: (draft: D) => Readonly<Record<string, unknown>>,
  read: () => Promise<void>,
): Editing<T, UnitDraft & D> {
  const editing = ref(null) as Ref<(UnitDraft & D) | null>;
  const leaving = ref(null) as Ref<T | null>;
  const doing = useDoing();
  return {
    editing,
    leaving,
    doing,
    edit: (one) => {
      doing.problem.value = '';
      editing.value = { ...names(one), ...draft(one) };
    },
    save: async () => {
      const typed = editing.value;
      if (!typed) return;
      const name = { zh: typed.zh.trim(), en: typed.en.trim() || typed.zh.trim() };
      if (!(await doing.run(() => keep(kind, { name, ...made(typed) }, typed.id)))) return;
      editing.value = null;
      await read();
    },
    leave: async () => {
      if (leaving.value) await remove(kind, leaving.value.id);
      await read();
    },
  };
}
