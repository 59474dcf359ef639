// What to tell a person when a request failed.
import { Away, Problem } from '../data/http';
import { t } from '../words';

export function tell(error: unknown): string {
  if (error instanceof Away) return t('problem.away');
  if (error instanceof Problem) {
    return error.detail ? `${error.title}: ${error.detail}` : error.title;
  }
  return t('problem.unknown', { what: String(error) });
}
