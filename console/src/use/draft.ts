// What a person has typed and attached for the next step of a case, before it is sent. It belongs to
// the page, so that nothing is lost when the case is read again or another step is chosen.
import { type ShallowRef, computed, onUnmounted, shallowRef } from 'vue';
import { isTaken, sendEvidence } from '../data/evidence';
import { randomId } from '../data/ids';
import { tell } from './problem';

export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Address of the local file, for the preview. */
  readonly preview: string;
  /** What the server calls it; empty until it has it. */
  readonly sha256: string;
  readonly problem: string;
}

export interface Draft {
  readonly action: string | null;
  readonly note: string;
  readonly evidence: readonly Attached[];
}

export interface Drafting {
  readonly draft: Readonly<ShallowRef<Draft>>;
  readonly sent: Readonly<ShallowRef<readonly string[]>>;
  readonly sending: Readonly<ShallowRef<boolean>>;
  choose(action: string | null): void;
  note(text: string): void;
  attach(file: File): Promise<void>;
  remove(id: string): void;
  clear(): void;
}

const EMPTY: Draft = { action: null, note: '', evidence: [] };

function release(evidence: readonly Attached[]): void {
  evidence.forEach((each) => URL.revokeObjectURL(each.preview));
}

export function useDraft(): Drafting {
  const draft = shallowRef(EMPTY);
  const change = (part: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...part };
  };
  const mark = (id: string, part: Partial<Attached>): void => {
    const evidence = draft.value.evidence.map((e) => (e.id === id ? { ...e, ...part } : e));
    change({ evidence });
  };
  onUnmounted(() => release(draft.value.evidence));
  return {
    draft,
    sent: computed(() => draft.value.evidence.map((each) => each.sha256).filter(Boolean)),
    sending: computed(() => draft.value.evidence.some((each) => !each.sha256 && !each.problem)),
    choose: (action) => change({ action }),
    note: (note) => change({ note }),
    attach: async (file) => {
      if (!isTaken(file.type)) return;
      const id = randomId();
      const preview = URL.createObjectURL(file);
      const attached = { id, name: file.name, type: file.type, preview, sha256: '', problem: '' };
      change({ evidence: [...draft.value.evidence, attached] });
      await sendEvidence(file).then(
        ({ sha256 }) => mark(id, { sha256 }),
        (error: unknown) => mark(id, { problem: tell(error) }),
      );
    },
    remove: (id) => {
      release(draft.value.evidence.filter((each) => each.id === id));
      change({ evidence: draft.value.evidence.filter((each) => each.id !== id) });
    },
    clear: () => {
      release(draft.value.evidence);
      draft.value = EMPTY;
    },
  };
}
