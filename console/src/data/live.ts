// The city as it is now: entities of some types, read once and then kept up to date by /events.
//
// The stream is opened before the entities are read, and what it says meanwhile is laid over what
// was read: so nothing is missed. Each type has a map of its own, which is replaced (never
// mutated) at most once per frame: what watches one type is not woken by another.
import { type ShallowRef, ref, shallowRef } from 'vue';
import { askToSignIn } from './again';
import { type Entity, readEntity } from './concise';
import { readAll } from './entities';
import { oncePerFrame } from './frames';
import { type Notice, readAgain as readMissed, takeNotice } from './notifications';
import { requestHeaders, tenant } from './session';
import { type StreamEvent, StreamRefused, readStream } from './stream';

const SILENCE_MS = 40_000;
const RETRY_MS = 2_000;

export type Entities = ReadonlyMap<string, Entity>;

/** What one frame brought. */
export interface Batch {
  readonly changed: readonly Entity[];
  readonly gone: readonly string[];
}

const contexts = new Map<string, ShallowRef<Entities>>();
const listeners = new Set<(batch: Batch) => void>();

/** Whether the stream is lost: what is shown is of `asOf`. */
export const lost = ref(false);
/** When the stream last gave a sign of life, in ms. */
export const asOf = ref(Date.now());
/** Whether the entities have been read. */
export const ready = ref(false);

/** The entities of a type; empty until they are read. */
export function entitiesOf(type: string): ShallowRef<Entities> {
  const known = contexts.get(type);
  if (known) return known;
  const made = shallowRef<Entities>(new Map());
  contexts.set(type, made);
  return made;
}

export function find(id: string): Entity | undefined {
  for (const context of contexts.values()) {
    const entity = context.value.get(id);
    if (entity) return entity;
  }
  return undefined;
}

/** Tells of what changes after the first reading; the answer stops it. */
export function onBatch(listener: (batch: Batch) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// What has come and is not shown yet: an entity, or null for one that is gone.
let waiting = new Map<string, Entity | null>();
let reading = false;

/** Lays changes over entities of a type; the same map when none of them is touched. */
export function lay(over: Entities, type: string, changes: ReadonlyMap<string, Entity | null>) {
  let made: Map<string, Entity> | null = null;
  for (const [id, entity] of changes) {
    if (entity?.type === type) (made ??= new Map(over)).set(id, entity);
    else if (over.has(id)) (made ??= new Map(over)).delete(id);
  }
  return made ?? over;
}

function show(): void {
  if (reading || waiting.size === 0) return;
  const changes = waiting;
  waiting = new Map();
  for (const [type, context] of contexts) context.value = lay(context.value, type, changes);
  tell(changes);
}

function tell(changes: ReadonlyMap<string, Entity | null>): void {
  const changed = [...changes.values()].filter((each) => each !== null);
  const gone = [...changes].filter(([, each]) => each === null).map(([id]) => id);
  for (const listener of listeners) listener({ changed, gone });
}

const showSoon = oncePerFrame(show);

interface Told {
  readonly id?: string;
  readonly entity?: Readonly<Record<string, unknown>>;
  readonly masked?: readonly string[];
}

function take(event: StreamEvent): void {
  if (event.name === 'notice') {
    takeNotice(JSON.parse(event.data) as Notice);
    return;
  }
  const told = JSON.parse(event.data) as Told;
  if (event.name === 'change' && told.entity) {
    const entity = readEntity(told.entity, told.masked);
    waiting.set(entity.id, entity);
  } else if (event.name === 'gone' && told.id) {
    waiting.set(told.id, null);
  }
  showSoon();
}

async function readAgain(types: readonly string[], signal: AbortSignal): Promise<void> {
  reading = true;
  try {
    const read = await Promise.all(types.map((type) => readAll(type, signal)));
    types.forEach((type, i) => {
      entitiesOf(type).value = new Map((read[i] ?? []).map((each) => [each.id, each]));
    });
    ready.value = true;
    lost.value = false;
    void readMissed();
  } finally {
    reading = false;
    showSoon();
  }
}

async function follow(types: readonly string[], signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  signal.addEventListener('abort', () => ended.abort(), { once: true });
  const readOrEnd = (): void => {
    readAgain(types, ended.signal).catch(() => ended.abort());
  };
  const reader = {
    opened: readOrEnd,
    alive: () => (asOf.value = Date.now()),
    event: (event: StreamEvent) => (event.name === 'reset' ? readOrEnd() : take(event)),
  };
  const path = `/events?type=${types.map(encodeURIComponent).join(',')}`;
  await readStream(path, requestHeaders(), reader, SILENCE_MS, ended.signal);
}

// A session that ended: whether somebody signed in again.
async function mend(error: unknown): Promise<boolean> {
  if (!(error instanceof StreamRefused) || error.status !== 401) return false;
  lost.value = true;
  return askToSignIn();
}

let running = new AbortController();

/** Follows no more, and forgets what was read: somebody signed out. */
export function stop(): void {
  running.abort();
  ready.value = false;
  lost.value = false;
  waiting = new Map();
  for (const context of contexts.values()) if (context.value.size > 0) context.value = new Map();
}

/** Follows these types from now on, in the tenant that is looked at, and connects anew for ever. */
export async function start(types: readonly string[]): Promise<void> {
  stop();
  running = new AbortController();
  const { signal } = running;
  const followed = tenant.value;
  while (!signal.aborted && followed === tenant.value) {
    const signedInAgain = await follow(types, signal).then(() => false, mend);
    if (signal.aborted) return;
    lost.value = true;
    if (signedInAgain) continue;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
