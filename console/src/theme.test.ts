import { describe, expect, test } from 'vitest';
import { contrast } from './data/bands';
import { DARK, LIGHT, type Palette } from './theme';

const READABLE = 4.5;
const VISIBLE = 3;

const TEXTS = ['text', 'muted', 'accent', 'danger', 'warn', 'ok', 'info'] as const;
const GROUNDS = ['bg', 'panel', 'raised'] as const;

describe.each([
  ['dark', DARK],
  ['light', LIGHT],
])('the %s theme', (_, colours: Palette) => {
  test.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    'shows %s readably on %s',
    (text, ground) => {
      expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(READABLE);
    },
  );

  test('shows words on buttons and on the map readably', () => {
    expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(colours.onDanger, colours.danger)).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(colours.onWarn, colours.warn)).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(colours.mapText, colours.land)).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(colours.text, colours.land)).toBeGreaterThanOrEqual(READABLE);
  });

  test('lets the focus ring be seen', () => {
    expect(contrast(colours.accent, colours.panel)).toBeGreaterThanOrEqual(VISIBLE);
  });
});
