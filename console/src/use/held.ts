// How a role that is held is told: where, and until when.
import { nameOfArea } from '../data/areas';
import { EVERY } from '../data/session';
import { dateTime, say, t } from '../words';

interface Place {
  readonly tenant: string;
  readonly area: string;
}

export function tenantName(tenant: string): string {
  if (tenant === EVERY) return t('held.everyTenant');
  return tenant === 'default' ? t('shell.defaultTenant') : tenant;
}

export function areaName(place: Place): string {
  if (place.area === EVERY) return t('held.everyArea');
  return say(nameOfArea(place.area));
}

export function heldWhere(place: Place): string {
  return `${tenantName(place.tenant)} · ${areaName(place)}`;
}

export function heldUntil(until: string | null | undefined): string {
  return until ? t('held.until', { time: dateTime(until) }) : t('held.always');
}
