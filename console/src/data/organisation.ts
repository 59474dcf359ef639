// Departments, posts, and who is on duty when.
import { ask, respond } from './http';
import type { Text } from './text';

export interface Department {
  readonly id: string;
  readonly name: Text | string;
  readonly parent?: string | null;
  readonly area?: string | null;
}

export interface Post {
  readonly id: string;
  readonly name: Text | string;
  readonly department?: string | null;
}

export interface Duty {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly post: string;
  readonly account: string;
  readonly displayName?: string | null;
}

type Kind = 'departments' | 'posts' | 'duties';

const MOST = '1000';

export async function readDepartments(): Promise<readonly Department[]> {
  const page = await ask<{ departments: readonly Department[] }>(`/api/departments?limit=${MOST}`);
  return page.departments;
}

export async function readPosts(): Promise<readonly Post[]> {
  const page = await ask<{ posts: readonly Post[] }>(`/api/posts?limit=${MOST}`);
  return page.posts;
}

/** The duties that touch a stretch of time. */
export async function readDuties(from: string, to: string): Promise<readonly Duty[]> {
  const parameters = new URLSearchParams({ from, to, limit: MOST });
  const page = await ask<{ duties: readonly Duty[] }>(`/api/duties?${parameters}`);
  return page.duties;
}

type Made = Readonly<Record<string, unknown>>;

/** Makes one, or changes the one with this id. */
export async function keep(kind: Kind, made: Made, id?: string): Promise<void> {
  if (id === undefined) await respond(`/api/${kind}`, { method: 'POST', json: made });
  else await respond(`/api/${kind}/${encodeURIComponent(id)}`, { method: 'PATCH', json: made });
}

export async function remove(kind: Kind, id: string): Promise<void> {
  await respond(`/api/${kind}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

/** Which of some duties touch a stretch of time, the earliest first. */
export function touching(duties: readonly Duty[], from: string, to: string): readonly Duty[] {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  return duties
    .filter((each) => Date.parse(each.from) < end && Date.parse(each.to) > begin)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** Departments as a tree is drawn: each with its depth, children after their parent. */
export function nested(all: readonly Department[]): readonly (readonly [Department, number])[] {
  const ids = new Set(all.map((each) => each.id));
  const drawn = new Set<string>();
  const below = (parent: string | null, depth: number): (readonly [Department, number])[] =>
    all.flatMap((each) => {
      const own = each.parent && ids.has(each.parent) ? each.parent : null;
      if (own !== parent || drawn.has(each.id)) return [];
      drawn.add(each.id);
      return [[each, depth] as const, ...below(each.id, depth + 1)];
    });
  return below(null, 0);
}
