// A geo-fence while it is drawn: its corners with what can be taken back, its name, and what is wrong.
import { type ComputedRef, type Ref, computed, ref, shallowRef } from 'vue';
import { type Fence, changedAt, idFor, isFenceId } from '../data/fences';
import { randomId } from '../data/ids';
import { type Corner, type Corners, type Defect, type Drawing, added, defectOf, drawn, edited, moved, removed, undone } from '../data/polygon';
import type { Words } from '../data/ruleForm';

export interface FenceDrawing {
  readonly corners: ComputedRef<Corners>;
  readonly canUndo: ComputedRef<boolean>;
  readonly defect: ComputedRef<Defect | null>;
  readonly chosen: Ref<number>;
  readonly name: Ref<Words>;
  readonly id: Ref<string>;
  readonly isNew: Ref<boolean>;
  /** When it was changed last, as far as is known here. */
  readonly seen: Ref<string>;
  open(fence: Fence | null): Promise<void>;
  take(corners: Corners): void;
  add(at: Corner, after?: number): void;
  move(index: number, to: Corner, isEnd: boolean): void;
  remove(index: number): void;
  undo(): void;
  rename(part: Partial<Words>): void;
}

const CHANCE = 8;

export function useFenceDrawing(): FenceDrawing {
  const drawing = shallowRef<Drawing>(drawn([]));
  // Where a corner is while it is dragged; taking it back is one step.
  const dragged = shallowRef<Corners | null>(null);
  const chosen = ref(-1);
  const name = ref<Words>({ zh: '', en: '' });
  const id = ref('');
  const isNew = ref(true);
  const seen = ref('');
  const chance = ref('');
  const edit = (corners: Corners): void => {
    dragged.value = null;
    drawing.value = edited(drawing.value, corners);
  };
  return {
    corners: computed(() => dragged.value ?? drawing.value.corners),
    canUndo: computed(() => drawing.value.before.length > 0),
    defect: computed(() => defectOf(drawing.value.corners)),
    chosen,
    name,
    id,
    isNew,
    seen,
    open: async (fence) => {
      drawing.value = drawn(fence?.corners ?? []);
      dragged.value = null;
      chosen.value = -1;
      name.value = { zh: fence?.name.zh ?? '', en: fence?.name.en ?? '' };
      chance.value = randomId().slice(0, CHANCE);
      isNew.value = fence === null;
      id.value = fence?.id ?? idFor({}, chance.value);
      seen.value = fence ? await changedAt(fence.id) : '';
    },
    take: edit,
    add: (at, after) => {
      const now = drawing.value.corners;
      edit(added(now, at, after));
      chosen.value = after === undefined ? now.length : after + 1;
    },
    move: (index, to, isEnd) => {
      if (isEnd) edit(moved(drawing.value.corners, index, to));
      else dragged.value = moved(drawing.value.corners, index, to);
    },
    remove: (index) => {
      edit(removed(drawing.value.corners, index));
      chosen.value = -1;
    },
    undo: () => {
      drawing.value = undone(drawing.value);
      chosen.value = -1;
    },
    rename: (part) => {
      const isOwnId = !isFenceId(id.value) || id.value !== idFor(name.value, chance.value);
      name.value = { ...name.value, ...part };
      if (isNew.value && !isOwnId) id.value = idFor(name.value, chance.value);
    },
  };
}
