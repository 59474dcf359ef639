// Which band of a view a value falls into.
import { type Entity, numberOf, textOf } from './concise';
import type { MapView } from './scenarios';

/** The number of a band from 0 on; -1 when the value is not known. */
export function bandIndex(view: MapView, value: number | null): number {
  if (value === null) return -1;
  const index = view.colour.bands.findIndex((b) => b.upTo === undefined || value <= b.upTo);
  return index >= 0 ? index : view.colour.bands.length - 1;
}

export function bandColour(view: MapView, index: number): string {
  return view.colour.bands[index]?.colour ?? view.colour.unknown;
}

function channel(hex: string, from: number): number {
  const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
export function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

/** Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const DARK_INK = '#000000';
const LIGHT_INK = '#ffffff';

/** The colour in which a number can be read on a band's colour. */
export function inkOn(colour: string): string {
  return contrast(colour, DARK_INK) >= contrast(colour, LIGHT_INK) ? DARK_INK : LIGHT_INK;
}

/** What an entity is called: the view's label, else its name, else the end of its id. */
export function labelOf(entity: Entity, view?: MapView): string {
  return (
    textOf(entity, view?.label ?? 'name') || textOf(entity, 'name') || shortId(entity.id)
  );
}

export function shortId(id: string): string {
  return id.split(':').slice(3).join(':') || id;
}

export function colourValue(entity: Entity, view: MapView): number | null {
  return numberOf(entity, view.colour.attribute);
}
