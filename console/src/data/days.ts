// Days and times of day as a person enters them: those of the city, wherever they sit.
import { zoneOffset } from '../words';

export const DAY_MS = 86_400_000;

/** `2026-11-22T08:00` of the city's clock, as an instant in ms. */
export function instantOf(local: string): number {
  const asUtc = Date.parse(`${local}:00Z`);
  return asUtc - zoneOffset(asUtc - zoneOffset(asUtc));
}

/** An instant as the city's clock shows it: `2026-11-22T08:00`. */
export function localOf(at: number): string {
  return new Date(at + zoneOffset(at)).toISOString().slice(0, 16);
}

/** The instant at which a day (`2026-11-22`) ends in the city, as the server takes it. */
export function endOf(day: string): string {
  return new Date(instantOf(`${day}T00:00`) + DAY_MS).toISOString();
}

/** The instant at which a day begins in the city. */
export function beginOf(day: string): string {
  return new Date(instantOf(`${day}T00:00`)).toISOString();
}

/** The day on which an instant lies in the city. */
export function dayOf(at: number): string {
  return localOf(at).slice(0, 10);
}

/** The seven days of the week in which an instant lies, from Monday. */
export function weekOf(at: number): readonly string[] {
  const noon = Date.parse(`${dayOf(at)}T12:00:00Z`);
  const sinceMonday = (new Date(noon).getUTCDay() + 6) % 7;
  const monday = noon - sinceMonday * DAY_MS;
  return Array.from({ length: 7 }, (_, i) => new Date(monday + i * DAY_MS).toISOString().slice(0, 10));
}
