// Asks how attributes were, by the temporal API of NGSI-LD.
import { askOr } from './http';

export type Sample = readonly [time: number, value: number];

/** How far back to look, in hours; null for everything. */
export type Span = 24 | 72 | null;

const HOUR_MS = 3_600_000;
const MOST = 5000;

interface Values {
  readonly values?: readonly (readonly [unknown, string])[];
}

function samples(json: unknown): readonly Sample[] {
  const series = (Array.isArray(json) ? json[0] : json) as Values | undefined;
  return (series?.values ?? [])
    .flatMap(([value, at]): Sample[] =>
      typeof value === 'number' ? [[Date.parse(at), value]] : [],
    )
    .sort((a, b) => a[0] - b[0]);
}

/** The numbers of some attributes, oldest first, looking back from `until` (ms). */
export async function readHistory(
  id: string,
  attributes: readonly string[],
  span: Span,
  until: number,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const parameters = new URLSearchParams({
    attrs: attributes.join(','),
    options: 'temporalValues',
    timeproperty: 'observedAt',
    lastN: String(MOST),
  });
  if (span !== null) {
    parameters.set('timerel', 'after');
    // One second earlier, because "after" excludes its border.
    parameters.set('timeAt', new Date(until - span * HOUR_MS - 1000).toISOString());
  }
  const path = `/ngsi-ld/v1/temporal/entities/${encodeURIComponent(id)}?${parameters}`;
  const answer = await askOr<Record<string, unknown>>({}, path);
  return new Map(attributes.map((name) => [name, samples(answer[name])]));
}
