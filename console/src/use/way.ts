// Where somebody wanted to go before they were sent elsewhere to sign in.
const KEY = 'wutong.way';

export function rememberWay(path: string): void {
  sessionStorage.setItem(KEY, path);
}

/** The way, once; empty without one. Only a path within the console counts. */
export function takeWay(): string {
  const path = sessionStorage.getItem(KEY) ?? '';
  sessionStorage.removeItem(KEY);
  return /^\/(?!\/)/.test(path) ? path : '';
}
