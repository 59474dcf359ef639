// Colours of both themes. They become CSS variables (--bg, --panel, ...) and naive-ui's colours;
// a test holds every pair that is read as text to a contrast of 4.5.
import { type GlobalThemeOverrides, darkTheme } from 'naive-ui';
import { computed, ref, watch } from 'vue';

export interface Palette {
  readonly bg: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly onDanger: string;
  readonly danger: string;
  readonly warn: string;
  readonly onWarn: string;
  readonly ok: string;
  readonly info: string;
  /** Where the base map ends. */
  readonly beyond: string;
  readonly sea: string;
  readonly land: string;
  readonly water: string;
  readonly border: string;
  readonly coast: string;
  readonly mapText: string;
}

export const DARK: Palette = {
  bg: '#0a1016',
  panel: '#111921',
  raised: '#18232d',
  line: '#263442',
  text: '#e8eef4',
  muted: '#9fb1c1',
  accent: '#45cfa0',
  onAccent: '#05241a',
  onDanger: '#330603',
  danger: '#ff857c',
  warn: '#f4b955',
  onWarn: '#2b1a00',
  ok: '#5cd493',
  info: '#74b9f5',
  beyond: '#0a131b',
  sea: '#0b1a26',
  land: '#18242e',
  water: '#0f2231',
  border: '#33454f',
  coast: '#3f5a6b',
  mapText: '#a9bac7',
};

export const LIGHT: Palette = {
  bg: '#edf1f4',
  panel: '#ffffff',
  raised: '#f4f7f9',
  line: '#d3dce4',
  text: '#15202a',
  muted: '#4f5f6d',
  accent: '#0a7352',
  onAccent: '#ffffff',
  onDanger: '#ffffff',
  danger: '#b3261e',
  warn: '#855300',
  onWarn: '#ffffff',
  ok: '#17703f',
  info: '#0b5cad',
  beyond: '#e2e8ea',
  sea: '#cfdfe9',
  land: '#f6f5f0',
  water: '#bcd4e3',
  border: '#c3c4bb',
  coast: '#9fb4c1',
  mapText: '#4a5661',
};

export type Choice = 'system' | 'dark' | 'light';

const KEY = 'wutong.theme';

function firstChoice(): Choice {
  const kept = localStorage.getItem(KEY);
  return kept === 'dark' || kept === 'light' ? kept : 'system';
}

const system = window.matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = ref(system.matches);
system.addEventListener('change', (event) => (systemIsDark.value = event.matches));

const choice = ref<Choice>(firstChoice());

export const isDark = computed(() =>
  choice.value === 'system' ? systemIsDark.value : choice.value === 'dark',
);
export const palette = computed(() => (isDark.value ? DARK : LIGHT));

/** The other theme from now on; back to the system's when that is the same. */
export function switchTheme(): void {
  const wanted = isDark.value ? 'light' : 'dark';
  const systems = systemIsDark.value ? 'dark' : 'light';
  choice.value = wanted === systems ? 'system' : wanted;
  if (choice.value === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, wanted);
}

export const naiveTheme = computed(() => (isDark.value ? darkTheme : null));

export const naiveOverrides = computed<GlobalThemeOverrides>(() => {
  const { accent, panel, raised, line, text, muted, danger, onAccent, onDanger, bg } = palette.value;
  return {
    common: {
      primaryColor: accent,
      primaryColorHover: accent,
      primaryColorPressed: accent,
      primaryColorSuppl: accent,
      errorColor: danger,
      errorColorHover: danger,
      errorColorPressed: danger,
      bodyColor: bg,
      cardColor: panel,
      modalColor: panel,
      popoverColor: raised,
      inputColor: raised,
      borderColor: line,
      dividerColor: line,
      textColorBase: text,
      textColor1: text,
      textColor2: text,
      textColor3: muted,
      placeholderColor: muted,
      borderRadius: '6px',
      fontFamily: 'inherit',
    },
    Button: { textColorPrimary: onAccent, textColorHoverPrimary: onAccent, textColorFocusPrimary: onAccent, textColorPressedPrimary: onAccent, textColorError: onDanger, textColorHoverError: onDanger, textColorFocusError: onDanger, textColorPressedError: onDanger },
  };
});

const DASHED = /[A-Z]/g;

/** Puts the palette on the page, now and whenever it changes. */
export function wearTheme(): void {
  watch(
    palette,
    (colours) => {
      const style = document.documentElement.style;
      for (const [name, colour] of Object.entries(colours)) {
        style.setProperty(`--${name.replace(DASHED, (c) => `-${c.toLowerCase()}`)}`, colour);
      }
      document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light';
      style.colorScheme = isDark.value ? 'dark' : 'light';
    },
    { immediate: true },
  );
}
