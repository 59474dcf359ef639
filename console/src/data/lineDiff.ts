// What two texts differ in, line by line, with a few lines around each difference.
import { diffLines } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'skipped';
  readonly text: string;
  /** Of the text before and after, from 1; null where a line is not in it. */
  readonly before: number | null;
  readonly after: number | null;
}

const AROUND = 3;

function all(before: string, after: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [old, now] = [1, 1];
  for (const part of diffLines(ended(before), ended(after))) {
    for (const text of part.value.replace(/\n$/, '').split('\n')) {
      if (part.added) lines.push({ kind: 'added', text, before: null, after: now++ });
      else if (part.removed) lines.push({ kind: 'removed', text, before: old++, after: null });
      else lines.push({ kind: 'same', text, before: old++, after: now++ });
    }
  }
  return lines;
}

// Whether a text ends with an empty line is no difference to people.
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** Empty when the texts are the same. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const lines = all(before, after);
  const changed = lines.flatMap((line, i) => (line.kind === 'same' ? [] : [i]));
  if (changed.length === 0) return [];
  const near = new Set(changed.flatMap((at) => Array.from({ length: 2 * AROUND + 1 }, (_, i) => at - AROUND + i)));
  return lines.flatMap((line, i): DiffLine[] => {
    if (near.has(i)) return [line];
    return i > 0 && !near.has(i - 1) ? [] : [{ kind: 'skipped', text: '', before: null, after: null }];
  });
}
