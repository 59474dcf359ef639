// What every request carries: the tenant that is looked at and the language of its reader.
import { ref, watch } from 'vue';

export type Language = 'zh' | 'en';

const LANGUAGE_KEY = 'wutong.language';
const TENANT_KEY = 'wutong.tenant';

export const DEFAULT_TENANT = 'default';

function firstLanguage(): Language {
  const kept = localStorage.getItem(LANGUAGE_KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** The language of the screen, kept for the next visit. */
export const language = ref<Language>(firstLanguage());

/** The tenant that is looked at, kept as long as the tab is open. */
export const tenant = ref(sessionStorage.getItem(TENANT_KEY) ?? DEFAULT_TENANT);

watch(language, (now) => localStorage.setItem(LANGUAGE_KEY, now));
watch(tenant, (now) => sessionStorage.setItem(TENANT_KEY, now));

export function requestHeaders(): Record<string, string> {
  const headers: Record<string, string> = {
    'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en',
  };
  if (tenant.value !== DEFAULT_TENANT) headers['NGSILD-Tenant'] = tenant.value;
  return headers;
}
