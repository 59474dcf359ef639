/** What somebody can be allowed to do; the server's list, in its order. */
export const PERMISSIONS = [
  'READ_CONTEXT',
  'WRITE_CONTEXT',
  'PURGE_CONTEXT',
  'HOST_CONTEXTS',
  'LIFT_MASKS',
  'ACKNOWLEDGE_ALERTS',
  'EDIT_RULES',
  'READ_CASES',
  'OPEN_CASES',
  'WORK_ON_CASES',
  'READ_INDICES',
  'SET_CITY_CLOCK',
  'OPERATE',
  'MANAGE_ACCOUNTS',
  'GRANT_ROLES',
  'MANAGE_KEYS',
  'EXERCISE_RIGHTS',
  'READ_AUDIT',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
