// What to tell a person when a request failed.
import { Away, Problem } from '../data/http';
import { t } from '../words';

const FORBIDDEN = 403;
const TOO_OFTEN = 429;

function fallback(status: number, title: string): string {
  if (status === FORBIDDEN) return t('problem.forbidden');
  return status === TOO_OFTEN ? t('problem.tooOften') : title;
}

/** The server's words where it has some. */
export function tell(error: unknown): string {
  if (error instanceof Away) return t('problem.away');
  if (error instanceof Problem) {
    if (error.detail) return `${error.title}: ${error.detail}`;
    return error.code ? error.title : fallback(error.status, error.title);
  }
  return t('problem.unknown', { what: String(error) });
}
