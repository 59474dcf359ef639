import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { type RuleDraft, useRuleDraft } from './ruleDraft';

const MISTAKE = { line: 4, column: 7, problem: { zh: '错', en: 'wrong' }, remedy: { zh: '改', en: 'mend' } };
const SOURCE = 'rule: a\nname: {zh: 一, en: one}\nwatch: T\nwhen: entity.x > 1 # why\n';

let sent: string[] = [];
let answer: unknown = { mistakes: [] };

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)).source as string);
    return Promise.resolve(new Response(JSON.stringify(answer), { status: 200 }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function written(): RuleDraft {
  let draft: RuleDraft | undefined;
  mount(defineComponent({ setup: () => ((draft = useRuleDraft(() => 's')), () => h('div')) }));
  if (!draft) throw new Error('not set up');
  return draft;
}

test('a rule is checked once somebody stops typing, and not at each key', async () => {
  const draft = written();
  for (const end of ['', '#', '# a']) {
    draft.source.value = SOURCE + end;
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toEqual([`${SOURCE}# a`]);
  expect(draft.isChecked.value).toBe(true);
});

test('what was found is of the text as it stands', async () => {
  answer = { mistakes: [MISTAKE] };
  const draft = written();
  draft.source.value = SOURCE;
  await vi.advanceTimersByTimeAsync(1000);
  expect(draft.mistakes.value).toEqual([MISTAKE]);
  draft.change({ when: 'entity.x > 2' });
  await vi.advanceTimersByTimeAsync(10);
  expect(draft.isChecked.value).toBe(false);
  expect(draft.source.value).toContain('when: entity.x > 2 # why\n');
});

test('while the YAML cannot be read the form changes nothing', () => {
  const draft = written();
  draft.source.value = 'rule: [';
  draft.change({ rule: 'b' });
  expect(draft.read.value).toBeNull();
  expect(draft.source.value).toBe('rule: [');
});
