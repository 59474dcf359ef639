// The words of the screen and how numbers, dates and durations are written in both languages.
import { computed, watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { language } from './data/session';
import { type Text, inLanguage } from './data/text';
import en from './words/en.json';
import zh from './words/zh.json';

/** The zone in which the city's times are shown, wherever the reader sits. */
export const CITY_ZONE = 'Asia/Shanghai';

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: 'en',
  messages: { zh, en },
});

export const t = i18n.global.t;

const locale = computed(() => (language.value === 'zh' ? 'zh-CN' : 'en-GB'));

watch(
  language,
  (now) => {
    i18n.global.locale.value = now;
    document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
  },
  { immediate: true },
);

/** A text of the server in the language of the screen. */
export function say(text: Text | string | null | undefined): string {
  return inLanguage(text, language.value);
}

function dates(options: Intl.DateTimeFormatOptions) {
  return computed(
    () => new Intl.DateTimeFormat(locale.value, { timeZone: CITY_ZONE, hour12: false, ...options }),
  );
}

const moment = dates({ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
const clock = dates({ hour: '2-digit', minute: '2-digit' });
const short = dates({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
const weekday = dates({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
const numbers = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 2 }));
const relatives = computed(() => new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }));

type Instant = string | number | null | undefined;

function shown(format: Intl.DateTimeFormat, at: Instant): string {
  const ms = typeof at === 'string' ? Date.parse(at) : (at ?? Number.NaN);
  return Number.isNaN(ms) ? '—' : format.format(ms);
}

export const dateTime = (at: Instant): string => shown(moment.value, at);
export const shortTime = (at: Instant): string => shown(short.value, at);
export const hourMinute = (at: Instant): string => shown(clock.value, at);
export const longDate = (at: Instant): string => shown(weekday.value, at);

export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : numbers.value.format(value);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 hours ago"; empty for what is no time. What seems to lie ahead, because two clocks differ, is now. */
export function relative(at: Instant, now: number): string {
  const ms = typeof at === 'string' ? Date.parse(at) : (at ?? Number.NaN);
  if (Number.isNaN(ms)) return '';
  const away = Math.min(0, ms - now);
  const size = Math.abs(away);
  if (size < MINUTE) return t('time.justNow');
  if (size < HOUR) return relatives.value.format(Math.trunc(away / MINUTE), 'minute');
  if (size < DAY) return relatives.value.format(Math.trunc(away / HOUR), 'hour');
  return relatives.value.format(Math.trunc(away / DAY), 'day');
}

/** "2 d 3 h", "3 h 20 min", "20 min". */
export function duration(ms: number): string {
  const size = Math.max(0, ms);
  const days = Math.floor(size / DAY);
  const hours = Math.floor((size % DAY) / HOUR);
  const minutes = Math.floor((size % HOUR) / MINUTE);
  if (days > 0) return t('time.daysHours', { days, hours });
  if (hours > 0) return t('time.hoursMinutes', { hours, minutes });
  return t('time.minutes', { minutes });
}

/** How far the city's zone is ahead of UTC at an instant, in ms. */
export function zoneOffset(at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: CITY_ZONE,
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
  return sign === '-' ? -size : size;
}
