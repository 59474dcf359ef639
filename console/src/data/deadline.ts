// What a case's clock says now.

export type Deadline =
  | { readonly kind: 'none' }
  | { readonly kind: 'remaining' | 'soon' | 'overdue'; readonly ms: number }
  | { readonly kind: 'onTime' | 'late' };

interface Clocked {
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
  readonly onTime: boolean | null;
}

/** A fifth of the time left is soon. */
const SOON = 0.2;

export function deadlineOf(work: Clocked, now: number): Deadline {
  if (work.closedAt) {
    if (work.onTime === null) return { kind: 'none' };
    return { kind: work.onTime ? 'onTime' : 'late' };
  }
  if (!work.dueAt) return { kind: 'none' };
  const due = Date.parse(work.dueAt);
  const left = due - now;
  if (left < 0) return { kind: 'overdue', ms: -left };
  const whole = due - Date.parse(work.openedAt);
  return { kind: left <= whole * SOON ? 'soon' : 'remaining', ms: left };
}
