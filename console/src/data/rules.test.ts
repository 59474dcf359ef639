import { describe, expect, test } from 'vitest';
import { readComparisons, typedValue, writeComparisons } from './comparisons';
import { amountOf, lengthOf, writeAmount } from './durations';
import { Problem } from './http';
import { lineDiff } from './lineDiff';
import { type Figure, DAYS, EMPTY_RULE, FIGURES, KINDS, NO_FIGURE, PLACES, type Phase, type RuleForm, TELLINGS, isRelation, nameFrom, placeholders, readRule, writeRule } from './ruleForm';
import { type RuleSummary, arranged, mistakesOf, precisionOf, rulePath } from './rules';
import { type TriedAlert, compared, countOf, lanes } from './trials';

const SAMPLES = 400;

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TEXTS = ['a', '空气污染', 'yes', '12', '1.0', 'null', '#no comment', '{name}: {aqi} > 100', 'x: y', '- item', "it's", 'say "so"', 'two\nlines', ' spaces ', '~', '0x1F', '& anchor', '*', '%', '@', '`', 'a # b', '[]', '1e3', 'true', '\ttab', '😀', '2020-01-01', 'long '.repeat(60)];
const LENGTHS = ['', '90m', '2h', '1h30m', 'PT2H', '3d'];
const CONDITIONS = ['entity.aqi > 100', 'entity.door == "open"', 'derived.x > 1 ? true : false', '!entity.flag && entity.b != \'c\'', 'a: b # c'];

class Samples {
  constructor(private readonly next: () => number) {}
  of<T>(all: readonly T[]): T {
    return all[Math.floor(this.next() * all.length)] as T;
  }
  list<T>(least: number, most: number, make: (i: number) => T): T[] {
    return Array.from({ length: least + Math.floor(this.next() * (most - least + 1)) }, (_, i) => make(i));
  }
  words() {
    return { zh: this.of(TEXTS), en: this.of(TEXTS) };
  }
  figure(i: number): Figure {
    const kind = this.of(FIGURES);
    const named = { ...NO_FIGURE, name: `f${i}`, kind, attribute: this.of(TEXTS) };
    if (kind === 'before') return named;
    if (kind === 'linked') return { ...named, by: 'refRoad', where: this.of(CONDITIONS), tell: this.of(TELLINGS) };
    if (isRelation(kind)) {
      const placeKind = this.of(PLACES);
      const place = { area: '330483', entity: 'urn:ngsi-ld:GeoFence:a', point: '120.5, -30.25', polygon: '120, 30\n121, 30\n121, 31\n120, 30' }[placeKind];
      return { ...named, attribute: this.of(['', 'place']), placeKind, place };
    }
    const span = this.of(['over', 'each'] as const);
    return { ...named, span, length: this.of(LENGTHS.slice(1)), lateness: span === 'each' ? this.of(LENGTHS) : '', least: this.of(['', '1', '12']) };
  }
  phase(i: number, isLast: boolean): Phase {
    return { when: this.of(CONDITIONS), absent: isLast && this.next() < 0.5, within: i === 0 ? '' : this.of(LENGTHS.slice(1)), unless: i === 0 ? '' : this.of(['', ...CONDITIONS]) };
  }
  form(): RuleForm {
    const kind = this.of(KINDS);
    const own: Partial<RuleForm> = {
      when: { when: this.of(CONDITIONS), for: this.of(LENGTHS), clear: this.of(['', ...CONDITIONS]), derive: this.list(0, 3, (i) => this.figure(i)), during: this.of([null, { days: [], hours: '22:00-06:00' }, { days: DAYS.slice(0, 5), hours: '' }]) },
      absent: { absent: this.of(LENGTHS.slice(1)), othersReport: this.next() < 0.5 },
      unchanged: { unchanged: this.list(1, 4, (i) => `a${i}`), unchangedFor: this.of(LENGTHS.slice(1)) },
      sequence: { sequence: this.list(2, 5, (i) => i).map((i, _, all) => this.phase(i, i === all.length - 1)), clear: this.of(['', ...CONDITIONS]) },
    }[kind];
    return {
      ...EMPTY_RULE, kind, ...own, rule: this.of(['a', 'air-bad', 'x1']), doubts: this.list(0, 3, (i) => `a${i}`), name: this.words(), watch: 'Air', fresh: this.of(LENGTHS),
      severity: this.of(['low', 'high']), category: this.of(TEXTS), subCategory: this.of(TEXTS), text: this.words(), caseType: this.of(['', 'environment/x']),
    };
  }
}

const COMMENTED = `# above
rule: air-quality-unhealthy
name: {zh: 空气污染, en: Unhealthy air}
watch: AirQualityObserved
when: entity.aqi > 100
for: 2h   # so that one bad hour is none
fresh: 90m                # values come each hour
clear: entity.aqi <= 90
flap: {more: than, the: form}
alert:
  severity: high
  category: environment
  subCategory: airPollution
  tone: loud   # of a later day
  text:
    zh: "{name} {aqi}"
    en: "{name} is {aqi}"
case: air-pollution
`;

describe('a rule', () => {
  test('is the same after it was written and read, whatever is in it', () => {
    const samples = new Samples(chance(20261123));
    for (let i = 0; i < SAMPLES; i++) {
      const form = samples.form();
      const source = writeRule(form, '');
      expect(readRule(source), source).toEqual({ form, beyond: [] });
      expect(writeRule(form, source), 'nothing changed').toBe(source);
    }
  });

  test('becomes any other by the form, with nothing left of what it was', () => {
    const samples = new Samples(chance(7));
    let source = writeRule(samples.form(), '');
    for (let i = 0; i < SAMPLES; i++) {
      const form = samples.form();
      source = writeRule(form, source);
      expect(readRule(source), source).toEqual({ form, beyond: [] });
    }
  });

  test('keeps comments, order and what the form does not know', () => {
    const read = readRule(COMMENTED);
    expect(read?.beyond.toSorted()).toEqual(['alert.tone', 'flap']);
    if (!read) return;
    expect(writeRule(read.form, COMMENTED)).toBe(COMMENTED);
    const changed = writeRule({ ...read.form, when: 'entity.aqi > 120', severity: 'critical', caseType: '' }, COMMENTED);
    const lines = changed.split('\n');
    expect(lines[0]).toBe('# above');
    expect(changed).toContain('when: entity.aqi > 120\n');
    expect(changed).toContain('# so that one bad hour is none');
    expect(changed).toContain('flap: {more: than, the: form}');
    expect(changed).toContain('tone: loud # of a later day');
    expect(changed).not.toContain('case:');
    expect(lineDiff(COMMENTED, changed).filter((each) => each.kind === 'added').map((each) => each.text.replace(/\s+#.*/, ''))).toContain('when: entity.aqi > 120');
  });

  test('may doubt one attribute, written by itself, or several', () => {
    const source = COMMENTED.replace('clear: entity.aqi <= 90\n', 'clear: entity.aqi <= 90\ndoubts: aqi   # and no other\n');
    const read = readRule(source);
    expect(read?.form.doubts).toEqual(['aqi']);
    if (!read) return;
    expect(writeRule({ ...read.form, severity: 'low' }, source)).toContain('doubts: aqi # and no other\n');
    expect(writeRule({ ...read.form, doubts: ['aqi', 'pm25'] }, source)).toContain('doubts: [aqi, pm25]');
    expect(writeRule({ ...read.form, doubts: [] }, source)).not.toContain('doubts');
    const odd = readRule(source.replace('doubts: aqi', 'doubts: {aqi: 1}'));
    expect(odd?.beyond).toContain('doubts');
  });

  test('that is begun empty is filled without quotes that nobody needs', () => {
    const begun = writeRule(EMPTY_RULE, '');
    expect(writeRule({ ...EMPTY_RULE, rule: 'a', name: { zh: '一', en: 'one' } }, begun)).toContain('rule: a\nname: {zh: 一, en: one}\n');
  });

  test('whose condition the form does not know keeps it', () => {
    const source = 'rule: a\nname: {zh: 一, en: one}\nwatch: T\ninside: {area: urn:x, for: 5m}\nwhile: driving\nalert: {severity: low, category: c, subCategory: s, text: {zh: 一, en: one}}\n';
    const read = readRule(source);
    expect(read?.form.kind).toBe('other');
    expect(read?.beyond).toContain('inside');
    if (!read) return;
    const changed = writeRule({ ...read.form, severity: 'high' }, source);
    expect(changed).toContain('inside: {area: urn:x, for: 5m}\nwhile: driving\n');
    expect(changed).toContain('severity: high');
  });

  test('with a figure of a shape that the form does not know is left alone as a whole', () => {
    const source = 'rule: a\nwatch: T\nderive: {x: {avg: pm25, over: 1h, weighed: true}}\nwhen: derived.x > 1\n';
    expect(readRule(source)?.form.kind).toBe('other');
  });

  test('tells of places and of others as the scenarios write it', () => {
    const source = `rule: a
watch: T
derive:
  inside: {within: {area: "330483"}}
  came: {entered: {entity: urn:ngsi-ld:GeoFence:school}, of: place}
  gone: {left: {polygon: [[120.1, 30.1], [120.2, 30.1], [120.2, 30.2], [120.1, 30.1]]}}
  wet: {linked: RoadSensor, by: refRoad, where: entity.wet == true, tell: share}
when: derived.came || derived.wet > 0.5
during: {days: [workdays]}
`;
    const read = readRule(source);
    expect(read?.form.derive.map((each) => each.place)).toEqual(['330483', 'urn:ngsi-ld:GeoFence:school', '120.1, 30.1\n120.2, 30.1\n120.2, 30.2\n120.1, 30.1', '']);
    if (!read) return;
    const derive = read.form.derive.map((each) => (each.name === 'came' ? { ...each, place: 'urn:ngsi-ld:GeoFence:lake' } : each));
    const changed = writeRule({ ...read.form, derive }, source);
    expect(changed).toContain(source.slice(source.indexOf('derive:'), source.indexOf('when:')).replace('school', 'lake'));
  });

  test('that is no YAML has no form', () => {
    for (const source of ['a: b: c', '- a\n- b', 'text', '', 'a: [']) expect(readRule(source), source).toBeNull();
  });

  test('names the attributes that its alert speaks of', () => {
    expect(placeholders({ zh: '{name} {aqi}', en: '{aqi} and {}' })).toEqual(['name', 'aqi', '']);
  });

  test('is called by a name that the server takes', () => {
    expect(nameFrom('PM2.5 above 75!')).toBe('pm2-5-above-75');
    expect(nameFrom('24 hours')).toBe('hours');
    expect(nameFrom('空气')).toBe('');
  });
});

describe('a condition', () => {
  test('of comparisons is rows', () => {
    expect(readComparisons('entity.aqi > 100 && derived.mean<=-1.5')).toEqual({
      join: '&&',
      list: [{ of: 'entity', name: 'aqi', operator: '>', value: 100 }, { of: 'derived', name: 'mean', operator: '<=', value: -1.5 }],
    });
    expect(readComparisons('entity.open || !entity.shut')?.list.map((each) => each.operator)).toEqual(['is', 'not']);
    expect(readComparisons(`entity.door == 'open'`)?.list[0]?.value).toBe('open');
  });

  test('that is more than rows is none', () => {
    for (const cel of ['', 'true', 'entity.a > 1 && entity.b > 1 || entity.c > 1', '(entity.a > 1)', 'entity.a + 1 > 2', 'entity.a > entity.b', 'entity.a.b > 1', '!entity.a > 1', 'entity.a >', 'size(entity.a) > 1', 'entity.a > 1 &&', 'entity["a"] > 1']) {
      expect(readComparisons(cel), cel).toBeNull();
    }
  });

  test('is read as it was written', () => {
    const samples = new Samples(chance(3));
    for (let i = 0; i < SAMPLES; i++) {
      const list = samples.list(1, 4, () => {
        const operator = samples.of(['>', '>=', '<', '<=', '==', '!=', 'is', 'not'] as const);
        const value = operator === 'is' || operator === 'not' ? true : samples.of([0, -1, 1.25, 1e21, true, false, ...TEXTS]);
        return { of: samples.of(['entity', 'derived'] as const), name: samples.of(['a', 'pm25', '_x']), operator, value };
      });
      const join = list.length > 1 ? samples.of(['&&', '||'] as const) : '&&';
      expect(readComparisons(writeComparisons({ join, list }))).toEqual({ join, list });
    }
  });

  test('compares with what was typed', () => {
    expect(['12', ' -1.5 ', 'true', 'open', '', '1x', 'Infinity'].map(typedValue)).toEqual([12, -1.5, true, 'open', '', '1x', 'Infinity']);
  });
});

describe('a length of time', () => {
  test('is taken as the server takes it', () => {
    expect(['90m', '1h30m', 'PT2H', '3d', 'P1DT1S', '10s'].map(lengthOf)).toEqual([5_400_000, 5_400_000, 7_200_000, 259_200_000, 86_401_000, 10_000]);
    for (const text of ['', '0h', '5', 'h', '30m1h', '1.5h', '-1h', 'P']) expect(lengthOf(text), text).toBeNull();
  });

  test('is a number of the largest unit', () => {
    expect(['1h30m', '48h', '60s'].map(amountOf)).toEqual([{ count: 90, unit: 'm' }, { count: 2, unit: 'd' }, { count: 1, unit: 'm' }]);
    expect(writeAmount({ count: 90, unit: 'm' })).toBe('90m');
  });
});

describe('a difference', () => {
  test('has a few lines around it and skips the rest', () => {
    const before = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n');
    const lines = lineDiff(before, before.replace('line 15', 'other'));
    expect(lines.map((each) => each.kind)).toEqual(['skipped', 'same', 'same', 'same', 'removed', 'added', 'same', 'same', 'same', 'skipped']);
    expect(lines.find((each) => each.kind === 'added')).toEqual({ kind: 'added', text: 'other', before: null, after: 16 });
  });

  test('is none between the same', () => {
    expect(lineDiff('a\nb', 'a\nb\n')).toEqual([]);
    expect(lineDiff('', 'a').map((each) => each.kind)).toEqual(['added']);
  });
});

function alert(entity: string, raised: number, cleared?: number): TriedAlert {
  const at = (hour: number): string => new Date(hour * 3_600_000).toISOString();
  return { entity, start: at(raised), raised: at(raised), ...(cleared === undefined ? {} : { cleared: at(cleared) }) };
}

describe('a trial', () => {
  test('says what is new and what is gone against the version in force', () => {
    const draft = [alert('a', 1, 3), alert('a', 10), alert('b', 1, 2)];
    const inForce = [alert('a', 2, 4), alert('a', 6, 7), alert('c', 1)];
    const episodes = compared(draft, inForce);
    expect(episodes.map((each) => `${each.entity} ${each.fate}`)).toEqual(['a same', 'b new', 'c gone', 'a gone', 'a new']);
    expect(countOf(episodes, 'gone')).toBe(2);
  });

  test('without a version in force is just what it raises', () => {
    expect(compared([alert('a', 1)]).map((each) => each.fate)).toEqual(['same']);
    expect(compared([alert('a', 1)], []).map((each) => each.fate)).toEqual(['new']);
  });

  test('shows the entities with the most alerts first', () => {
    const episodes = compared([alert('a', 1, 2), alert('b', 1, 2), alert('b', 3, 4), alert('c', 1, 2)]);
    expect(lanes(episodes, 2).map(([id]) => id)).toEqual(['b', 'a']);
  });
});

describe('rules', () => {
  const rule = (id: string, part: Partial<RuleSummary> = {}): RuleSummary => ({
    id, name: { zh: id, en: id }, watch: 'T', origin: 'scenario', on: true, version: 1, severity: 'low', active: 0, watched: 0, state: 'working', ...part,
  });

  test('in trouble come first, switched off ones last', () => {
    const all = [rule('s/b'), rule('s/off', { state: 'off' }), rule('s/a', { trouble: { at: '', count: 2, problem: '' } }), rule('s/bad', { state: 'isolated' })];
    expect(arranged(all, '', 'trouble', (each) => each.id).map((each) => each.id)).toEqual(['s/bad', 's/a', 's/b', 's/off']);
  });

  test('are found by name, id, type or owner', () => {
    const all = [rule('s/air', { name: { zh: '空气', en: 'Air' } }), rule('s/noise', { owner: 'Li' })];
    expect(arranged(all, '空', 'name', (each) => each.id).map((each) => each.id)).toEqual(['s/air']);
    expect(arranged(all, 'LI', 'name', (each) => each.id).map((each) => each.id)).toEqual(['s/noise']);
  });

  test('have no precision before the first alert', () => {
    expect(precisionOf({ alerts: 0, falseAlarms: 0 })).toBeNull();
    expect(precisionOf({ alerts: 4, falseAlarms: 1 })).toBe(0.75);
  });

  test('are asked for by two segments', () => {
    expect(rulePath('air/a b', '/on')).toBe('/api/rules/air/a%20b/on');
  });

  test('are refused with their mistakes', () => {
    const mistake = { line: 1, column: 2, problem: {}, remedy: {} };
    expect(mistakesOf(new Problem(400, 'rule.mistakes', '', '', { mistakes: [mistake] }))).toEqual([mistake]);
    expect(mistakesOf(new Error())).toEqual([]);
  });
});
