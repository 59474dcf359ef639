// A polygon while it is drawn: its corners without the closing one, each edit a new value.

export type Corner = readonly [longitude: number, latitude: number];
export type Corners = readonly Corner[];

/** As many as one can still move by hand. */
export const MOST_CORNERS = 500;
export const FEWEST_CORNERS = 3;

/** About 10 cm; more digits say nothing of a city. */
const DIGITS = 6;

export function rounded([longitude, latitude]: Corner): Corner {
  return [Number(longitude.toFixed(DIGITS)), Number(latitude.toFixed(DIGITS))];
}

/** With a corner after the one at an index; at the end without one. */
export function added(corners: Corners, corner: Corner, after = corners.length - 1): Corners {
  if (corners.length >= MOST_CORNERS) return corners;
  return corners.toSpliced(after + 1, 0, rounded(corner));
}

export function moved(corners: Corners, index: number, to: Corner): Corners {
  return index in corners ? corners.with(index, rounded(to)) : corners;
}

export function removed(corners: Corners, index: number): Corners {
  return index in corners ? corners.toSpliced(index, 1) : corners;
}

/** The middle of each side; one of a closed polygon for every corner. */
export function middles(corners: Corners): Corners {
  if (corners.length < 2) return [];
  const sides = corners.length < FEWEST_CORNERS ? corners.slice(0, -1) : corners;
  return sides.map((corner, i) => {
    const next = corners[(i + 1) % corners.length] ?? corner;
    return [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2];
  });
}

/** The ring of GeoJSON: closed, counter-clockwise (RFC 7946, 3.1.6). */
export function ringOf(corners: Corners): readonly (readonly number[])[] {
  const turned = signedArea(corners) < 0 ? corners.toReversed() : corners;
  const [first] = turned;
  return first ? [...turned, first] : [];
}

/** The corners of a ring, without the one that closes it. */
export function cornersOf(ring: readonly (readonly number[])[]): Corners {
  const corners = ring.map(([x = 0, y = 0]): Corner => [x, y]);
  const [first] = corners;
  const last = corners.at(-1);
  return first && last && corners.length > 1 && first[0] === last[0] && first[1] === last[1] ? corners.slice(0, -1) : corners;
}

// In square degrees, positive when counter-clockwise.
function signedArea(corners: Corners): number {
  return corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

const KM_A_DEGREE = 111.195;

/** In square kilometres, as if the earth were flat there. */
export function areaOf(corners: Corners): number {
  const latitude = corners.reduce((sum, [, y]) => sum + y, 0) / Math.max(1, corners.length);
  return Math.abs(signedArea(corners)) * KM_A_DEGREE ** 2 * Math.cos((latitude * Math.PI) / 180);
}

function side(a: Corner, b: Corner, c: Corner): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function cross(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether two of its sides cross. */
export function crossesItself(corners: Corners): boolean {
  const sides = corners.map((each, i) => [each, corners[(i + 1) % corners.length] ?? each] as const);
  return sides.some(([a, b], i) => sides.slice(i + 1).some(([c, d]) => cross(a, b, c, d)));
}

export type Defect = 'few' | 'crossing' | 'outside';

/** What is wrong with it; null when it can be kept. */
export function defectOf(corners: Corners): Defect | null {
  const outside = corners.some(([x, y]) => !(Math.abs(x) <= 180 && Math.abs(y) <= 90));
  if (outside) return 'outside';
  if (corners.length < FEWEST_CORNERS || areaOf(corners) === 0) return 'few';
  return crossesItself(corners) ? 'crossing' : null;
}

/** One corner a line: longitude, latitude. */
export function writeCorners(corners: Corners): string {
  return corners.map(([x, y]) => `${x}, ${y}`).join('\n');
}

/** Null when a line is no corner. */
export function readCorners(text: string): Corners | null {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const corners = lines.map((line): Corner | null => {
    const match = /^(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)$/.exec(line);
    return match ? [Number(match[1]), Number(match[2])] : null;
  });
  const read = corners.filter((each) => each !== null);
  return read.length === lines.length && read.length <= MOST_CORNERS ? read : null;
}

/** What can be taken back. */
export interface Drawing {
  readonly corners: Corners;
  readonly before: readonly Corners[];
}

const MOST_STEPS = 100;

export function drawn(corners: Corners): Drawing {
  return { corners, before: [] };
}

/** After an edit; one that changes nothing is none. */
export function edited(drawing: Drawing, corners: Corners): Drawing {
  if (corners === drawing.corners) return drawing;
  return { corners, before: [...drawing.before, drawing.corners].slice(-MOST_STEPS) };
}

export function undone(drawing: Drawing): Drawing {
  const last = drawing.before.at(-1);
  return last ? { corners: last, before: drawing.before.slice(0, -1) } : drawing;
}
