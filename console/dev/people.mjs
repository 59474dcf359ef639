// A stand-in for sign-in, people, organisation, keys and audit, for working on those pages alone.
//
//   PEOPLE=1 node dev/stub.mjs
//
// Everything is made up and kept in memory. Passwords are `wutong-trial`, second factors take any
// six digits but 000000, the set-up token is `first`. Who signs in as `expired` is signed out after
// three requests.
import { randomUUID } from 'node:crypto';

const PASSWORD = 'wutong-trial';
const text = (zh, en) => ({ zh, en });
const problem = (status, code, title, detail = '') => [status, { status, code, title, detail, type: `/problems/${code}` }];
const day = 86_400_000;
const at = (days) => new Date(Date.now() + days * day).toISOString();

const role = (id, zh, en, opens, administration) => ({ id, name: text(zh, en), opens: opens.map((each) => ({ permission: each, name: text(each, each) })), reads: { all: opens.includes('READ_CONTEXT'), types: [] }, writes: { all: false, types: [] }, clear: { sensitivity: 'internal', name: text('内部', 'Internal') }, ...(administration ? { administration: text(administration, administration) } : {}) });
const roles = [
  role('system-admin', '系统管理员', 'System administrator', ['OPERATE', 'MANAGE_ACCOUNTS'], 'SYSTEM'),
  role('security-admin', '安全管理员', 'Security administrator', ['GRANT_ROLES', 'MANAGE_KEYS'], 'SECURITY'),
  role('audit-admin', '审计管理员', 'Audit administrator', ['READ_AUDIT'], 'AUDIT'),
  role('privacy-officer', '个人信息保护负责人', 'Privacy officer', ['EXERCISE_RIGHTS']),
  role('duty-officer', '值班员', 'Duty officer', ['READ_CONTEXT', 'LIFT_MASKS', 'ACKNOWLEDGE_ALERTS', 'READ_CASES', 'OPEN_CASES', 'WORK_ON_CASES', 'READ_INDICES']),
  role('handler', '经办人', 'Handler', ['READ_CONTEXT', 'READ_CASES', 'WORK_ON_CASES', 'READ_INDICES']),
  role('leader', '领导', 'Leader', ['READ_CONTEXT', 'READ_CASES', 'READ_INDICES']),
  role('resident', '居民', 'Resident', []),
  role('environment/inspector', '环保巡查员', 'Air inspector', ['READ_CONTEXT', 'READ_CASES', 'WORK_ON_CASES']),
];

const accounts = new Map();
const grants = new Map();
const links = new Map([['first', 'set-up:security-admin']]);
const sessions = new Map();
const machines = { keys: new Map(), clients: new Map() };
const kept = { departments: new Map(), posts: new Map(), duties: new Map() };
const audit = [];

function told(actor, action, object, outcome = 'ok', why = '') {
  audit.unshift({ number: audit.length + 1, at: new Date().toISOString(), actor, tenant: 'default', action, object, why, outcome, hash: randomUUID().replaceAll('-', '').repeat(2) });
}

function account(name, displayName, held = [], more = {}) {
  const made = { id: randomUUID(), name, displayName, state: 'active', secondFactor: false, madeAt: at(-30), ...more };
  accounts.set(made.id, { ...made, password: PASSWORD });
  for (const id of held) grant(made.id, id);
  return made.id;
}

function grant(of, id, area = '*', until = null) {
  const made = { id: randomUUID(), account: of, role: id, name: roles.find((r) => r.id === id).name, tenant: 'default', area, until };
  grants.set(made.id, made);
  return made;
}

function keep(kind, made) {
  const id = randomUUID();
  kept[kind].set(id, { id, ...made });
  return id;
}

function begin() {
  account('system', '沈建国', ['system-admin']);
  account('security', '陆晓梅', ['security-admin'], { secondFactor: true });
  account('auditor', '钱文', ['audit-admin']);
  const centre = keep('departments', { name: text('城市运行中心', 'Operations centre'), parent: null, area: '330400' });
  const hall = keep('departments', { name: text('值班室', 'Duty room'), parent: centre, area: null });
  keep('departments', { name: text('生态环境局', 'Environment bureau'), parent: null, area: '330400' });
  const post = keep('posts', { name: text('总值班', 'Chief on duty'), department: hall, area: null });
  keep('posts', { name: text('预警席', 'Alert desk'), department: hall, area: null });
  const officer = account('duty', '张海燕', [], { department: hall, post });
  grant(officer, 'duty-officer', '330400', at(9));
  account('leader', '欧阳明', ['leader']);
  account('nobody', '何新', []);
  account('locked', '许可', ['handler'], { state: 'locked' });
  account('invited', '马一鸣', [], { state: 'invited' });
  account('expired', '夏短', ['duty-officer']);
  for (let i = 1; i <= 60; i++) account(`handler${i}`, `经办人${i}号`, ['handler']);
  for (let i = -2; i < 5; i++) keep('duties', { post, account: officer, from: at(i), to: at(i + 0.5) });
  machines.keys.set('k1', { id: randomUUID(), name: '空气质量网关', role: 'environment/inspector', tenant: 'default', area: '*', until: at(6), madeAt: at(-80) });
  for (let i = 0; i < 140; i++) told(`person:${officer}`, ['account.sign-in', 'context.read', 'mask.lift', 'case.act'][i % 4], `urn:ngsi-ld:Case:${i}`, i % 9 ? 'ok' : 'auth.sign-in-wrong', i % 4 === 2 ? '核实案件 2026-000012 的联系电话' : '');
}
begin();

const areas = [['330000', '浙江省', 'Zhejiang', null], ['330400', '嘉兴市', 'Jiaxing', '330000'], ['330402', '南湖区', 'Nanhu', '330400'], ['330483', '桐乡市', 'Tongxiang', '330400'], ['330483103', '乌镇镇', 'Wuzhen', '330483'], ['330483103201', '浙桥村', 'Zheqiao village', '330483103']]
  .map(([code, zh, en, parent]) => ({ code, name: text(zh, en), parent, aliases: code === '330483103' ? ['WZ-01'] : [], added: code.length > 9 }));
const path = (area) => (area ? [...path(areas.find((a) => a.code === area.parent)), { code: area.code, name: area.name }] : []);
const shownArea = (area) => ({ ...area, path: path(area), children: areas.filter((a) => a.parent === area.code).length });

// --- sessions --------------------------------------------------------------------------------------

function sessionOf(request) {
  const id = /wutong-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  return id ? sessions.get(id) : undefined;
}

const heldBy = (id) => [...grants.values()].filter((g) => g.account === id);
const shown = ({ password, ...rest }) => rest;

function whole(session) {
  if (!session) return { state: 'signed-out', access: 'sign-in', account: null, tenant: 'default', permissions: [], roles: [], oidc: { name: text('浙政钉', 'Zhezhengding') } };
  const who = accounts.get(session.actingAs ?? session.account);
  const isIn = session.state === 'signed-in';
  const held = isIn ? heldBy(who.id) : [];
  const opens = held.flatMap((g) => roles.find((r) => r.id === g.role).opens.map((each) => each.permission));
  return { state: session.state, access: 'sign-in', account: { id: who.id, name: who.name, displayName: who.displayName }, tenant: 'default', permissions: [...new Set(opens)], roles: held.map(({ role: id, name, tenant, area, until }) => ({ role: id, name, tenant, area, until })), csrf: session.csrf, ...(session.actingAs ? { acting: true } : {}), ...(process.env.SAMPLES ? { sampleRoles: roles.map((r) => ({ role: r.id, name: r.name })) } : {}) };
}

function enter(session) {
  const id = randomUUID();
  for (const [old, each] of sessions) if (each === session) sessions.delete(old);
  session.csrf = randomUUID();
  sessions.set(id, session);
  return [200, whole(session), { 'Set-Cookie': `wutong-session=${id}; Path=/; HttpOnly; SameSite=Strict` }];
}

function signIn({ name, password }) {
  const who = [...accounts.values()].find((a) => a.name === name && a.password === password && a.state === 'active');
  if (!who) return problem(401, 'auth.sign-in-wrong', 'Name or password is wrong.');
  const needs = who.secondFactor ? 'second-factor-needed' : who.name.startsWith('new') && heldBy(who.id).some((g) => g.role.endsWith('-admin')) ? 'second-factor-setup-needed' : 'signed-in';
  told(`person:${who.id}`, 'account.sign-in', needs);
  return enter({ account: who.id, state: needs, left: name === 'expired' ? 25 : Infinity, startedAt: at(0), usedAt: at(0), address: '10.20.0.0/16', agent: 'Chromium' });
}

function signOut(session) {
  for (const [id, each] of sessions) if (each === session) sessions.delete(id);
  return [204, undefined, { 'Set-Cookie': 'wutong-session=; Path=/; Max-Age=0' }];
}

function setUp(asked) {
  const [kind, wanted] = (links.get(asked.token) ?? '').split(':');
  if (kind !== 'set-up') return problem(403, 'auth.link-wrong', 'This link is unknown, was used or is over.');
  links.delete(asked.token);
  const id = account(asked.name, asked.displayName, [wanted]);
  accounts.get(id).password = asked.password;
  if (wanted !== 'security-admin') return [201, { account: shown(accounts.get(id)) }];
  links.set('second', 'set-up:system-admin');
  return [201, { account: shown(accounts.get(id)), next: { role: 'system-admin', token: 'second' } }];
}

const codes = () => ({ recoveryCodes: Array.from({ length: 10 }, () => randomUUID().slice(0, 13)) });

function own(route, session, asked) {
  const who = accounts.get(session.account);
  switch (route) {
    case 'GET /api/account':
      return [200, shown(who)];
    case 'PATCH /api/account':
      Object.assign(who, asked);
      return [204];
    case 'POST /api/account/password':
      if (asked.old !== who.password) return problem(403, 'auth.password-wrong', 'That is not the password of now.');
      who.password = asked.new;
      return enter(session);
    case 'POST /api/account/second-factor':
      return [200, { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: `otpauth://totp/Wutong:${who.name}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Wutong` }];
    case 'POST /api/account/second-factor/confirm':
      if (asked.code === '000000') return problem(401, 'auth.code-wrong', 'The code is wrong or was used.');
      who.secondFactor = true;
      session.state = 'signed-in';
      return [200, codes(), enter(session)[2]];
    case 'DELETE /api/account/second-factor':
      who.secondFactor = false;
      return enter(session);
    case 'POST /api/account/recovery-codes':
      return [200, codes()];
    case 'POST /api/account/support-consent':
      who.consent = Date.now() + asked.minutes * 60_000;
      return [200, { until: new Date(who.consent).toISOString() }];
    case 'GET /api/sessions':
      return [200, [...sessions.values()].filter((s) => s.account === who.id).map((s) => ({ startedAt: s.startedAt, usedAt: s.usedAt, address: s.address, agent: s.agent, current: s === session }))];
    default:
      return null;
  }
}

// --- people and machines ----------------------------------------------------------------------------

function onAccount(method, id, more, asked) {
  const who = accounts.get(id);
  if (!who) return problem(404, 'auth.account-unknown', `There is no account ${id}.`);
  if (method === 'GET' && more === 'grants') return [200, heldBy(id)];
  if (method === 'GET') return [200, shown(who)];
  if (more === 'reset') {
    const token = randomUUID();
    links.set(token, `account:${id}`);
    return [200, { token }];
  }
  if (method === 'DELETE') {
    who.state = 'closed';
    for (const held of heldBy(id)) grants.delete(held.id);
  } else {
    const { locked, ...rest } = asked;
    Object.assign(who, rest, locked === undefined ? {} : { state: locked ? 'locked' : 'active' });
  }
  return [204];
}

function onAccounts(method, url, asked) {
  if (method === 'GET') {
    const q = url.searchParams.get('q') ?? '';
    const found = [...accounts.values()].filter((a) => a.name.includes(q) || a.displayName.includes(q));
    const offset = Number(url.searchParams.get('offset') ?? 0);
    return [200, { total: found.length, accounts: found.slice(offset, offset + Number(url.searchParams.get('limit') ?? 100)).map(shown) }];
  }
  if ([...accounts.values()].some((a) => a.name === asked.name)) return problem(409, 'auth.name-taken', 'There is, or was, an account with this name.');
  const id = account(asked.name, asked.displayName, [], { ...asked, state: 'invited' });
  const token = randomUUID();
  links.set(token, `account:${id}`);
  return [201, { account: shown(accounts.get(id)), token }];
}

function onGrants(method, id, asked) {
  if (method === 'DELETE') return grants.delete(id) ? [204] : problem(404, 'auth.grant-unknown', 'There is no such grant.');
  const of = (r) => roles.find((each) => each.id === r)?.administration?.en;
  const other = heldBy(asked.account).map((g) => of(g.role)).find((a) => a && of(asked.role) && a !== of(asked.role));
  if (other) return problem(409, 'auth.two-administrations', '任何人不得同时持有两类管理角色。', `The account holds a role of ${other}.`);
  return [201, grant(asked.account, asked.role, asked.area, asked.until ?? null)];
}

function onMachines(kind, method, id, more, asked) {
  const all = machines[kind];
  if (method === 'GET') return [200, [...all.values()]];
  if (more === 'rotate') return [200, { ...all.get(id), secret: `wt_${randomUUID()}` }];
  if (method === 'DELETE') return all.delete(id) ? [204] : problem(404, 'auth.key-unknown', 'There is no such key.');
  const made = { id: randomUUID(), ...asked, madeAt: at(0) };
  all.set(made.id, made);
  return [201, { ...made, secret: `wt_${randomUUID()}` }];
}

function onKept(kind, method, id, asked) {
  const all = kept[kind];
  if (method === 'GET') return [200, { total: all.size, [kind]: [...all.values()] }];
  if (method === 'DELETE') return all.delete(id) ? [204] : problem(404, 'organisation.unknown', 'There is none.');
  const made = method === 'POST' ? keep(kind, asked) : id;
  all.set(made, { ...all.get(made), ...asked });
  return [method === 'POST' ? 201 : 200, all.get(made)];
}

function onAreas(url, code) {
  if (code) return [200, shownArea(areas.find((a) => a.code === code) ?? areas[0])];
  const [q, parent] = [url.searchParams.get('q'), url.searchParams.get('parent')];
  const found = q ? areas.filter((a) => a.name.zh.includes(q) || a.name.en.toLowerCase().includes(q) || a.code.startsWith(q)) : areas.filter((a) => a.parent === parent);
  return [200, { total: found.length, areas: found.map(shownArea) }];
}

function onAudit(route, url) {
  if (route.endsWith('/verification')) return [200, process.env.TAMPERED ? { sound: false, number: 77, kind: 'CHANGED', text: text('内容与其哈希值不符', 'its content is not what its hash says') } : { sound: true, entries: audit.length, head: audit[0].hash }];
  const before = Number(url.searchParams.get('before') ?? Infinity);
  const matching = audit.filter((e) => e.number < before && ['actor', 'action'].every((n) => !url.searchParams.get(n) || e[n] === url.searchParams.get(n)) && e.object.includes(url.searchParams.get('object') ?? ''));
  if (route.endsWith('/export')) return [200, Buffer.from(matching.map((e) => JSON.stringify(e)).join('\n')), undefined, 'application/x-ndjson'];
  const entries = matching.slice(0, Number(url.searchParams.get('limit') ?? 100));
  return [200, { entries, next: entries.length < matching.length ? entries.at(-1).number : null }];
}

/** An answer [status, body, headers, type]; null where the path is none of these. */
export function people(request, path, url, bytes) {
  const asked = bytes.length > 0 && String(request.headers['content-type']).includes('json') ? JSON.parse(bytes) : {};
  const route = `${request.method} ${path}`;
  const session = sessionOf(request);
  const [, , kind, id, more] = path.split('/').map(decodeURIComponent);
  if (route === 'GET /api/session') return [200, whole(session)];
  if (route === 'POST /api/session') return signIn(asked);
  if (route === 'POST /api/set-up') return setUp(asked);
  if (route === 'POST /api/account/link') {
    const [what, of] = (links.get(asked.token) ?? '').split(':');
    if (what !== 'account') return problem(403, 'auth.link-wrong', 'This link is unknown, was used or is over.');
    links.delete(asked.token);
    Object.assign(accounts.get(of), { password: asked.password, state: 'active' });
    return [204];
  }
  if (session && --session.left < 0) signOut(session);
  if (!sessionOf(request)) return problem(401, 'http.sign-in-needed', '请先登录。', 'Sign in first.');
  if (!['GET', 'HEAD'].includes(request.method) && request.headers['wutong-csrf'] !== session.csrf) return problem(403, 'auth.csrf', 'The header Wutong-CSRF is wrong.');
  if (route === 'POST /api/session/second-factor') {
    if (asked.code === '000000') return problem(401, 'auth.code-wrong', 'The code is wrong or was used.');
    session.state = 'signed-in';
    return enter(session);
  }
  if (route === 'DELETE /api/session' || route === 'DELETE /api/sessions') return signOut(session);
  if (route === 'POST /api/session/act-as') {
    if (!(accounts.get(asked.account)?.consent > Date.now())) return problem(403, 'auth.no-consent', '对方未同意代为操作，或同意已过期。');
    session.actingAs = asked.account;
    return enter(session);
  }
  if (route === 'POST /api/session/sample-role') {
    const who = [...accounts.values()].find((a) => heldBy(a.id).some((g) => g.role === asked.role));
    session.account = who?.id ?? session.account;
    return enter(session);
  }
  if (path === '/api/account' || path.startsWith('/api/account/') || path === '/api/sessions') return own(route, session, asked);
  if (session.state !== 'signed-in') return problem(401, 'http.sign-in-needed', '请先登录。');
  if (route === 'GET /api/roles') return [200, roles];
  if (kind === 'accounts') return id ? onAccount(request.method, id, more, asked) : onAccounts(request.method, url, asked);
  if (kind === 'grants') return onGrants(request.method, id, asked);
  if (kind === 'keys' || kind === 'clients') return onMachines(kind, request.method, id, more, asked);
  if (kind === 'areas') return onAreas(url, id);
  if (kind in kept) return onKept(kind, request.method, id, asked);
  if (kind === 'audit') return onAudit(route, url);
  return null;
}

const visit = { id: 'urn:ngsi-ld:Visit:1', type: 'Visit', name: { value: '张**' }, phone: { value: '138****1234' }, purpose: { value: '助老探访' }, visitedAt: { value: '2026-11-20T01:00:00Z' } };

/** A masked entity, which the header Wutong-Purpose shows in clear. */
export function maskedEntity(request, path) {
  if (path === '/ngsi-ld/v1/types') return [200, { typeList: ['Visit'] }];
  if (path === '/ngsi-ld/v1/entities') return [200, [visit], { 'NGSILD-Results-Count': '1' }];
  if (path !== `/ngsi-ld/v1/entities/${encodeURIComponent(visit.id)}`) return null;
  const why = request.headers['wutong-purpose'];
  return [200, why ? { ...visit, name: { value: '张海燕' }, phone: { value: '13812341234' } } : visit];
}
