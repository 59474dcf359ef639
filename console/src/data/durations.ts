// Lengths of time as scenarios write them: 90m, 2h, 1h30m, 3d or PT2H.

export const UNITS = ['s', 'm', 'h', 'd'] as const;
export type Unit = (typeof UNITS)[number];

export interface Amount {
  readonly count: number;
  readonly unit: Unit;
}

const PARTS = /^(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/;
const ISO = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;
const MS: Readonly<Record<Unit, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** In ms; null for what is no length of time, and for none at all. */
export function lengthOf(text: string): number | null {
  const parts = PARTS.exec(text) ?? ISO.exec(text);
  if (!parts) return null;
  const [, days, hours, minutes, seconds] = parts.map((each) => Number(each ?? 0));
  const ms = (days ?? 0) * MS.d + (hours ?? 0) * MS.h + (minutes ?? 0) * MS.m + (seconds ?? 0) * MS.s;
  return ms > 0 ? ms : null;
}

/** In the largest unit of which it is a whole number: 1h30m is 90 minutes. */
export function amountOf(text: string): Amount | null {
  const ms = lengthOf(text);
  if (ms === null) return null;
  const unit = UNITS.findLast((each) => ms % MS[each] === 0) ?? 's';
  return { count: ms / MS[unit], unit };
}

export function writeAmount({ count, unit }: Amount): string {
  return `${count}${unit}`;
}
