// How it is told that a value is in doubt.
import { doubts, ruleName } from '../data/alerts';
import { say, t } from '../words';

/** Which rules doubt an attribute of an entity, in words; empty when none does. */
export function doubtText(id: string, attribute: string): string {
  const alerts = doubts.value.get(id)?.get(attribute) ?? [];
  const names = alerts.map((each) => say(each.ruleName) || say(ruleName(each.rule)));
  return names.length === 0 ? '' : t('entity.doubted', { rules: [...new Set(names)].join(t('common.comma')) });
}

/** The same of all attributes of an entity that are in doubt. */
export function doubtTexts(id: string): ReadonlyMap<string, string> {
  const names = [...(doubts.value.get(id)?.keys() ?? [])];
  return new Map(names.map((name) => [name, doubtText(id, name)]));
}
