import { expect, test } from 'vitest';
import { EventParser } from './stream';

test('an event comes out when its empty line has come, however it was cut', () => {
  const parser = new EventParser();
  const text = 'id: 7\nevent: change\ndata: {"a":\ndata: 1}\n\n';
  const events = [...text].flatMap((letter) => parser.take(letter));
  expect(events).toEqual([{ id: '7', name: 'change', data: '{"a":\n1}' }]);
});

test('comments are a sign of life and no event', () => {
  expect(new EventParser().take(': alive\n\n: alive\n\n')).toEqual([]);
});

test('lines may end in CR LF, cut between the two', () => {
  const parser = new EventParser();
  expect(parser.take('data: x\r')).toEqual([]);
  expect(parser.take('\n\r\n')).toEqual([{ id: '', name: 'message', data: 'x' }]);
});

test('the id stays for events that bring none', () => {
  const parser = new EventParser();
  const [first, second] = parser.take('id: 1\ndata: a\n\ndata: b\n\n');
  expect([first?.id, second?.id]).toEqual(['1', '1']);
});
