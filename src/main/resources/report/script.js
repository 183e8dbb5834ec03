'use strict';
const run = JSON.parse(document.getElementById('data').textContent);
const MARKS = {ok: '=', changed: '~', failed: '!', unreachable: 'x', skipped: '-', ignored: 'i', conditional: '?', unknown: '?'};
const WORDS = {ok: 'unchanged', changed: run.check ? 'to change' : 'changed', failed: 'failed', unreachable: 'unreachable',
  skipped: 'skipped', ignored: 'failed, ignored', conditional: 'conditional', unknown: 'unknown'};
const ORDER = ['failed', 'unreachable', 'changed', 'conditional', 'unknown', 'ignored', 'ok', 'skipped'];
const MANY = 24;
const ROOMY = 8;
const byId = id => document.getElementById(id);
const results = run.results.map(([task, host, status, start, time, detail]) => ({task, host, status, start, time, detail: run.details[detail], number: detail}));
const used = ORDER.filter(status => results.some(result => result.status === status));

/** An element; children are elements or text, which is never taken as markup. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'class') node.className = value;
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}
const count = (number, what) => number + ' ' + what + (number === 1 ? '' : 's');
function seconds(milliseconds) {
  const all = Math.round(milliseconds / 1000);
  if (milliseconds < 1000) return milliseconds + ' ms';
  if (milliseconds < 60000) return (milliseconds / 1000).toFixed(1) + ' s';
  const parts = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return (parts[0] ? parts[0] + ' h ' : '') + parts[1] + ' min ' + parts[2] + ' s';
}
function names(hosts) {
  const all = hosts.map(host => run.hosts[host]);
  return all.length <= 4 ? all.join(', ') : count(all.length, 'host');
}
const cell = (status, label) => el('span', {class: 'cell ' + status, role: 'img', title: label || WORDS[status], 'aria-label': label || WORDS[status]}, MARKS[status] || '');

// --- head

function sum(kind) {
  return Object.values(run.recap).reduce((total, counts) => total + (counts[kind] || 0), 0);
}
function hostsWith(...kinds) {
  return new Set(results.filter(result => kinds.includes(result.status)).map(result => result.host)).size;
}
function drawHead() {
  byId('kind').textContent = run.checks.length ? 'verify' : run.check ? 'plan' : 'apply';
  const start = run.start ? new Date(run.start) : null;
  byId('when').textContent = (start ? start.toISOString().replace('T', ' ').replace(/\..*/, ' UTC') + ', ' : '')
    + seconds(run.milliseconds) + ', ' + count(run.hosts.length, 'host') + ', ' + count(run.tasks.length, 'task');
  const failedHosts = hostsWith('failed', 'unreachable');
  const changes = results.filter(result => result.status === 'changed').length;
  const failedChecks = run.checks.filter(check => check.failure).length;
  let verdict = [run.check ? count(changes, 'change') + ' to make' : count(changes, 'change') + ' made', changes ? 'changed' : 'ok'];
  if (run.checks.length) verdict = failedChecks ? [count(failedChecks, 'check') + ' failed', 'failed'] : ['all checks passed', 'ok'];
  else if (failedHosts) verdict = [count(failedHosts, 'host') + ' failed', 'failed'];
  else if (!changes) verdict = ['nothing ' + (run.check ? 'to change' : 'changed'), 'ok'];
  if (run.interrupted) verdict = ['interrupted', 'failed'];
  else if (!run.finished) verdict = ['did not end', 'failed'];
  byId('verdict').textContent = verdict[0];
  byId('verdict').classList.add(verdict[1]);
  const tiles = [['hosts', run.hosts.length], ['unchanged', sum('ok')], [WORDS.changed, sum('changed')]];
  for (const kind of ['conditional', 'unknown', 'failed', 'unreachable', 'skipped', 'rescued', 'ignored']) {
    if (sum(kind) || kind === 'failed') tiles.push([kind, sum(kind)]);
  }
  byId('tiles').append(...tiles.map(([word, number]) => el('li', {}, el('strong', {}, String(number)), el('span', {}, word))));
  byId('foot').textContent = 'foobar-deploy ' + run.tool + (run.warnings.length ? ', ' + count(run.warnings.length, 'warning') + ': ' + run.warnings.join('; ') : '');
}

// --- filter

function wanted() {
  const text = byId('task-filter').value.trim().toLowerCase();
  const host = byId('host-filter').value.trim().toLowerCase();
  const statuses = new Set([...document.querySelectorAll('#statuses input:checked')].map(box => box.value));
  const tasks = new Set(run.tasks.map((task, i) => i).filter(i => {
    const task = run.tasks[i];
    return !text || [task.title, task.module, task.place, task.play].some(part => part.toLowerCase().includes(text));
  }));
  const hosts = new Set(run.hosts.map((name, i) => i).filter(i => !host || run.hosts[i].toLowerCase().includes(host)));
  return {tasks, hosts, chosen: results.filter(result => tasks.has(result.task) && hosts.has(result.host) && statuses.has(result.status))};
}
function drawStatuses() {
  byId('statuses').append(...used.map(status => el('label', {class: status},
    el('input', {type: 'checkbox', value: status, checked: true, onchange: draw}), MARKS[status] + ' ' + WORDS[status])));
}

// --- matrix

function columns(shown) {
  const byHost = new Map([...shown.hosts].map(host => [host, []]));
  shown.chosen.forEach(result => byHost.get(result.host).push(result));
  const all = [...byHost].map(([host, own]) => ({hosts: [host], cells: new Map(own.map(result => [result.task, result]))}));
  const bad = column => [...column.cells.values()].some(result => ['failed', 'unreachable'].includes(result.status)) ? 0 : 1;
  if (!byId('alike').checked) return all.length > MANY ? all.sort((a, b) => bad(a) - bad(b)) : all;
  const groups = new Map();
  for (const column of all) {
    const key = [...column.cells].map(([task, result]) => task + result.status).join();
    if (groups.has(key)) groups.get(key).hosts.push(...column.hosts);
    else groups.set(key, column);
  }
  return [...groups.values()].sort((a, b) => bad(a) - bad(b));
}
/** What stands out among the results of a task. */
function told(all, task) {
  const own = all.map(column => column.cells.get(task)).filter(result => result && !['ok', 'skipped'].includes(result.status));
  own.sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return own.length ? oneLine(own[0].detail) : '';
}
function drawMatrix(shown) {
  const all = columns(shown);
  const dense = all.length > MANY;
  const tall = dense || all.some(column => names(column.hosts).length > 10) && all.length > 6;
  const roomy = all.length <= ROOMY;
  const head = el('tr', {}, el('th', {scope: 'col'}, 'Task'), ...all.map(column =>
    el('th', {scope: 'col', class: tall ? 'tall' : '', title: column.hosts.map(host => run.hosts[host]).join(' ')},
      el('span', {}, dense && all.length > 60 ? '' : names(column.hosts)))), roomy ? el('th', {scope: 'col', class: 'what'}, 'What') : null);
  const body = el('tbody', {});
  const withResults = new Set(shown.chosen.map(result => result.task));
  let play = null;
  run.tasks.forEach((task, i) => {
    if (!withResults.has(i)) return;
    if (task.play !== play) {
      play = task.play;
      body.append(el('tr', {class: 'play'}, el('th', {colspan: all.length + (roomy ? 2 : 1), scope: 'rowgroup'}, 'play ' + play)));
    }
    const row = el('tr', {}, el('th', {scope: 'row', title: task.place},
      el('button', {type: 'button', onclick: () => show(i)}, task.title + (task.handler ? ' (handler)' : ''))));
    for (const column of all) {
      const result = column.cells.get(i);
      row.append(el('td', {}, result ? cell(result.status, names(column.hosts) + ': ' + WORDS[result.status] + ', ' + seconds(result.time)) : null));
    }
    if (roomy) row.append(el('td', {class: 'what'}, told(all, i)));
    body.append(row);
  });
  byId('matrix-box').replaceChildren(el('table', {class: 'matrix' + (dense ? ' dense' : '')}, el('thead', {}, head), body));
}

// --- what happened

function grouped(shown) {
  const groups = new Map();
  for (const result of shown.chosen) {
    const key = result.task + ' ' + result.status + ' ' + result.number;
    if (groups.has(key)) groups.get(key).hosts.push(result.host);
    else groups.set(key, {...result, hosts: [result.host]});
  }
  const weight = group => group.status === 'failed' || group.status === 'unreachable' ? 0 : 1;
  return [...groups.values()].sort((a, b) => weight(a) - weight(b) || a.task - b.task || ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}
function oneLine(detail) {
  if (detail.error) return detail.error.message;
  if (detail.changes) return detail.changes[0] + (detail.changes.length > 1 ? ' and ' + (detail.changes.length - 1) + ' more' : '');
  return detail.reason || '';
}
function diffOf(diff) {
  if (diff.secret) return el('p', {class: 'empty'}, diff.header + ': differs (secret)');
  if (diff.before) return el('p', {class: 'empty'}, diff.header + ': ' + diff.before.bytes + ' -> ' + diff.after.bytes + ' bytes, sha256 ' + diff.after.sha256);
  const pre = el('pre', {tabindex: 0, 'aria-label': 'Difference of ' + diff.header});
  diff.unified.split('\n').forEach(line => {
    const kind = line.startsWith('@@') || line.startsWith('---') || line.startsWith('+++') ? 'at' : line[0] === '+' ? 'plus' : line[0] === '-' ? 'minus' : '';
    pre.append(el('span', {class: kind}, line));
  });
  return pre;
}
function outcome(detail) {
  const parts = [];
  if (detail.censored) parts.push(el('p', {class: 'empty'}, 'hidden by no_log'));
  if (detail.error) {
    const place = detail.error.place;
    parts.push(el('div', {class: 'error'}, el('strong', {}, detail.error.code), ' ' + detail.error.message
      + (place ? '\n' + place.file + ':' + place.line + ':' + place.column : '')));
    if (detail.error.advice.length) parts.push(el('ul', {}, ...detail.error.advice.map(advice => el('li', {}, advice))));
  }
  if (detail.reason && !detail.error) parts.push(el('p', {}, detail.reason));
  if (detail.changes && !detail.items) parts.push(el('ul', {}, ...detail.changes.map(change => el('li', {}, change))));
  if (detail.diff) parts.push(diffOf(detail.diff));
  for (const stream of ['stdout', 'stderr']) {
    if (detail[stream]) parts.push(el('p', {class: 'empty'}, stream), el('pre', {tabindex: 0, 'aria-label': stream}, detail[stream]));
  }
  for (const item of detail.items || []) {
    const label = typeof item.item === 'string' ? item.item : JSON.stringify(item.item);
    parts.push(el('div', {}, cell(item.status), ' ', el('code', {}, label || ''), ...outcome(item)));
  }
  return parts;
}
function drawResults(shown) {
  const open = grouped(shown).filter(group => byId('result-list').dataset.all || !['ok', 'skipped'].includes(group.status) || Number(byId('result-list').dataset.task) === group.task);
  const LIMIT = 400;
  byId('result-list').replaceChildren(...open.slice(0, LIMIT).map(group => {
    const task = run.tasks[group.task];
    const bad = group.status === 'failed' || group.status === 'unreachable';
    const box = el('details', {'data-task': group.task, open: bad}, el('summary', {}, cell(group.status), el('strong', {}, task.title),
      el('span', {class: 'what'}, oneLine(group.detail)), el('span', {class: 'who'}, names(group.hosts))));
    const fill = () => {
      if (box.dataset.filled) return;
      box.dataset.filled = '1';
      box.append(el('div', {class: 'outcome'},
        el('p', {class: 'hosts'}, group.hosts.map(host => run.hosts[host]).join(' ')),
        el('p', {class: 'hosts'}, task.module + ', ', el('code', {}, task.place)), ...outcome(group.detail)));
    };
    if (bad) fill(); else box.addEventListener('toggle', fill);
    return box;
  }));
  if (open.length > LIMIT) byId('result-list').append(el('p', {class: 'empty'}, (open.length - LIMIT) + ' more: filter by task or host to see them'));
  if (!open.length) byId('result-list').append(el('p', {class: 'empty'}, 'Nothing was changed and nothing failed, as far as the filter shows.'));
}
function show(task) {
  byId('result-list').dataset.task = task;
  drawResults(wanted());
  const boxes = [...document.querySelectorAll('#result-list details[data-task="' + task + '"]')];
  boxes.forEach(box => { box.open = true; });
  if (boxes.length) { boxes[0].scrollIntoView({block: 'center'}); boxes[0].querySelector('summary').focus({preventScroll: true}); }
}

// --- timeline

function drawTimeline(shown) {
  const whole = Math.max(run.milliseconds, 1);
  const lanes = new Map([...shown.hosts].map(host => [host, el('div', {})]));
  for (const result of shown.chosen) {
    if (result.time < 1 && ['ok', 'skipped'].includes(result.status)) continue;
    const bar = el('span', {class: 'bar ' + result.status, title: run.hosts[result.host] + ': ' + run.tasks[result.task].title + ', ' + WORDS[result.status] + ', ' + seconds(result.time)});
    bar.style.left = (100 * result.start / whole) + '%';
    bar.style.width = (100 * result.time / whole) + '%';
    lanes.get(result.host).append(bar);
  }
  const axis = el('div', {});
  for (let i = 0; i < 5; i++) {
    const tick = el('i', {}, seconds(Math.round(whole * i / 5)));
    tick.style.left = 20 * i + '%';
    axis.append(tick);
  }
  byId('lanes').classList.toggle('dense', lanes.size > MANY);
  byId('lanes').replaceChildren(el('div', {class: 'lane axis', 'aria-hidden': true}, el('span', {}), axis),
    ...[...lanes].map(([host, lane]) => el('div', {class: 'lane'}, el('span', {title: run.hosts[host]}, run.hosts[host]), lane)));
  const longest = new Map();
  for (const result of shown.chosen) {
    const known = longest.get(result.task) || [result.start, result.start + result.time];
    longest.set(result.task, [Math.min(known[0], result.start), Math.max(known[1], result.start + result.time)]);
  }
  const slowest = [...longest].map(([task, [start, end]]) => [task, end - start]).sort((a, b) => b[1] - a[1]).slice(0, 5);
  byId('slowest').replaceChildren(el('table', {class: 'list'}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Slowest tasks'), el('th', {scope: 'col'}, 'Time'))),
    el('tbody', {}, ...slowest.map(([task, time]) => el('tr', {}, el('td', {}, run.tasks[task].title), el('td', {}, seconds(time)))))));
}

// --- checks and variables

function drawChecks() {
  byId('checks').hidden = byId('checks-link').hidden = !run.checks.length;
  const sorted = [...run.checks].sort((a, b) => (a.failure ? 0 : 1) - (b.failure ? 0 : 1));
  byId('check-list').replaceChildren(el('table', {class: 'list'}, el('tbody', {}, ...sorted.map(check => el('tr', {},
    el('td', {}, cell(check.failure ? 'failed' : 'ok', check.failure ? 'failed' : 'passed')), el('td', {}, check.area + ': ' + check.check), el('td', {}, check.host), el('td', {}, check.failure))))));
}
function cut(text) {
  return text.length > 400 ? text.slice(0, 400) + ' ... (' + count(text.length - 400, 'character') + ' more)' : text;
}
function drawVariables() {
  const host = Number(byId('variable-host').value || 0);
  const text = byId('variable-filter').value.trim().toLowerCase();
  const rows = Object.entries({...run.common, ...run.variables[host]}).sort(([a], [b]) => a < b ? -1 : 1).map(([name, number]) => [name, run.origins[number]])
    .filter(([name, origin]) => !text || (name + ' ' + origin.place.file).toLowerCase().includes(text));
  byId('variable-list').replaceChildren(rows.length ? el('table', {class: 'list variables'},
    el('thead', {}, el('tr', {}, ...['Name', 'Value', 'Level', 'From'].map(word => el('th', {scope: 'col'}, word)))),
    el('tbody', {}, ...rows.map(([name, origin]) => el('tr', {}, el('th', {scope: 'row', class: 'mono'}, name),
      el('td', {class: 'mono'}, cut(typeof origin.value === 'string' ? origin.value : JSON.stringify(origin.value))),
      el('td', {}, origin.level), el('td', {class: 'mono'}, origin.place.file + (origin.place.line ? ':' + origin.place.line : ''))))))
    : el('p', {class: 'empty'}, 'No variable was recorded.'));
}

// --- all

function draw() {
  const shown = wanted();
  byId('shown').textContent = shown.chosen.length + ' of ' + count(results.length, 'result');
  drawMatrix(shown);
  drawResults(shown);
  drawTimeline(shown);
}
function theme() {
  const order = ['system', 'light', 'dark'];
  const next = order[(order.indexOf(document.documentElement.dataset.theme || 'system') + 1) % 3];
  if (next === 'system') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = next;
  byId('theme').textContent = 'Theme: ' + next;
}
byId('alike').checked = run.hosts.length > MANY;
byId('alike-label').hidden = run.hosts.length < 3;
byId('legend').append(...used.map(status => el('span', {}, cell(status), ' ' + WORDS[status])));
byId('variable-host').append(...run.hosts.map((name, i) => el('option', {value: i}, name)));
byId('filter').addEventListener('submit', event => event.preventDefault());
byId('open-all').addEventListener('click', () => {
  const list = byId('result-list');
  if (list.dataset.all) delete list.dataset.all; else list.dataset.all = '1';
  byId('open-all').textContent = list.dataset.all ? 'Only changes and failures' : 'Show all';
  drawResults(wanted());
});
byId('open-all').textContent = 'Show all';
byId('theme').addEventListener('click', theme);
let pause = 0;
for (const id of ['task-filter', 'host-filter']) {
  byId(id).addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(draw, 150); });
}
byId('alike').addEventListener('change', draw);
byId('variable-host').addEventListener('change', drawVariables);
byId('variable-filter').addEventListener('input', drawVariables);
drawHead();
drawStatuses();
draw();
drawChecks();
drawVariables();
