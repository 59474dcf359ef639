// Alerts: conditions that hold now, or held; read from the entities of type Alert.
import { computed } from 'vue';
import { type Entity, positionOf, targetsOf, textOf, valueOf } from './concise';
import { respond } from './http';
import { entitiesOf } from './live';
import { rules } from './scenarios';
import type { Text } from './text';

export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type AlertStatus = 'active' | 'cleared';

export interface Alert {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly status: AlertStatus;
  readonly acknowledged: boolean;
  readonly source: string;
  readonly description: Text;
  /** Start of the episode, by the city clock. */
  readonly since: string;
  /** When it was cleared, by the city clock; empty while it is active. */
  readonly until: string;
  readonly opensCase: boolean;
  readonly position: readonly [number, number] | null;
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((each) => each === text) ?? 'informational';
}

export function readAlert(entity: Entity): Alert {
  const description = valueOf(entity, 'description');
  return {
    id: entity.id,
    rule: textOf(entity, 'rule'),
    severity: severityOf(textOf(entity, 'severity')),
    status: textOf(entity, 'status') === 'cleared' ? 'cleared' : 'active',
    acknowledged: valueOf(entity, 'acknowledged') === true,
    source: targetsOf(entity, 'alertSource')[0] ?? textOf(entity, 'alertSource'),
    description: (description ?? {}) as Text,
    since: textOf(entity, 'validFrom') || textOf(entity, 'dateIssued'),
    until: textOf(entity, 'validTo'),
    opensCase: textOf(entity, 'caseType') !== '',
    position: positionOf(entity),
  };
}

export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity) + 1;
}

/** Active before cleared, then the severer, then the newer. */
export function byUrgency(a: Alert, b: Alert): number {
  if (a.status !== b.status) return a.status === 'active' ? -1 : 1;
  if (a.status === 'active' && a.severity !== b.severity) {
    return severityRank(b.severity) - severityRank(a.severity);
  }
  return b.since.localeCompare(a.since);
}

const alertEntities = entitiesOf('Alert');

export const alerts = computed(() =>
  [...alertEntities.value.values()].map(readAlert).sort(byUrgency),
);

export const activeAlerts = computed(() => alerts.value.filter((each) => each.status === 'active'));

/** The highest severity of the active alerts of each entity, from 1 (informational) to 5. */
export const severityBySource = computed(() => {
  const ranks = new Map<string, number>();
  for (const alert of activeAlerts.value) {
    const rank = severityRank(alert.severity);
    if (rank > (ranks.get(alert.source) ?? 0)) ranks.set(alert.source, rank);
  }
  return ranks;
});

/** The name of a rule, or its id when its scenario is not loaded. */
export function ruleName(id: string): Text {
  return rules.value.get(id)?.name ?? { zh: id, en: id };
}

export async function acknowledge(id: string): Promise<void> {
  await respond(`/api/alerts/${encodeURIComponent(id)}/acknowledge`, { method: 'POST' });
}
