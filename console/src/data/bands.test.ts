import { expect, test } from 'vitest';
import { bandColour, bandIndex, contrast, inkOn } from './bands';
import type { MapView } from './scenarios';

const view: MapView = {
  id: 's/v',
  kind: 'map',
  name: {},
  type: 'T',
  colour: {
    attribute: 'x',
    unknown: '#9aa0a6',
    bands: [
      { upTo: 50, colour: '#00e400', name: {} },
      { upTo: 100, colour: '#ffff00', name: {} },
      { colour: '#7e0023', name: {} },
    ],
  },
};

test('a border belongs to the lower band', () => {
  expect([0, 50, 50.1, 100, 101].map((value) => bandIndex(view, value))).toEqual([0, 0, 1, 1, 2]);
});

test('what is not known has a colour of its own', () => {
  expect(bandIndex(view, null)).toBe(-1);
  expect(bandColour(view, -1)).toBe('#9aa0a6');
});

test('numbers can be read on every colour', () => {
  for (const colour of ['#00e400', '#ffff00', '#ff7e00', '#ff0000', '#99004c', '#7e0023', '#9aa0a6']) {
    expect(contrast(colour, inkOn(colour)), colour).toBeGreaterThanOrEqual(4.5);
  }
});
