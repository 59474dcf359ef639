// CEL conditions that a form can show: comparisons of attributes and figures with a value, joined by
// one word. What is more than that stays CEL, as it was written.

export const OPERATORS = ['>', '>=', '<', '<=', '==', '!=', 'is', 'not'] as const;
export type Operator = (typeof OPERATORS)[number];
export type Value = string | number | boolean;

export interface Comparison {
  readonly of: 'entity' | 'derived';
  readonly name: string;
  readonly operator: Operator;
  /** Not looked at with `is` and `not`, which ask for true and false. */
  readonly value: Value;
}

export interface Comparisons {
  readonly join: '&&' | '||';
  readonly list: readonly Comparison[];
}

const TOKEN = /\s*(?:([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|("(?:[^"\\]|\\.)*"|'[^'\\]*')|(&&|\|\||[<>=!]=|[<>!.]))/y;
const LITERALS: Readonly<Record<string, Value>> = { true: true, false: false };

function tokens(cel: string): readonly string[] | null {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  const end = cel.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(cel);
    if (!match) return null;
    found.push(match[0].trim());
  }
  return found;
}

function textOf(quoted: string): string | null {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    // CEL has escapes that JSON has not.
    return null;
  }
}

function valueOf(token: string | undefined): Value | null {
  if (token === undefined) return null;
  if (token in LITERALS) return LITERALS[token] ?? null;
  if (/^["']/.test(token)) return textOf(token);
  return /^-?\d/.test(token) ? Number(token) : null;
}

function operatorOf(token: string | undefined): Operator | undefined {
  return OPERATORS.find((each) => each === token && each !== 'is' && each !== 'not');
}

class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  private take(): string | undefined {
    return this.tokens[this.at++];
  }

  isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  join(): '&&' | '||' | null {
    const token = this.take();
    return token === '&&' || token === '||' ? token : null;
  }

  comparison(): Comparison | null {
    const isNot = this.tokens[this.at] === '!';
    if (isNot) this.at++;
    const of = this.take();
    const dot = this.take();
    const name = this.take();
    if ((of !== 'entity' && of !== 'derived') || dot !== '.' || !/^[A-Za-z_]\w*$/.test(name ?? '')) return null;
    const operator = operatorOf(this.tokens[this.at]);
    if (isNot || operator === undefined) {
      if (isNot && operator !== undefined) return null;
      return { of, name: name ?? '', operator: isNot ? 'not' : 'is', value: true };
    }
    this.at++;
    const value = valueOf(this.take());
    return value === null ? null : { of, name: name ?? '', operator, value };
  }
}

/** Null when a form cannot show it. */
export function readComparisons(cel: string): Comparisons | null {
  const read = tokens(cel);
  if (!read || read.length === 0) return null;
  const reader = new Reader(read);
  const list: Comparison[] = [];
  const joins = new Set<'&&' | '||'>();
  for (;;) {
    const one = reader.comparison();
    if (!one) return null;
    list.push(one);
    if (reader.isAtEnd()) break;
    const join = reader.join();
    if (!join) return null;
    joins.add(join);
  }
  return joins.size > 1 ? null : { join: [...joins][0] ?? '&&', list };
}

function written(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function one({ of, name, operator, value }: Comparison): string {
  if (operator === 'is') return `${of}.${name}`;
  if (operator === 'not') return `!${of}.${name}`;
  return `${of}.${name} ${operator} ${written(value)}`;
}

export function writeComparisons({ join, list }: Comparisons): string {
  return list.map(one).join(` ${join} `);
}

/** What a person typed as a value: a number or true or false where it is one, else text. */
export function typedValue(typed: string): Value {
  const bare = typed.trim();
  if (bare in LITERALS) return bare === 'true';
  return bare !== '' && Number.isFinite(Number(bare)) && /^-?\d/.test(bare) ? Number(bare) : typed;
}
