// Asks for entities by NGSI-LD.
import { type Entity, readEntity } from './concise';
import { type Asking, Problem, respond } from './http';
import { maskedIn, purposeHeader } from './masks';

const PATH = '/ngsi-ld/v1/entities';
const PAGE = 1000;

/** More entities of one type are not read into a browser. */
export const MOST_READ = 50_000;

type Members = Readonly<Record<string, unknown>>;

export interface EntityQuery {
  readonly type: string;
  readonly q?: string;
  readonly limit: number;
  readonly offset: number;
}

export interface EntityPage {
  readonly entities: readonly Entity[];
  readonly total: number;
}

export async function queryEntities(query: EntityQuery, signal?: AbortSignal): Promise<EntityPage> {
  const parameters = new URLSearchParams({
    type: query.type,
    limit: String(query.limit),
    offset: String(query.offset),
    count: 'true',
    options: 'concise',
  });
  if (query.q) parameters.set('q', query.q);
  const response = await respond(`${PATH}?${parameters}`, { signal });
  const entities = ((await response.json()) as Members[]).map((raw) => readEntity(raw));
  const total = Number(response.headers.get('NGSILD-Results-Count') ?? entities.length);
  return { entities, total };
}

/** All entities of a type, page by page, at most MOST_READ. */
export async function readAll(type: string, signal?: AbortSignal): Promise<readonly Entity[]> {
  const all: Entity[] = [];
  for (;;) {
    const page = await queryEntities({ type, limit: PAGE, offset: all.length }, signal);
    all.push(...page.entities);
    if (page.entities.length < PAGE || all.length >= MOST_READ) return all;
  }
}

export async function readOne(id: string, signal?: AbortSignal): Promise<Entity | null> {
  return readWith(id, { signal });
}

/** With masks lifted, for a purpose that the audit log keeps. @throws Problem 403 */
export async function readClear(id: string, purpose: string): Promise<Entity | null> {
  return readWith(id, { headers: purposeHeader(purpose) });
}

async function readWith(id: string, asking: Asking): Promise<Entity | null> {
  const path = `${PATH}/${encodeURIComponent(id)}?options=concise`;
  try {
    const response = await respond(path, asking);
    return readEntity((await response.json()) as Members, maskedIn(response));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}
