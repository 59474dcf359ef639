// Which types of entities the city has.
import { askOr } from './http';
import { mapViews } from './scenarios';

const OWN = ['Alert', 'Case', 'CityClock'];

interface TypeList {
  readonly typeList?: readonly string[];
}

/** By NGSI-LD's list of types; where a server has none, those that the console knows of. */
export async function readTypes(): Promise<readonly string[]> {
  const answer = await askOr<TypeList>({}, '/ngsi-ld/v1/types').catch((): TypeList => ({}));
  const known = [...mapViews.value.map((view) => view.type), ...OWN];
  return [...new Set([...(answer.typeList ?? []), ...known])];
}
