import { askOr } from './http';
import { DEFAULT_TENANT } from './session';

/** The tenants that the server knows. */
export function readTenants(): Promise<readonly string[]> {
  return askOr<readonly string[]>([DEFAULT_TENANT], '/api/tenants');
}
