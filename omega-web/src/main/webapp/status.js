// Fills the status page from api/omega/status every two seconds. Texts from outside are only ever set as text.
'use strict';

const REFRESH_MS = 2000;
const at = id => document.getElementById(id);
const whole = new Intl.NumberFormat('en');
const number = n => (n === null || n === undefined ? '–' : whole.format(n));
const plural = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;
let lastAnswer = null;
const opened = new Map();

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function set(id, figure, unit, hint) {
  const box = at(id);
  box.textContent = figure;
  if (unit) box.append(' ', element('small', '', unit));
  if (hint) at(`${id}-hint`).textContent = hint;
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1048576) return `${Math.round(bytes / 1024)} KiB`;
  return bytes < 1073741824 ? `${(bytes / 1048576).toFixed(1)} MiB` : `${(bytes / 1073741824).toFixed(1)} GiB`;
}

function cards(s) {
  set('viewers', number(s.viewers.registered), '',
      s.viewers.registered ? 'devices that enrolled with a single-use code'
                           : `nobody yet; ${plural(s.viewers.openCodes, 'enrolment code waits', 'enrolment codes wait')}`);
  set('bank', number(s.bank.patterns), s.bank.patterns === 1 ? 'pattern' : 'patterns',
      `version ${number(s.bank.version)}: taste patterns that at least ${s.aggregation.minVoters} viewers share`);
  if (s.itemModel) {
    set('model', `v${number(s.itemModel.version)}`, size(s.itemModel.bytes),
        'what viewers who like one title like besides, as small integers');
  } else {
    set('model', 'none', '', 'it needs a round with samples of titles from several viewers');
  }
  const c = s.catalogue;
  const done = c.items === c.embedded;
  set('catalogue', number(c.items), c.items === 1 ? 'title' : 'titles',
      done ? `version ${number(c.version)}, every title embedded (${c.embedder})`
           : `${number(c.embedded)} of ${number(c.items)} embedded so far (${c.embedder})`);
  const bar = at('catalogue-bar');
  if (c.state === 'FAILED') {
    at('catalogue-hint').textContent = `titles cannot be embedded: ${c.message}${again(c.nextAttempt)}`;
  }
  bar.hidden = done;
  bar.max = Math.max(1, c.items);
  bar.value = c.embedded;
  const parts = Object.entries(s.syncs.byOutcome).sort((a, b) => b[1] - a[1]).map(([k, v]) => `${number(v)} ${k}`);
  set('syncs', number(s.syncs.total), '',
      parts.length ? `${parts.join(', ')}; ${plural(s.quic.connectionsOpen, 'QUIC connection', 'QUIC connections')} open`
                   : 'requests answered since this Core started');
}

function ledger(c) {
  const kinds = [['admitted', 'counted in'], ['refused', 'refused'], ['expired', 'expired without enough agreement'],
                 ['pending', 'waiting for a round or more voices']];
  const bar = at('ledger');
  bar.replaceChildren();
  const key = at('ledger-key');
  key.replaceChildren(element('li', 'plain', `${number(c.acknowledged)} acknowledged =`));
  for (const [kind, words] of kinds) {
    if (c[kind] > 0) {
      const part = element('span', kind);
      part.style.flexGrow = c[kind];
      bar.append(part);
    }
    key.append(element('li', kind, `${number(c[kind])} ${words}`));
  }
  if (c.duplicateFrames > 0) {
    key.append(element('li', 'plain', `(${number(c.duplicateFrames)} came twice and counted once)`));
  }
  bar.setAttribute('aria-label', key.textContent);
}

const OUTCOMES = {
  ADMITTED: ['good', 'admitted'], PROBATION: ['wait', 'on probation'], REFUSED: ['bad', 'refused'],
  WAITING: ['wait', 'waiting'], EXPIRED: ['wait', 'expired']
};

function decisions(round) {
  const table = element('table');
  const head = element('tr');
  for (const [name, cls] of [['Decision', ''], ['Viewers', 'number'], ['Genres', ''], ['Why', '']]) {
    const th = element('th', cls, name);
    th.scope = 'col';
    head.append(th);
  }
  table.append(element('thead'));
  table.tHead.append(head);
  const body = element('tbody');
  for (const d of round.decisions) {
    const row = element('tr');
    const [tone, word] = OUTCOMES[d.outcome.toUpperCase()] || ['wait', d.outcome.toLowerCase()];
    const decision = element('td');
    decision.append(element('span', `badge ${tone}`, word));
    const genres = element('td');
    d.genres.forEach(g => genres.append(element('span', 'tag', g)));
    row.append(decision, element('td', 'number', number(d.supporters)), genres, element('td', '', d.reason));
    body.append(row);
  }
  table.append(body);
  const scroll = element('div', 'scroll');
  scroll.append(table);
  return scroll;
}

function roundBox(r, newest) {
  const box = element('details');
  box.open = opened.has(r.round) ? opened.get(r.round) : newest;
  box.addEventListener('toggle', () => opened.set(r.round, box.open));
  const line = element('summary');
  line.append(element('strong', '', `Round ${number(r.round)}`),
      element('span', 'quiet', `${plural(r.viewers, 'viewer', 'viewers')}, ${plural(r.votes, 'pattern', 'patterns')} in ${plural(r.clusters, 'group', 'groups')}`),
      element('span', 'quiet', `bank version ${number(r.bankVersion)}, ${plural(r.bankPatterns, 'pattern', 'patterns')}`),
      element('span', 'quiet right', `${new Date(r.startedAt).toLocaleTimeString()} · ${number(r.durationMs)} ms`));
  box.append(line);
  const story = [`Contributions: ${number(r.admitted)} admitted, ${number(r.refused)} refused, ${number(r.waiting)} waiting, ${number(r.expired)} expired.`];
  story.push(r.itemModelPublished
    ? `A new item model from ${plural(r.rows, "viewer's sample", "viewers' samples")}; ${plural(r.items, 'title has', 'titles have')} enough supporters to be released.`
    : 'No new item model.');
  if (r.endOfEpoch) story.push('End of the epoch: raw contributions were erased, samples stand for their lease.');
  box.append(element('p', 'story', story.join(' ')));
  if (r.decisions.length) box.append(decisions(r));
  return box;
}

function rounds(s) {
  const a = s.aggregation;
  at('rounds-lead').textContent = 'A round groups similar patterns of different viewers, decides on each group, and fuses what enough viewers share into one. It stays on probation until a jury of other viewers has seen what came of it. '
    + (a.enabled ? `The next one starts ${words(a.interval)} after the last ended.` : 'The timer is off: rounds run when the operator asks for one.');
  if (!s.rounds.length) {
    at('rounds').replaceChildren(element('p', 'empty', 'No round yet.'));
    return;
  }
  at('rounds').replaceChildren(...s.rounds.map((r, i) => roundBox(r, i === 0)));
}

function words(iso) {
  const m = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
  if (!m) return iso;
  return [[m[1], 'hour'], [m[2], 'minute'], [m[3], 'second']].filter(p => p[0])
    .map(p => `${p[0]} ${p[1]}${p[0] === '1' ? '' : 's'}`).join(' ') || '0 seconds';
}

function checks(list) {
  at('checks').replaceChildren(...list.map(c => {
    const item = element('li');
    const mark = element('span', 'mark');
    mark.append(element('span', `badge ${c.up ? 'good' : 'bad'}`, c.up ? 'up' : 'down'));
    const text = element('span');
    text.append(element('strong', '', c.name), ' ', element('span', 'quiet', c.text));
    item.append(mark, text);
    return item;
  }));
}

function clock(iso) {
  return new Date(iso).toLocaleTimeString();
}

function again(iso) {
  return iso ? `; it is tried again at ${clock(iso)}` : '';
}

function ago(iso, now) {
  const seconds = Math.max(0, Math.round((new Date(now) - new Date(iso)) / 1000));
  if (seconds < 120) return plural(seconds, 'second', 'seconds');
  return seconds < 7200 ? plural(Math.round(seconds / 60), 'minute', 'minutes') : plural(Math.round(seconds / 3600), 'hour', 'hours');
}

// What a round does now, or why none runs; one calm sentence.
function roundNow(s) {
  const r = s.round;
  const failed = r.failures ? `${plural(r.failures, 'round', 'rounds')} failed since ${clock(r.failingSince)}: ${r.lastFailure}` : '';
  if (r.running) {
    const share = r.total > 0 ? `, step ${number(r.done + 1)} of ${number(r.total)}` : '';
    return `A round runs for ${ago(r.since, s.now)}${r.phase ? ` (${r.phase}${share})` : ''}.${failed ? ` Before it ${failed}.` : ''}`;
  }
  if (failed) return `${failed}${again(r.nextAttempt)}.`;
  if (r.postponed) return `No round just now: ${r.postponed}${again(r.nextAttempt)}.`;
  return (r.lastSuccess ? `The last round ended ${ago(r.lastSuccess, s.now)} ago` : 'No round since this Core started')
    + (r.nextAttempt ? `; the next one begins at ${clock(r.nextAttempt)}.` : '.');
}

function operation(s) {
  const refused = s.quotaRefused.total + s.doorRefused.total;
  at('operation').textContent = [
    roundNow(s),
    `The running epoch holds ${plural(s.epoch.contributions, 'contribution', 'contributions')} of at most ${number(s.epoch.ceiling)}${s.epoch.endsAt ? ` and ends at ${new Date(s.epoch.endsAt).toLocaleString()}` : ' and ends with the next round'}.`,
    `${size(s.disk.free)} of disk are free, ${size(s.heap.used)} of ${size(s.heap.max)} of memory are used.`,
    refused ? `${plural(s.quotaRefused.total, 'contribution', 'contributions')} over a quota and ${plural(s.doorRefused.total, 'request', 'requests')} at the door were refused.` : ''
  ].filter(Boolean).join(' ');
}

function pill(tone, text) {
  at('state').className = `pill ${tone}`;
  at('state').textContent = text;
}

function notice(text) {
  at('notice').hidden = !text;
  at('notice').textContent = text || '';
}

async function refresh() {
  try {
    const answer = await fetch('api/omega/status', { cache: 'no-store', headers: { Accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403) {
      pill('waiting', 'figures are for this machine only');
      notice("The figures are shown on the Core's own machine only, at its loopback HTTP address.");
    } else if (!answer.ok) {
      throw new Error(`the Core answered ${answer.status}`);
    } else {
      const s = await answer.json();
      lastAnswer = new Date();
      notice('');
      pill(s.ready ? 'good' : 'waiting', s.ready ? 'ready' : 'not ready');
      cards(s);
      ledger(s.contributions);
      rounds(s);
      checks(s.checks);
      operation(s);
      at('foot').textContent = `running since ${new Date(s.startedAt).toLocaleString()}, refreshed ${lastAnswer.toLocaleTimeString()}`;
      document.body.dataset.loaded = 'true';
    }
  } catch (e) {
    pill('bad', 'no answer');
    notice(`The Core does not answer${lastAnswer ? ` since ${lastAnswer.toLocaleTimeString()}` : ''}. This page keeps trying.`);
  } finally {
    setTimeout(refresh, REFRESH_MS);
  }
}

refresh();
