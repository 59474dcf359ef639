// What the city has loaded: rules, case types, indices and views, and what is wrong with them.
import { computed, shallowRef } from 'vue';
import { askOr } from './http';
import type { Text } from './text';

export interface Band {
  /** The highest value of this band; the last band has none. */
  readonly upTo?: number;
  readonly colour: string;
  readonly name: Text;
}

export interface Shown {
  readonly attribute: string;
  readonly name: Text;
  readonly unit?: string | null;
}

/** A map layer: which entities it shows, and by what they are coloured. */
export interface MapView {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly type: string;
  readonly label?: string;
  readonly colour: {
    readonly attribute: string;
    readonly unknown: string;
    readonly bands: readonly Band[];
  };
  readonly show?: readonly Shown[];
  readonly chart?: readonly string[];
}

export interface Rule {
  readonly id: string;
  readonly name: Text;
  readonly watch: string;
  readonly severity: string;
  readonly text: string;
}

/** What a scenario's model tells of an attribute. */
export interface AttributeModel {
  readonly name: string;
  readonly words: Text;
  readonly kind: string;
  readonly unit?: string | null;
  /** Speaks of a person: no alert may say it. */
  readonly personal: boolean;
}

export interface TypeModel {
  readonly type: string;
  readonly words: Text;
  readonly attributes: readonly AttributeModel[];
}

export interface Scenario {
  readonly id: string;
  readonly name: Text;
  readonly about?: Text;
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly caseTypes: readonly string[];
  readonly indices: readonly string[];
  readonly views: readonly MapView[];
  readonly models?: readonly TypeModel[];
}

export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly problem: Text;
  readonly remedy: Text;
}

export interface Scenarios {
  readonly scenarios: readonly Scenario[];
  readonly mistakes: readonly Mistake[];
}

const NONE: Scenarios = { scenarios: [], mistakes: [] };

/** What was read last. */
export const scenarios = shallowRef<Scenarios>(NONE);

export async function readScenarios(): Promise<Scenarios> {
  scenarios.value = await askOr(NONE, '/api/scenarios');
  return scenarios.value;
}

export const mapViews = computed(() =>
  scenarios.value.scenarios.flatMap((each) => each.views).filter((view) => view.kind === 'map'),
);

export const rules = computed(
  () => new Map(scenarios.value.scenarios.flatMap((s) => s.rules).map((rule) => [rule.id, rule])),
);

export function viewOfType(type: string): MapView | undefined {
  return mapViews.value.find((view) => view.type === type);
}
