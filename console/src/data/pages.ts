// The pages of the console, and whom they are for.
import { computed } from 'vue';
import type { Permission } from './permissions';
import { type Session, session } from './session';

export const PAGES = [
  'map',
  'fences',
  'alerts',
  'cases',
  'notifications',
  'indices',
  'entities',
  'rules',
  'scenarios',
  'people',
  'roles',
  'organisation',
  'keys',
  'personal',
  'audit',
] as const;
export type Page = (typeof PAGES)[number];

interface Opening {
  /** Any of these opens the page. */
  readonly by: readonly Permission[];
  /** What follows g on the keyboard. */
  readonly key: string;
  /** About people: of no use where nobody signs in. */
  readonly isOfPeople?: boolean;
}

const OPENINGS: Readonly<Record<Page, Opening>> = {
  map: { by: ['READ_CONTEXT'], key: 'm' },
  fences: { by: ['READ_CONTEXT'], key: 'f' },
  alerts: { by: ['READ_CONTEXT'], key: 'a' },
  cases: { by: ['READ_CASES'], key: 'c' },
  notifications: { by: ['MANAGE_NOTIFICATIONS'], key: 'n' },
  indices: { by: ['READ_INDICES'], key: 'i' },
  entities: { by: ['READ_CONTEXT'], key: 'e' },
  rules: { by: ['READ_CONTEXT'], key: 'l' },
  scenarios: { by: ['READ_CONTEXT', 'OPERATE'], key: 's' },
  people: { by: ['MANAGE_ACCOUNTS', 'GRANT_ROLES'], key: 'p', isOfPeople: true },
  roles: { by: ['GRANT_ROLES', 'MANAGE_ACCOUNTS', 'MANAGE_KEYS', 'READ_AUDIT'], key: 'r', isOfPeople: true },
  organisation: { by: ['MANAGE_ACCOUNTS', 'GRANT_ROLES', 'READ_CASES'], key: 'o', isOfPeople: true },
  keys: { by: ['MANAGE_KEYS'], key: 'k', isOfPeople: true },
  personal: { by: ['EXERCISE_RIGHTS'], key: 'd' },
  audit: { by: ['READ_AUDIT'], key: 'u', isOfPeople: true },
};

export function keyOf(page: Page): string {
  return `g ${OPENINGS[page].key}`;
}

/** Which permissions open a page; any of them does. */
export function opening(page: Page): readonly Permission[] {
  return OPENINGS[page].by;
}

/** Whether a page is for whoever sits here. */
export function isFor(page: Page, of: Session): boolean {
  const { by, isOfPeople } = OPENINGS[page];
  if (of.access === 'open') return isOfPeople !== true;
  return by.some((each) => of.permissions.includes(each));
}

/** The pages for whoever sits here, in the order of the navigation. */
export const openPages = computed(() => PAGES.filter((page) => isFor(page, session.value)));

/** The page that a path belongs to. */
export function pageOf(path: string): Page | undefined {
  return PAGES.find((each) => each === path.split('/')[1]);
}
