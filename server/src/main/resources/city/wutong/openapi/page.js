// A page to try what /openapi describes: choose an operation, fill it in, send it, read the answer.

const WORDS = {
  zh: { skip: '跳到操作', tenant: '租户', default: '默认', download: '下载说明', other: 'English', find: '查找操作', none: '没有匹配的操作', welcome: '请在左侧选择一个操作，填写后发送。请求会真正执行。', path: '路径', query: '参数', headers: '请求头', body: '请求体', file: '文件', accept: '希望的媒体类型', type: '媒体类型', send: '发送', stop: '停止', keys: 'Ctrl+Enter 发送', copy: '复制', copied: '已复制', curl: '同样的 curl 命令', answer: '答复', answerHeaders: '答复头', empty: '（无内容）', sending: '正在发送…', failed: '请求失败：', cut: '（以下略去）', answers: '可能的答复', any: '其他', noDocument: '无法读取 /openapi：' },
  en: { skip: 'Skip to the operation', tenant: 'Tenant', default: 'default', download: 'Download', other: '中文', find: 'Find an operation', none: 'No operation matches', welcome: 'Choose an operation on the left, fill it in and send it. What is sent is really done.', path: 'Path', query: 'Parameters', headers: 'Headers', body: 'Body', file: 'File', accept: 'The media type that is wanted', type: 'Media type', send: 'Send', stop: 'Stop', keys: 'Ctrl+Enter sends', copy: 'Copy', copied: 'Copied', curl: 'The same as a curl command', answer: 'Answer', answerHeaders: 'Headers of the answer', empty: '(nothing)', sending: 'Sending…', failed: 'The request failed: ', cut: '(the rest is left out)', answers: 'Possible answers', any: 'else', noDocument: '/openapi cannot be read: ' },
};
const LONGEST = 400_000; // characters of an answer that are shown
const LANGUAGE = 'wutong.language'; // as the console keeps them
const TENANT = 'wutong.tenant';
const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const IMAGES = /^image\/(jpeg|png|webp)$/;

const kept = localStorage.getItem(LANGUAGE);
let language = kept === 'zh' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
let operations = [];
let api = {};
let sending = null;
let shownImage = '';

const $ = (id) => document.getElementById(id);
const say = (word) => WORDS[language][word];

/** An element with attributes, listeners (functions, by event) and children. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ''));
  return made;
}

/** What a reference stands for. */
function resolved(thing) {
  if (!thing?.$ref) return thing ?? {};
  return thing.$ref.slice(2).split('/').reduce((found, part) => found[part], api);
}

async function load() {
  const answer = await fetch(`/openapi.json?lang=${language}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  api = await answer.json();
  operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method, ...it, parameters: (it.parameters ?? []).map(resolved) })),
  );
}

function drawFrame() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  $('skip').textContent = say('skip');
  $('tenant-label').textContent = say('tenant');
  $('tenant').placeholder = say('default');
  $('download').textContent = say('download');
  $('download').href = `/openapi.json?lang=${language}`;
  $('language').textContent = say('other');
  $('find').placeholder = say('find');
  $('find').setAttribute('aria-label', say('find'));
}

function drawList() {
  const wanted = $('find').value.trim().toLowerCase();
  const matches = (it) => `${it.method} ${it.path} ${it.operationId} ${it.summary}`.toLowerCase().includes(wanted);
  const groups = api.tags.map((tag) => {
    const items = operations.filter((it) => it.tags.includes(tag.name) && matches(it));
    if (items.length === 0) return '';
    const entry = (it) =>
      el('li', {}, el('a', { href: `#${it.operationId}`, title: it.path, 'aria-current': it.operationId === chosenId() && 'page' },
        el('span', { class: `method ${it.method}` }, it.method.toUpperCase()), el('span', {}, it.summary)));
    return el('section', { 'aria-label': tag['x-displayName'] }, el('h3', { title: tag.description }, tag['x-displayName']), el('ul', {}, ...items.map(entry)));
  });
  const shown = groups.filter((group) => group !== '');
  $('list').replaceChildren(...(shown.length > 0 ? shown : [el('p', { class: 'muted' }, say('none'))]));
}

const chosenId = () => location.hash.slice(1);
const chosen = () => operations.find((it) => it.operationId === chosenId());

function mediaTypes(it) {
  const types = Object.values(it.responses).flatMap((answer) => Object.keys(resolved(answer).content ?? {}));
  return [...new Set(types)].filter((type) => type !== 'application/problem+json' && type !== '*/*');
}

/** One line of the form: what is asked, where to say it, what it means. */
function line(name, input, about, required) {
  input.id = `field-${input.dataset.in}-${name}`;
  return [el('label', { for: input.id, class: required ? 'required' : '' }, name), input, el('span', { class: 'muted' }, about)];
}

function parameterLine(parameter) {
  const schema = resolved(parameter.schema);
  const choices = schema.type === 'boolean' ? ['true', 'false'] : parameter.in === 'query' ? schema.enum : undefined;
  const data = { 'data-in': parameter.in, 'data-name': parameter.name, required: parameter.required, autocomplete: 'off', spellcheck: 'false' };
  let input;
  if (choices && parameter.name !== 'options') {
    input = el('select', data, ...['', ...choices].map((choice) => el('option', { value: choice }, choice)));
  } else {
    const number = schema.type === 'integer';
    const value = parameter.required || parameter.name === 'type' ? parameter.example : undefined;
    const hint = parameter.example ?? (schema.default === undefined ? '' : String(schema.default));
    input = el('input', { ...data, type: number ? 'number' : 'text', min: schema.minimum, max: schema.maximum, value, placeholder: choices ? choices.join(', ') : hint });
  }
  return line(parameter.name, input, parameter.description, parameter.required);
}

function fields(title, lines) {
  return lines.length === 0 ? [] : [el('h3', {}, title), el('div', { class: 'fields' }, ...lines.flat())];
}

function bodyFields(it) {
  const content = it.requestBody?.content;
  if (!content) return [];
  const types = Object.keys(content);
  const example = (type) => JSON.stringify(content[type].example ?? {}, null, 2);
  const isText = types[0].endsWith('json');
  const what = isText
    ? el('textarea', { id: 'body', 'aria-label': say('body'), spellcheck: 'false', input: drawCurl })
    : el('input', { id: 'file', type: 'file', accept: types.join(','), 'aria-label': say('file'), change: drawCurl });
  const type = el('select', { id: 'content-type', 'aria-label': say('type'), change: () => isText && (what.value = example(type.value)) }, ...types.map((each) => el('option', {}, each)));
  if (isText) what.value = example(types[0]);
  return [el('h3', {}, say('body')), ...(isText ? [el('div', { class: 'row' }, type)] : []), el('div', { class: 'row' }, what)];
}

function drawOperation() {
  sending?.abort();
  const it = chosen();
  document.title = `${it ? it.summary : 'API'} · Wutong 梧桐`;
  if (!it) {
    $('operation').replaceChildren(el('h2', {}, api.info.title), el('p', { class: 'muted' }, say('welcome')), el('h3', {}, ''), el('p', {}, api.info.description));
    return;
  }
  const of = (where) => it.parameters.filter((parameter) => parameter.in === where && parameter.name !== 'NGSILD-Tenant' && parameter.name !== 'Accept-Language').map(parameterLine);
  const types = mediaTypes(it);
  const accept = el('select', { 'data-in': 'header', 'data-name': 'Accept' }, ...types.map((type) => el('option', {}, type)));
  const headers = [...(types.length > 0 ? [line('Accept', accept, say('accept'))] : []), ...of('header')];
  const answers = Object.entries(it.responses).map(([status, answer]) => el('li', {}, `${status === 'default' ? say('any') : status}: ${resolved(answer).description}`));
  const form = el('form', { submit: (event) => { event.preventDefault(); send(); }, input: drawCurl, change: drawCurl, keydown: sendByKey },
    ...fields(say('path'), of('path')), ...bodyFields(it), ...fields(say('query'), of('query')), ...fields(say('headers'), headers),
    el('div', { class: 'row act' }, el('button', { class: 'send', id: 'send' }, say('send')), el('button', { type: 'button', id: 'stop', hidden: true, click: () => sending?.abort() }, say('stop')), el('span', { class: 'muted' }, say('keys'))));
  $('operation').replaceChildren(
    el('h2', {}, it.summary),
    el('p', { class: 'path' }, el('span', { class: `method ${it.method}` }, it.method.toUpperCase()), ` ${it.path}`),
    el('p', { class: 'muted' }, it.description ?? ''),
    form,
    el('section', { id: 'answer', 'aria-live': 'polite' }),
    el('details', { open: true }, el('summary', {}, say('curl')), el('div', { class: 'row' }, el('button', { type: 'button', click: copyCurl }, say('copy'))), el('pre', { id: 'curl', tabindex: '0' })),
    el('details', {}, el('summary', {}, say('answers')), el('ul', { class: 'answers' }, ...answers)));
  drawCurl();
}

function sendByKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
}

/** What the form says: method, address, headers, body. */
function request() {
  const it = chosen();
  let path = it.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const input of $('operation').querySelectorAll('[data-in]')) {
    const { in: where, name } = input.dataset;
    const value = input.value.trim();
    if (where === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value).replaceAll('%3A', ':'));
    else if (value !== '' && where === 'query') query.set(name, value);
    else if (value !== '') headers[name] = value;
  }
  headers['Accept-Language'] = language === 'zh' ? 'zh-CN' : 'en';
  if ($('tenant').value.trim() !== '') headers['NGSILD-Tenant'] = $('tenant').value.trim();
  const file = $('file')?.files[0];
  const body = $('body')?.value ?? file;
  if (body) headers['Content-Type'] = file ? file.type : $('content-type').value;
  const asked = query.toString();
  return { method: it.method.toUpperCase(), url: path + (asked ? `?${asked}` : ''), headers, body };
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function drawCurl() {
  const { method, url, headers, body } = request();
  const parts = [`curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quoted(location.origin + url)}`];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (typeof body === 'string') parts.push(`--data-binary ${quoted(body)}`);
  else if (body) parts.push(`--data-binary ${quoted(`@${body.name}`)}`);
  $('curl').textContent = parts.join(' \\\n  ');
}

async function copyCurl(event) {
  const button = event.currentTarget;
  await navigator.clipboard.writeText($('curl').textContent);
  button.textContent = say('copied');
  setTimeout(() => (button.textContent = say('copy')), 1500);
}

/** What a change by a browser's session must carry; nothing where nobody is signed in. */
async function csrf() {
  const session = await fetch('/api/session').then((answer) => (answer.ok ? answer.json() : {}));
  return session.csrf ? { 'Wutong-CSRF': session.csrf } : {};
}

async function send() {
  const { method, url, headers, body } = request();
  const mine = new AbortController();
  sending?.abort();
  sending = mine;
  const start = performance.now();
  $('answer').replaceChildren(el('h3', {}, say('answer')), el('p', { class: 'muted' }, say('sending')));
  $('stop').hidden = false;
  try {
    const token = SAFE.includes(method) ? {} : await csrf();
    const answer = await fetch(url, { method, headers: { ...headers, ...token }, body, signal: mine.signal, redirect: 'follow' });
    await drawAnswer(answer, start, mine);
  } catch (problem) {
    if (!mine.signal.aborted) $('answer').replaceChildren(el('h3', {}, say('answer')), el('p', { class: 'status bad' }, say('failed') + problem.message));
  } finally {
    if (sending === mine) $('stop')?.setAttribute('hidden', '');
  }
}

async function drawAnswer(answer, start, mine) {
  const took = () => `${Math.round(performance.now() - start)} ms`;
  const time = el('span', { class: 'muted', id: 'took' }, took());
  const type = (answer.headers.get('Content-Type') ?? '').split(';')[0];
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const content = el('pre', { id: 'content', tabindex: '0' });
  $('answer').replaceChildren(
    el('h3', {}, say('answer')),
    el('p', { class: 'row' }, el('span', { id: 'status', class: `status ${answer.ok ? 'good' : 'bad'}` }, `${answer.status} ${answer.statusText}`), time, el('span', { class: 'muted' }, type)),
    el('details', {}, el('summary', {}, say('answerHeaders')), el('pre', { id: 'answer-headers', tabindex: '0' }, headers)),
    content);
  $('answer').scrollIntoView({ block: 'nearest' });
  if (IMAGES.test(type)) {
    URL.revokeObjectURL(shownImage);
    shownImage = URL.createObjectURL(await answer.blob());
    content.replaceWith(el('img', { src: shownImage, alt: type }));
    return;
  }
  await drawText(answer, content, type, mine);
  if (type !== 'text/event-stream') time.textContent = took();
}

/** Shows a text as it comes, as a stream of events has no end, and formats it when it is JSON. */
async function drawText(answer, content, type, mine) {
  let text = '';
  if (answer.body) {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body) {
      text += decoder.decode(chunk, { stream: true });
      if (type === 'text/event-stream') content.textContent = text = text.slice(-LONGEST);
      if (text.length > 20 * LONGEST) mine.abort();
    }
  }
  content.textContent = shown(text, type);
  $('answer').scrollIntoView({ block: 'start' });
}

function shown(text, type) {
  let readable = text === '' ? say('empty') : text;
  if (type.endsWith('json') && text !== '') {
    try {
      readable = JSON.stringify(JSON.parse(text), null, 2);
    } catch (problem) {
      if (!(problem instanceof SyntaxError)) throw problem; // else it is shown as it came
    }
  }
  return readable.length > LONGEST ? `${readable.slice(0, LONGEST)}\n${say('cut')}` : readable;
}

async function draw() {
  drawFrame();
  try {
    await load();
  } catch (problem) {
    $('operation').replaceChildren(el('p', { class: 'status bad' }, say('noDocument') + problem.message));
    return;
  }
  drawList();
  drawOperation();
}

const tenant = sessionStorage.getItem(TENANT) ?? '';
$('tenant').value = tenant === 'default' ? '' : tenant;
$('tenant').addEventListener('input', () => {
  sessionStorage.setItem(TENANT, $('tenant').value.trim() || 'default');
  if (chosen()) drawCurl();
});
$('find').addEventListener('input', drawList);
$('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem(LANGUAGE, language);
  draw();
});
$('skip').addEventListener('click', (event) => {
  event.preventDefault();
  $('operation').focus();
});
window.addEventListener('hashchange', () => {
  drawList();
  drawOperation();
  $('operation').scrollTop = 0;
});
draw();
