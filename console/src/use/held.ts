// How a role that is held is told: where, and until when.
import { EVERY } from '../data/session';
import type { Text } from '../data/text';
import { dateTime, say, t } from '../words';

interface Place {
  readonly tenant: string;
  readonly area: string;
  readonly areaName?: Text | null;
}

export function tenantName(tenant: string): string {
  if (tenant === EVERY) return t('held.everyTenant');
  return tenant === 'default' ? t('shell.defaultTenant') : tenant;
}

export function areaName(place: Place): string {
  if (place.area === EVERY) return t('held.everyArea');
  return say(place.areaName) || place.area;
}

export function heldWhere(place: Place): string {
  return `${tenantName(place.tenant)} · ${areaName(place)}`;
}

export function heldUntil(until: string | null | undefined): string {
  return until ? t('held.until', { time: dateTime(until) }) : t('held.always');
}
