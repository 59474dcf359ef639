// Reads server-sent events (WHATWG HTML, "Server-sent events") from a response.
//
// Not EventSource: it hides comments, which are the server's sign of life, so that a connection
// that is open but dead would go unnoticed; and it cannot send the tenant's header.

export interface StreamEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string;
}

/** Takes text as it arrives, in any pieces, and gives the events that are complete. */
export class EventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];
  private id = '';

  take(chunk: string): StreamEvent[] {
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line));
  }

  private line(line: string): StreamEvent[] {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id') this.id = value;
    return [];
  }

  private dispatch(): StreamEvent[] {
    const { name, data, id } = this;
    this.name = '';
    this.data = [];
    return data.length > 0 ? [{ name: name || 'message', data: data.join('\n'), id }] : [];
  }
}

/** The stream was not opened, with this status. */
export class StreamRefused extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

export interface StreamReader {
  /** The stream is open. */
  opened(): void;
  /** Something arrived, if only a comment. */
  alive(): void;
  event(event: StreamEvent): void;
}

/**
 * Reads until the stream ends, fails, is aborted, or nothing came for `silenceMs`; then it
 * returns or throws. The caller connects anew.
 * @throws StreamRefused
 */
export async function readStream(
  path: string,
  headers: Record<string, string>,
  reader: StreamReader,
  silenceMs: number,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  signal.addEventListener('abort', end);
  let timer = setTimeout(end, silenceMs);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, silenceMs);
    reader.alive();
  };
  try {
    const response = await fetch(path, {
      headers: { ...headers, Accept: 'text/event-stream' },
      signal: ended.signal,
      cache: 'no-store',
    });
    if (!response.ok || !response.body) throw new StreamRefused(response.status);
    reader.opened();
    await readBody(response.body, reader, alive);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  reader: StreamReader,
  alive: () => void,
): Promise<void> {
  const bytes = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await bytes.read();
    if (done) return;
    alive();
    parser.take(decoder.decode(value, { stream: true })).forEach((each) => reader.event(each));
  }
}
