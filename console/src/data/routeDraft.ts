// What a form about a route holds, and the route that it makes.
import type { Severity } from './alerts';
import type { Hours, Recipient, Route } from './notifications';

export const WHOM = ['account', 'role', 'post', 'address'] as const;
export type Whom = (typeof WHOM)[number];

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface HoursDraft {
  on: boolean;
  days: string[];
  from: string;
  to: string;
}

export interface StepDraft {
  afterMinutes: number;
  whom: Whom;
  /** The account, role, post or address. */
  to: string;
  area: string;
  channel: string | null;
}

export interface RouteDraft {
  id?: string;
  zh: string;
  en: string;
  on: boolean;
  least: Severity;
  categories: string[];
  rules: string[];
  types: string[];
  areas: string[];
  hours: HoursDraft;
  steps: StepDraft[];
  gatherMinutes: number;
  quiet: HoursDraft;
  tellsCleared: boolean;
}

const NIGHT = { from: '22:00', to: '07:00' };
const DAY = { from: '08:00', to: '18:00' };
const NEXT_STEP_MINUTES = 10;
export const MOST_STEPS = 6;

function hoursDraft(hours: Hours | undefined, usual: { from: string; to: string }): HoursDraft {
  return {
    on: hours !== undefined,
    days: [...(hours?.days ?? DAYS)],
    from: hours?.from ?? usual.from,
    to: hours?.to ?? usual.to,
  };
}

function stepDraft(afterMinutes: number, channel: string | null, whom: Recipient): StepDraft {
  const kind = WHOM.find((each) => whom[each] !== undefined) ?? 'role';
  return { afterMinutes, whom: kind, to: whom[kind] ?? '', area: whom.area ?? '*', channel };
}

/** The form of a route; of a new one when there is none. */
export function draftOf(route?: Route): RouteDraft {
  return {
    id: route?.id,
    zh: route?.name.zh ?? '',
    en: route?.name.en ?? '',
    on: route?.on ?? true,
    least: route?.alerts.least ?? 'high',
    categories: [...(route?.alerts.categories ?? [])],
    rules: [...(route?.alerts.rules ?? [])],
    types: [...(route?.alerts.types ?? [])],
    areas: [...(route?.alerts.areas ?? [])],
    hours: hoursDraft(route?.hours, DAY),
    steps: route?.steps.map((each) => stepDraft(each.afterMinutes, each.channel, each.whom)) ?? [stepDraft(0, null, {})],
    gatherMinutes: route?.gatherMinutes ?? 0,
    quiet: hoursDraft(route?.quiet, NIGHT),
    tellsCleared: route?.tellsCleared ?? false,
  };
}

/** One more step, when nobody acknowledges. */
export function withStep(draft: RouteDraft): StepDraft {
  const last = draft.steps.at(-1);
  return stepDraft((last?.afterMinutes ?? 0) + NEXT_STEP_MINUTES, last?.channel ?? null, { role: '' });
}

export function isReady(draft: RouteDraft): boolean {
  const named = draft.zh.trim() !== '';
  return named && draft.steps.length > 0 && draft.steps.every((each) => each.to.trim() !== '' && each.channel !== null);
}

function hoursOf({ on, days, from, to }: HoursDraft): object | undefined {
  return on ? { days, from, to } : undefined;
}

function recipientOf(step: StepDraft): Recipient {
  const to = step.to.trim();
  return step.whom === 'role' ? { role: to, area: step.area.trim() || '*' } : { [step.whom]: to };
}

/** What is sent. */
export function madeOf(draft: RouteDraft): Readonly<Record<string, unknown>> {
  const { on, least, categories, rules, types, areas, gatherMinutes, tellsCleared } = draft;
  const zh = draft.zh.trim();
  return {
    name: { zh, en: draft.en.trim() || zh },
    on,
    alerts: { least, categories, rules, types, areas },
    hours: hoursOf(draft.hours),
    steps: draft.steps.map((each, i) => ({ afterMinutes: i === 0 ? 0 : each.afterMinutes, whom: recipientOf(each), channel: each.channel })),
    gatherMinutes,
    quiet: hoursOf(draft.quiet),
    tellsCleared,
  };
}
