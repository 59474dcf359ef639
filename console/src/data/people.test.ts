import { describe, expect, test } from 'vitest';
import { type Account, stateOf } from './accounts';
import { type Area, NO_AREAS, branches, flat, graft, unfold } from './areas';
import { filterOf, parametersOf } from './audit';
import { readEntity } from './concise';
import { beginOf, dayOf, endOf, instantOf, localOf, weekOf } from './days';
import { expiryOf } from './keys';
import { hasMasks, isPurpose, purposeHeader, purposeText } from './masks';
import { type Department, type Duty, nested, touching } from './organisation';
import { PAGES, isFor, keyOf, pageOf } from './pages';
import type { Permission } from './permissions';
import { grouped, qrOf } from './qr';
import { type Role, byScenario } from './roles';
import { OPEN, type Session } from './session';

function pagesOf(...permissions: Permission[]): readonly string[] {
  const of: Session = { ...OPEN, access: 'sign-in', state: 'signed-in', permissions };
  return PAGES.filter((page) => isFor(page, of));
}

describe('navigation', () => {
  test('is empty for whoever holds nothing', () => {
    expect(pagesOf()).toEqual([]);
  });
  test('shows each of the three administrations its own pages only', () => {
    expect(pagesOf('OPERATE', 'MANAGE_ACCOUNTS')).toEqual(['scenarios', 'people', 'roles', 'organisation']);
    expect(pagesOf('GRANT_ROLES', 'MANAGE_KEYS')).toEqual(['people', 'roles', 'organisation', 'keys']);
    expect(pagesOf('READ_AUDIT')).toEqual(['roles', 'audit']);
  });
  test('shows a leader the city and nobody’s accounts', () => {
    expect(pagesOf('READ_CONTEXT', 'READ_CASES', 'READ_INDICES')).toEqual([
      'map', 'fences', 'alerts', 'cases', 'indices', 'entities', 'rules', 'scenarios', 'organisation',
    ]);
  });
  test('is as ever where nobody signs in', () => {
    expect(PAGES.filter((page) => isFor(page, OPEN))).toEqual(['map', 'fences', 'alerts', 'cases', 'notifications', 'indices', 'entities', 'rules', 'scenarios', 'personal']);
  });
  test('has a key of its own for each page, and knows a page by its path', () => {
    expect(new Set(PAGES.map(keyOf)).size).toBe(PAGES.length);
    expect(pageOf('/cases/urn:1')).toBe('cases');
    expect(pageOf('/profile')).toBeUndefined();
  });
});

describe('the tree of areas', () => {
  const area = (code: string, parent: string | null, children: number): Area => ({ code, name: { zh: code }, parent, children });
  const top = graft(NO_AREAS, [area('330000', null, 2)]);
  const read = graft(top, [area('330100', '330000', 0), area('330400', '330000', 1)], '330000');
  const shown = (tree = read) => branches(tree).map(({ area: { code }, level }) => `${level}:${code}`);

  test('shows a branch once it is unfolded', () => {
    expect(shown()).toEqual(['1:330000']);
    expect(shown(unfold(read, '330000', true))).toEqual(['1:330000', '2:330100', '2:330400']);
    expect(shown(unfold(unfold(read, '330000', true), '330000', false))).toEqual(['1:330000']);
  });
  test('says of each branch which of how many it is', () => {
    const last = branches(unfold(read, '330000', true)).at(-1);
    expect(last).toMatchObject({ position: 2, size: 2, isOpen: false });
  });
  test('waits for a branch that is not read yet', () => {
    expect(shown(unfold(unfold(read, '330000', true), '330400', true)).at(-1)).toBe('2:330400');
  });
  test('is one level of what a search found', () => {
    expect(flat([area('330483103', '330483', 0)])[0]).toMatchObject({ level: 1, size: 1 });
  });
});

describe('a QR code', () => {
  const uri = 'otpauth://totp/Wutong:duty?secret=JBSWY3DPEHPK3PXP&issuer=Wutong';
  // Squares of a path, drawn back onto a grid.
  function drawn(text: string): boolean[][] {
    const { size, path } = qrOf(text);
    const grid = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
      for (let i = 0; i < Number(width); i++) (grid[Number(y)] ?? [])[Number(x) + i] = true;
    }
    return grid;
  }
  test('has its three finders in the corners (ISO/IEC 18004, 6.3.3)', () => {
    const grid = drawn(uri);
    const end = grid.length - 7;
    const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
    for (const [x, y] of [[0, 0], [end, 0], [0, end]] as const) {
      const rows = grid.slice(y, y + 7).map((row) => row.slice(x, x + 7).map(Number).join(''));
      expect(rows).toEqual(finder);
    }
  });
  test('differs when one letter does', () => {
    expect(qrOf(uri).path).not.toBe(qrOf(`${uri}x`).path);
  });
  test('comes with the secret in groups of four', () => {
    expect(grouped('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
  });
});

describe('days of the city', () => {
  test('begin and end by its clock, wherever the reader sits', () => {
    expect(beginOf('2026-11-22')).toBe('2026-11-21T16:00:00.000Z');
    expect(endOf('2026-11-22')).toBe('2026-11-22T16:00:00.000Z');
    expect(dayOf(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  });
  test('are typed in and shown alike', () => {
    expect(localOf(instantOf('2026-11-22T08:30'))).toBe('2026-11-22T08:30');
  });
  test('make a week from Monday', () => {
    const week = weekOf(Date.parse('2026-11-22T15:59:00Z')); // Sunday, a minute before midnight
    expect(week).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
    expect(weekOf(Date.parse('2026-11-22T16:00:00Z'))[0]).toBe('2026-11-23');
  });
});

describe('a duty', () => {
  const duty = (id: string, from: string, to: string): Duty => ({ id, from, to, post: 'p', account: 'a' });
  test('touches the days that it lies in, and not the one that begins as it ends', () => {
    const night = duty('n', '2026-11-22T12:00:00Z', '2026-11-22T16:00:00Z');
    expect(touching([night], beginOf('2026-11-22'), endOf('2026-11-22'))).toHaveLength(1);
    expect(touching([night], beginOf('2026-11-23'), endOf('2026-11-23'))).toHaveLength(0);
  });
});

test('departments follow the one that they belong to, and none is lost in a circle', () => {
  const one = (id: string, parent?: string): Department => ({ id, name: id, parent });
  expect(nested([one('b', 'a'), one('a'), one('c', 'gone')]).map(([d, depth]) => `${depth}${d.id}`)).toEqual(['0a', '1b', '0c']);
});

describe('a filter of the audit log', () => {
  test('takes pseudonyms from an address, and no name', () => {
    expect(filterOf({ actor: 'person:0198-ab', action: 'mask.lift' })).toEqual({ actor: 'person:0198-ab', action: 'mask.lift' });
    expect(filterOf({ actor: '张海燕', to: 'yesterday' })).toEqual({});
    expect(filterOf({ actor: '13812341234' })).toEqual({});
  });
  test('means whole days', () => {
    const asked = parametersOf({ from: '2026-11-22', to: '2026-11-22' }, { from: beginOf, to: endOf });
    expect(asked.get('from')).toBe('2026-11-21T16:00:00.000Z');
    expect(asked.get('to')).toBe('2026-11-22T16:00:00.000Z');
  });
});

describe('a mask', () => {
  test('is seen by its stars', () => {
    expect(hasMasks(readEntity({ id: 'a', type: 'T', phone: { value: '138****1234' } }))).toBe(true);
    expect(hasMasks(readEntity({ id: 'a', type: 'T', phone: { value: '13812341234' } }))).toBe(false);
  });
  test('is lifted for a purpose of 5 to 200 characters', () => {
    expect(isPurpose('核实电话')).toBe(false);
    expect(isPurpose('核实联系电话')).toBe(true);
    expect(isPurpose(' '.repeat(9))).toBe(false);
    expect(isPurpose('长'.repeat(201))).toBe(false);
  });
  test('names its purpose in signs that a header can carry', () => {
    const header = purposeHeader('核实案件')['Wutong-Purpose'] ?? '';
    expect(() => new Headers({ header })).not.toThrow();
    expect(purposeText(header)).toBe('核实案件');
    expect(purposeText('99 % of 案件')).toBe('99 % of 案件');
  });
});

test('what ends within two weeks ends soon', () => {
  const now = Date.parse('2026-11-22T00:00:00Z');
  expect(expiryOf(null, now)).toBe('none');
  expect(expiryOf('2026-11-22T00:00:00Z', now)).toBe('past');
  expect(expiryOf('2026-12-05T00:00:00Z', now)).toBe('soon');
  expect(expiryOf('2027-01-01T00:00:00Z', now)).toBe('far');
});

test('an account’s state is told in small letters, whatever the server writes', () => {
  expect(stateOf({ state: 'LOCKED' } as Account)).toBe('locked');
  expect(stateOf({} as Account)).toBe('active');
});

test('roles stand under the scenario that declares them, Wutong’s own first', () => {
  const role = (id: string) => ({ id }) as Role;
  const groups = byScenario([role('environment/inspector'), role('leader')]);
  expect([...groups.keys()]).toEqual(['', 'environment']);
});
