// Text in both languages, as scenarios and NGSI-LD LanguageProperties carry it.
import type { Language } from './session';

export interface Text {
  readonly zh?: string;
  readonly en?: string;
}

/** The text in a language, in the other one when that is missing, else empty. */
export function inLanguage(text: Text | string | null | undefined, language: Language): string {
  if (typeof text === 'string') return text;
  if (!text) return '';
  const other = language === 'zh' ? text.en : text.zh;
  return text[language] ?? other ?? '';
}
