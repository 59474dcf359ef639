// What types and attributes there are to write rules about: by the models of a scenario.
import { type AttributeModel, type TypeModel, scenarios } from './scenarios';

/** Which types a scenario's rules can watch. */
export function modelsOf(scenario: string): readonly TypeModel[] {
  return scenarios.value.scenarios.find((each) => each.id === scenario)?.models ?? [];
}

export function modelOf(scenario: string, type: string): TypeModel | undefined {
  return modelsOf(scenario).find((each) => each.type === type);
}

/** What an alert's text may name: nothing that speaks of a person. */
export function tellable(model: TypeModel | undefined): readonly AttributeModel[] {
  return (model?.attributes ?? []).filter((each) => !each.personal && each.kind !== 'GeoProperty');
}

/** What a condition can compare. */
export function comparable(model: TypeModel | undefined): readonly AttributeModel[] {
  return (model?.attributes ?? []).filter((each) => each.kind !== 'GeoProperty');
}
