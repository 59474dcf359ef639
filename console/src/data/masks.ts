// Masks (脱敏) over attributes, and the purpose for which one is lifted.
import type { Attribute, Entity } from './concise';

export const LEAST_PURPOSE = 5;
export const MOST_PURPOSE = 200;

/** Whether a purpose is one: 5 to 200 characters. */
export function isPurpose(text: string): boolean {
  const { length } = [...text.trim()];
  return length >= LEAST_PURPOSE && length <= MOST_PURPOSE;
}

/** A header carries ASCII only: a purpose goes percent-encoded, as UTF-8 (RFC 3986, 2.1). */
export function purposeHeader(text: string): Record<string, string> {
  return { 'Wutong-Purpose': encodeURIComponent(text.trim()) };
}

/** A purpose as it was typed, whether or not it is still written as the header carried it. */
export function purposeText(kept: string): string {
  try {
    return /%[0-9A-F]{2}/i.test(kept) ? decodeURIComponent(kept) : kept;
  } catch {
    return kept;
  }
}

/** The names of the attributes that an answer says are masked (its header Wutong-Masked). */
export function maskedIn(answer: Response): readonly string[] {
  return (answer.headers.get('Wutong-Masked') ?? '').split(', ').filter((name) => name !== '');
}

const COVERED = /[*＊]{1,}/;

/** Whether what is shown is a mask and not the value. */
export function isMasked(attribute: Attribute): boolean {
  if (attribute.masked === true) return true;
  return typeof attribute.value === 'string' && COVERED.test(attribute.value);
}

export function hasMasks(entity: Entity): boolean {
  return [...entity.attributes.values()].some(isMasked);
}
