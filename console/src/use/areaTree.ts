// The tree of areas of a page: read as far as it was unfolded, or what a search found.
import { type ComputedRef, type Ref, type ShallowRef, computed, ref, shallowRef, watch } from 'vue';
import { type AreaPage, type Branch, NO_AREAS, branches, findAreas, flat, graft, readAreas, unfold } from '../data/areas';
import { tell } from './problem';

const TYPING_MS = 300;

export interface AreaWalk {
  readonly shown: ComputedRef<readonly Branch[]>;
  readonly search: Ref<string>;
  /** What a search found; null while the whole tree is shown. */
  readonly found: ShallowRef<AreaPage | null>;
  readonly problem: Ref<string>;
  readonly done: Ref<boolean>;
  toggle(code: string): Promise<void>;
  /** Reads anew what was changed: the branch of this parent. */
  reread(parent: string): Promise<void>;
}

export function useAreaTree(): AreaWalk {
  const tree = shallowRef(NO_AREAS);
  const search = ref('');
  const found = shallowRef<AreaPage | null>(null);
  const problem = ref('');
  const done = ref(false);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      problem.value = '';
    } catch (error) {
      problem.value = tell(error);
    }
    done.value = true;
  };
  const read = (parent?: string): Promise<void> =>
    attempt(async () => {
      tree.value = graft(tree.value, await readAreas(parent), parent);
    });
  const seek = (): Promise<void> =>
    attempt(async () => {
      const wanted = search.value.trim();
      const page = wanted ? await findAreas(wanted) : null;
      if (wanted === search.value.trim()) found.value = page;
    });

  let timer = 0;
  watch(search, () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void seek(), TYPING_MS);
  });
  void read();
  return {
    shown: computed(() => (found.value ? flat(found.value.areas) : branches(tree.value))),
    search,
    found,
    problem,
    done,
    toggle: async (code) => {
      const isOpen = tree.value.open.has(code);
      tree.value = unfold(tree.value, code, !isOpen);
      if (!isOpen && !tree.value.children.has(code)) await read(code);
    },
    reread: async (parent) => {
      const known = tree.value.areas.get(parent);
      await read(parent);
      const children = tree.value.children.get(parent)?.length ?? 0;
      if (known) {
        const areas = new Map([...tree.value.areas, [parent, { ...known, children }]]);
        tree.value = unfold({ ...tree.value, areas }, parent, children > 0);
      }
      if (found.value) await seek();
    },
  };
}
