import { describe, expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from './en.json';
import zh from './zh.json';

type Tree = { readonly [name: string]: string | Tree };

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, each]): [string, string][] =>
    typeof each === 'string' ? [[path + name, each]] : flat(each, `${path}${name}.`),
  );
}

const chinese = new Map(flat(zh));
const english = new Map(flat(en));
const sources = import.meta.glob<string>('../**/*.{ts,vue}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function placeholders(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

describe('the word files', () => {
  test('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('have no empty words', () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  test('name the same values in both languages', () => {
    for (const [key, text] of chinese) {
      expect(placeholders(text), key).toEqual(placeholders(english.get(key)));
    }
  });

  test('have every word that a page asks for by its whole name', () => {
    const asked = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/\bt\('([\w.]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !english.has(key))).toEqual([]);
  });

  test('can be shown, whatever signs stand in them', () => {
    const shown = createI18n({ legacy: false, locale: 'zh', messages: { zh, en } }).global;
    for (const locale of ['zh', 'en'] as const) {
      shown.locale.value = locale;
      for (const key of english.keys()) expect(() => shown.t(key), key).not.toThrow();
    }
  });

  test('have words for the ends that a page puts together', () => {
    const ends = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/\bt\(`([\w.]+)\.\$\{/g)].map((match) => match[1] ?? ''),
    );
    const groups = new Set([...english.keys()].map((key) => key.replace(/\.\w+$/, '')));
    expect(ends.filter((group) => !groups.has(group))).toEqual([]);
  });
});

describe('pages', () => {
  test('have no Chinese or English sentence of their own', () => {
    const drawn = Object.entries(sources).filter(([name]) => name.endsWith('.vue'));
    const own = drawn.filter(([, source]) => {
      const template = source.slice(source.indexOf('<template>'), source.lastIndexOf('</template>'));
      return /[\u4e00-\u9fff]/.test(template.replaceAll("'EN' : '中文'", ''));
    });
    expect(own.map(([name]) => name)).toEqual([]);
  });
});
