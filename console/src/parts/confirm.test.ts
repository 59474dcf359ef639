import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { i18n } from '../words';
import ConfirmDialog from './ConfirmDialog.vue';

test('a question before something grave says what it is about', async () => {
  const props = { show: true, title: 'Remove', text: 'Two rules use it', action: 'Yes', typed: 'lake', work: () => Promise.resolve() };
  const dialog = mount(ConfirmDialog, { props, global: { plugins: [i18n] }, attachTo: document.body });
  await dialog.vm.$nextTick();
  expect(document.body.textContent).toContain('Two rules use it');
  dialog.unmount();
});
