// Cases: work that somebody must finish.
import { computed, shallowRef } from 'vue';
import { targetsOf, valueOf } from './concise';
import { ask, askOr } from './http';
import { entitiesOf } from './live';
import type { Text } from './text';

export interface CaseSummary {
  readonly id: string;
  readonly number: string;
  readonly caseType: string;
  readonly typeName: Text;
  readonly title: Text;
  readonly state: string;
  readonly stateName: Text;
  readonly open: boolean;
  readonly subject: string | null;
  readonly alerts: readonly string[];
  readonly location: { readonly type: string; readonly coordinates: readonly number[] } | null;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
  readonly onTime: boolean | null;
  readonly steps: number;
}

export interface CaseAction {
  readonly action: string;
  readonly name: Text;
  readonly to: string;
  readonly note: 'optional' | 'required' | 'none';
  readonly evidence: { readonly least: number; readonly most: number };
}

export interface CaseEvent {
  readonly number: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
  readonly action?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly note?: string | null;
  readonly evidence?: readonly string[] | null;
  /** The alert that joined. */
  readonly alert?: string | null;
}

export interface CaseFile extends CaseSummary {
  readonly actions: readonly CaseAction[];
  readonly events: readonly CaseEvent[];
}

export interface CaseType {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly states: readonly { readonly id: string; readonly name: Text; readonly open: boolean }[];
}

export interface CaseFilter {
  readonly open?: boolean;
  readonly type?: string;
  readonly state?: string;
}

export interface CasePage {
  readonly total: number;
  readonly cases: readonly CaseSummary[];
}

export interface Step {
  readonly action: string;
  readonly note?: string;
  readonly evidence: readonly string[];
  /** How many events the person had seen. */
  readonly steps: number;
}

const PATH = '/api/cases';

export function readCases(filter: CaseFilter, limit: number, offset: number): Promise<CasePage> {
  const parameters = new URLSearchParams({ limit: String(limit), offset: String(offset) });
  if (filter.open !== undefined) parameters.set('open', String(filter.open));
  if (filter.type) parameters.set('type', filter.type);
  if (filter.state) parameters.set('state', filter.state);
  return askOr<CasePage>({ total: 0, cases: [] }, `${PATH}?${parameters}`);
}

export function readCase(id: string): Promise<CaseFile> {
  return ask<CaseFile>(`${PATH}/${encodeURIComponent(id)}`);
}

/** Takes a step; the same key never takes it twice. @throws Problem 409 when the case moved on */
export function takeStep(id: string, step: Step, key: string): Promise<CaseFile> {
  return ask<CaseFile>(`${PATH}/${encodeURIComponent(id)}/actions`, {
    method: 'POST',
    json: step,
    headers: { 'Idempotency-Key': key },
  });
}

export const caseTypes = shallowRef<readonly CaseType[]>([]);

export async function readCaseTypes(): Promise<void> {
  caseTypes.value = await askOr<readonly CaseType[]>([], '/api/case-types');
}

/** The name of a state of a case type; its id when that is not known. */
export function stateName(caseType: string, state: string): Text {
  const type = caseTypes.value.find((each) => each.id === caseType);
  return type?.states.find((each) => each.id === state)?.name ?? { zh: state, en: state };
}

const caseEntities = entitiesOf('Case');

/** Which case works on an alert: case id by alert id; of several the open one. */
export const caseOfAlert = computed(() => {
  const found = new Map<string, string>();
  for (const entity of caseEntities.value.values()) {
    const open = valueOf(entity, 'open') === true;
    for (const alert of targetsOf(entity, 'alerts')) {
      if (open || !found.has(alert)) found.set(alert, entity.id);
    }
  }
  return found;
});

export const openCases = computed(
  () => [...caseEntities.value.values()].filter((each) => valueOf(each, 'open') === true).length,
);
