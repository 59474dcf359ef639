// The tree of areas, read level by level as it is unfolded: a city has thousands of villages.
import { shallowRef } from 'vue';
import { ask, respond } from './http';
import type { Text } from './text';

const PATH = '/api/areas';
const MOST_CHILDREN = 1000;
const MOST_FOUND = 50;

export interface AreaStep {
  readonly code: string;
  readonly name: Text;
}

export interface Area extends AreaStep {
  readonly parent?: string | null;
  readonly aliases?: readonly string[];
  /** How many areas lie directly in it. */
  readonly children: number;
  /** All that it lies in and itself, the topmost first. */
  readonly path?: readonly AreaStep[];
  /** Whether the city added it here; the others come with its configuration. */
  readonly added?: boolean;
}

export interface AreaPage {
  readonly total: number;
  readonly areas: readonly Area[];
}

/** The areas that lie directly in one; the topmost without one. */
export async function readAreas(parent?: string): Promise<readonly Area[]> {
  const parameters = new URLSearchParams({ limit: String(MOST_CHILDREN) });
  if (parent) parameters.set('parent', parent);
  const page = await ask<AreaPage>(`${PATH}?${parameters}`);
  return page.areas;
}

const names = shallowRef<ReadonlyMap<string, Text>>(new Map());
const asked = new Set<string>();

/** The name of an area; its code until it is read, and where there is none. */
export function nameOfArea(code: string): Text {
  if (!asked.has(code)) {
    asked.add(code);
    void ask<Area>(`${PATH}/${encodeURIComponent(code)}`).then(
      ({ name }) => (names.value = new Map([...names.value, [code, name]])),
      () => undefined,
    );
  }
  return names.value.get(code) ?? { zh: code, en: code };
}

/** Areas by a part of their name, the beginning of their code, or an alias. */
export function findAreas(q: string): Promise<AreaPage> {
  return ask<AreaPage>(`${PATH}?${new URLSearchParams({ q, limit: String(MOST_FOUND) })}`);
}

export interface AreaMade {
  readonly name: Text;
  readonly aliases: readonly string[];
}

/** A village or a grid below a town. */
export async function addArea(code: string, parent: string, made: AreaMade): Promise<void> {
  await respond(PATH, { method: 'POST', json: { code, parent, ...made } });
}

export async function changeArea(code: string, made: AreaMade): Promise<void> {
  await respond(`${PATH}/${encodeURIComponent(code)}`, { method: 'PATCH', json: made });
}

/** @throws Problem 409 while something or somebody belongs to it */
export async function removeArea(code: string): Promise<void> {
  await respond(`${PATH}/${encodeURIComponent(code)}`, { method: 'DELETE' });
}

/** What is known of the tree, and which branches are unfolded. */
export interface AreaTree {
  readonly top: readonly string[];
  readonly areas: ReadonlyMap<string, Area>;
  /** By code: the codes of the areas in it, once they were read. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly open: ReadonlySet<string>;
}

export const NO_AREAS: AreaTree = {
  top: [],
  areas: new Map(),
  children: new Map(),
  open: new Set(),
};

/** The tree with what was read of one branch; of the top without a parent. */
export function graft(tree: AreaTree, read: readonly Area[], parent?: string): AreaTree {
  const areas = new Map([...tree.areas, ...read.map((each) => [each.code, each] as const)]);
  const codes = read.map((each) => each.code);
  if (parent === undefined) return { ...tree, areas, top: codes };
  return { ...tree, areas, children: new Map([...tree.children, [parent, codes]]) };
}

export function unfold(tree: AreaTree, code: string, isOpen: boolean): AreaTree {
  const open = new Set(tree.open);
  if (isOpen) open.add(code);
  else open.delete(code);
  return { ...tree, open };
}

export interface Branch {
  readonly area: Area;
  readonly level: number;
  readonly isOpen: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly size: number;
}

/** The branches as they are drawn, top down. */
export function branches(tree: AreaTree): readonly Branch[] {
  const drawn: Branch[] = [];
  const draw = (codes: readonly string[], level: number): void => {
    codes.forEach((code, i) => {
      const area = tree.areas.get(code);
      if (!area) return;
      const isOpen = tree.open.has(code);
      drawn.push({ area, level, isOpen, position: i + 1, size: codes.length });
      if (isOpen) draw(tree.children.get(code) ?? [], level + 1);
    });
  };
  draw(tree.top, 1);
  return drawn;
}

/** What a search found, as branches of one level. */
export function flat(found: readonly Area[]): readonly Branch[] {
  return found.map((area, i) => ({ area, level: 1, isOpen: false, position: i + 1, size: found.length }));
}
