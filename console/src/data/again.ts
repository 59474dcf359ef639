// A session that ended while somebody was at work. The request that noticed waits until they have
// signed in again and is then repeated: nothing that was typed is lost.
import { ref } from 'vue';
import { isSignedIn } from './session';

/** Whether somebody must sign in again before work goes on. */
export const isAsked = ref(false);

let waiting: ((signedIn: boolean) => void)[] = [];

/** Asks to sign in again; whether they did. At once `false` where nobody was signed in. */
export function askToSignIn(): Promise<boolean> {
  if (!isAsked.value && !isSignedIn.value) return Promise.resolve(false);
  isAsked.value = true;
  return new Promise((resolve) => waiting.push(resolve));
}

/** What they answered. */
export function answer(signedIn: boolean): void {
  const all = waiting;
  waiting = [];
  isAsked.value = false;
  all.forEach((resolve) => resolve(signedIn));
}
