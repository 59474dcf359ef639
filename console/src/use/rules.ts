// How a rule's figures are told.
import { computed } from 'vue';
import type { AttributeModel } from '../data/scenarios';
import { type RuleSummary, precisionOf } from '../data/rules';
import { may } from '../data/session';
import { number, say, t } from '../words';

/** Whether whoever sits here may write rules. */
export const mayWriteRules = computed(() => may('EDIT_RULES'));

export function attributeLabel(attribute: AttributeModel): string {
  const unit = attribute.unit ? ` (${attribute.unit})` : '';
  return `${say(attribute.words)}${unit} · ${attribute.name}`;
}

function percent(share: number): string {
  return share > 0 && share < 0.01 ? '<1%' : `${number(Math.round(share * 100))}%`;
}

export function precisionText(rule: RuleSummary): string {
  const precision = precisionOf(rule.precision);
  return precision === null ? '—' : percent(precision);
}

export function costText(rule: RuleSummary): string {
  const share = rule.cost?.share;
  return share === undefined ? '—' : percent(share);
}

/** Its name; its id when its text cannot be read any more. */
export function ruleTitle(rule: RuleSummary): string {
  return say(rule.name) || rule.id;
}

export function originText(rule: RuleSummary): string {
  return t(`rule.origin.${rule.origin}`);
}
