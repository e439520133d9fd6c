// The bank by quality and support: a grid whose cells open the patterns behind them.
import { at, badge, element, empty, number, plural, scrolling } from './dom.js';

let chosen = null;
let focus = null;
let drawn = null;
/** What the operator may do with a pattern; set by the operator's desk. */
export const actions = { make: () => null };

const share = q => `${q * 10}–${q * 10 + 10} %`;

function supporters(supports, s) {
  const from = supports[s];
  const to = supports[s + 1];
  if (to === undefined) return `${number(from)} or more`;
  return to === from + 1 ? number(from) : `${number(from)}–${number(to - 1)}`;
}

/** A dash is not read out. */
const spoken = text => text.replace('–', ' to ').replace('%', 'percent');

/** Five steps, by the logarithm: most cells hold few. */
const step = (n, most) => Math.min(5, 1 + Math.floor((4.999 * Math.log1p(n - 1)) / Math.log1p(Math.max(1, most - 1))));

export async function refresh() {
  let map;
  try {
    const answer = await fetch('api/omega/dashboard/cells', { cache: 'no-store' });
    map = answer.ok ? await answer.json() : null;
  } catch (e) {
    return; // the Core is away: the grid stays as it was, and the page says so above
  }
  if (map) draw(map);
}

function draw(map) {
  if (!map.cells.length) {
    at('heatmap').replaceChildren(empty('The bank is empty. The first patterns appear when three viewers offer the same taste and a round has run.'));
    chosen = null;
    return;
  }
  const same = JSON.stringify(map);
  if (same === drawn) return;
  drawn = same;
  const most = Math.max(...map.cells.map(c => c.patterns));
  const byPlace = new Map(map.cells.map(c => [`${c.q}/${c.s}`, c]));
  const hadFocus = at('heatmap').contains(document.activeElement);
  const grid = element('table', 'heat');
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-label', 'Patterns by success rate and supporters');
  grid.append(element('caption', '', 'Upwards: viewers behind a pattern. To the right: success rate in percent.'));
  const body = element('tbody');
  for (let s = map.supports.length - 1; s >= 0; s--) {
    const head = element('th', '', supporters(map.supports, s));
    head.scope = 'row';
    const row = element('tr', '', head);
    for (let q = 0; q < map.qualities; q++) row.append(cell(byPlace.get(`${q}/${s}`), q, s, map, most));
    body.append(row);
  }
  const foot = element('tr', '', element('td'));
  for (let q = 0; q < map.qualities; q++) {
    const th = element('th', '', `${q * 10}`, element('span', 'wide-only', `–${q * 10 + 10}`));
    th.scope = 'col';
    foot.append(th);
  }
  body.append(foot);
  grid.append(body);
  grid.addEventListener('keydown', move);
  at('heatmap').replaceChildren(grid, scale(most));
  const first = grid.querySelector(focus ? `[data-place="${focus}"]` : 'button') || grid.querySelector('button');
  if (first) first.tabIndex = 0;
  if (hadFocus && first) first.focus();
  if (chosen && byPlace.has(`${chosen.q}/${chosen.s}`)) open(chosen.q, chosen.s, map.supports);
}

function cell(c, q, s, map, most) {
  const place = element('td');
  if (!c) {
    place.append(element('span', 'none'));
    return place;
  }
  const button = element('button', `heat-${step(c.patterns, most)}`, number(c.patterns));
  button.type = 'button';
  button.tabIndex = -1;
  button.dataset.place = `${q}/${s}`;
  button.setAttribute('aria-label', `${plural(c.patterns, 'pattern', 'patterns')}, ${number(c.probation)} on probation: success ${spoken(share(q))}, ${spoken(supporters(map.supports, s))} viewers each`);
  button.setAttribute('aria-pressed', String(Boolean(chosen && chosen.q === q && chosen.s === s)));
  button.addEventListener('click', () => {
    at('heatmap').querySelectorAll('button').forEach(b => b.setAttribute('aria-pressed', String(b === button)));
    open(q, s, map.supports);
  });
  button.addEventListener('focus', () => {
    focus = button.dataset.place;
    at('heatmap').querySelectorAll('button').forEach(b => { b.tabIndex = b === button ? 0 : -1; });
  });
  place.append(button);
  return place;
}

function scale(most) {
  const list = element('ul', 'key scale', element('li', 'plain', 'patterns:'));
  let from = 1;
  for (let k = 1; k <= 5; k++) {
    let to = from;
    while (to < most && step(to + 1, most) === k) to++;
    if (from > most || step(from, most) !== k) continue;
    list.append(element('li', '', element('span', `swatch heat-${k}`), from === to ? number(from) : `${number(from)}–${number(to)}`));
    from = to + 1;
  }
  return list;
}

/** The next cell with patterns in the direction of the arrow. */
function move(event) {
  const [dq, ds] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] || [0, 0];
  if (!dq && !ds) return;
  event.preventDefault();
  const [q, s] = document.activeElement.dataset.place.split('/').map(Number);
  const cells = [...at('heatmap').querySelectorAll('button')].map(b => ({ b, q: +b.dataset.place.split('/')[0], s: +b.dataset.place.split('/')[1] }));
  const ahead = cells.filter(c => (dq ? (c.q - q) * dq > 0 : (c.s - s) * ds > 0));
  // in the same line first, then the nearest
  const far = c => (dq ? Math.abs(c.q - q) + 20 * Math.abs(c.s - s) : Math.abs(c.s - s) + 20 * Math.abs(c.q - q));
  ahead.sort((a, b) => far(a) - far(b));
  if (ahead.length) ahead[0].b.focus();
}

export async function open(q, s, supports) {
  chosen = { q, s };
  try {
    const answer = await fetch(`api/omega/dashboard/cells/${q}/${s}`, { cache: 'no-store' });
    if (!answer.ok) throw new Error(`the Core answered ${answer.status}`);
    const found = await answer.json();
    if (!chosen || chosen.q !== q || chosen.s !== s) return;
    const more = found.total - found.patterns.length;
    at('cell').replaceChildren(element('h3', '', `Success ${share(q)}, ${supporters(supports, s)} viewers each: ${plural(found.total, 'pattern', 'patterns')}`),
      scrolling(element('div', 'patterns', ...found.patterns.map(pattern)), 'patterns'), ...(more > 0 ? [element('p', 'hint', `and ${number(more)} more`)] : []));
    at('cell').dataset.place = `${q}/${s}`;
  } catch (e) {
    at('cell').replaceChildren(empty(`These patterns cannot be shown now: ${e.message}. Choose the cell again.`));
  }
}

function pattern(p) {
  const box = element('article', 'pattern');
  box.dataset.pattern = p.id;
  const genres = p.genres.length ? p.genres.map(g => element('span', 'tag', g)) : [element('span', 'quiet', 'no common genre')];
  box.append(element('p', '', ...genres, badge(p.admission === 'ADMITTED' ? 'good' : 'wait', p.admission === 'ADMITTED' ? 'admitted' : 'on probation')));
  box.append(element('p', 'quiet', `${plural(p.supporters, 'viewer', 'viewers')} · success ${Math.round(100 * p.successRate)} % · ${p.taskType.toLowerCase().replaceAll('_', ' ')}`));
  if (p.titles.length) box.append(element('p', 'near', 'Near to it: ', p.titles.map(t => (t.year ? `${t.title} (${t.year})` : t.title)).join('; ')));
  const own = actions.make(p);
  if (own) box.append(own);
  return box;
}

/** Draws the open cell again: somebody signed in or out. */
export function again() {
  drawn = null;
  refresh();
}
