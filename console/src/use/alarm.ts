// Lets the alarm sound for notices that come.
import { alarm } from '../data/alarm';
import { isAlarm, onNotice } from '../data/notifications';

/** The answer stops it. */
export function useAlarm(): () => void {
  return onNotice((notice) => {
    if (isAlarm(notice)) void alarm();
  });
}
