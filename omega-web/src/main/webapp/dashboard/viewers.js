// Who is here, what they have, how they came; and how long they wait for answers.
import { Chart } from './charts.js';
import { ago, at, bars, element, empty, number, plural, size, took } from './dom.js';

const spread = new Chart('chart-spread', [
  { name: 'nothing', label: 'fetched nothing yet', color: '--age-none' },
  { name: 'older', label: 'older', color: '--age-old' },
  { name: 'twoBehind', label: 'two rounds behind', color: '--age-2' },
  { name: 'oneBehind', label: 'one round behind', color: '--age-1' },
  { name: 'newest', label: 'the newest version', color: '--age-0' }
], { bands: true, marks: 'bankVersion', least: 4 });

const transport = new Chart('chart-transport', [
  { name: 'over.http', label: 'HTTP', color: '--http' },
  { name: 'over.https', label: 'HTTPS', color: '--https' },
  { name: 'over.quic', label: 'QUIC', color: '--quic' }
], { bands: true, least: 4 });

const percentiles = of => [
  { name: `${of}.p99`, label: 'p99', color: '--p99', dash: [2, 3] },
  { name: `${of}.p95`, label: 'p95', color: '--p95', dash: [7, 4] },
  { name: `${of}.p50`, label: 'p50', color: '--p50' }
];
const latency = ['quic', 'https'].map(of => new Chart(`chart-${of}`, percentiles(of),
  { format: took, fractions: true, key: 'chart-latency-key', least: 1000 }));

export function history(series) {
  spread.show(series);
  transport.show(series);
  const used = ['quic', 'https'].filter(of => (series.columns[`${of}.count`] || []).some(count => count > 0));
  // one scale for both, or the eye compares what is not alike
  const most = Math.max(1000, ...used.flatMap(of => (series.columns[`${of}.p99`] || []).map(v => v ?? 0)));
  ['quic', 'https'].forEach((of, i) => {
    if (used.includes(of)) latency[i].show(series, most);
    else latency[i].place.replaceChildren(empty(`No viewer has come by ${of.toUpperCase()} in this time. Its lines begin with the first one.`));
  });
}

export function cards(s) {
  const a = s.activity;
  at('viewers-active').textContent = number(a.active);
  at('viewers-hint').textContent = a.active ? 'heard within the last five minutes' : 'nobody was heard within the last five minutes';
  at('viewers').textContent = number(s.viewers.registered);
  at('enrolled-hint').textContent = `${plural(s.viewers.openCodes, 'code is', 'codes are')} still open`;
  at('bank').textContent = number(s.bank.patterns);
  at('bank-hint').textContent = s.bank.patterns ? `version ${number(s.bank.version)}` : 'the first appear when three viewers agree';
  at('model').textContent = s.itemModel ? size(s.itemModel.bytes) : 'none yet';
  at('model-hint').textContent = s.itemModel ? `version ${number(s.itemModel.version)}: which titles are liked together` : 'needs viewers who share a sample';
  const c = s.catalogue;
  const embedding = c.state === 'EMBEDDING';
  at('catalogue').textContent = number(c.items);
  at('catalogue-bar').hidden = !embedding;
  at('catalogue-bar').value = c.items ? c.embedded / c.items : 0;
  at('catalogue-hint').textContent = embedding ? `${number(c.embedded)} have an embedding so far`
    : c.state === 'READY' ? 'titles that agents can recommend' : c.message || c.state.toLowerCase();
  const by = s.syncs.byOutcome;
  const other = s.syncs.total - (by.ok || 0);
  at('syncs').textContent = number(s.syncs.total);
  at('syncs-hint').textContent = other ? `${number(other)} of them were refused` : 'none was refused';
}

export function now(s) {
  const a = s.activity;
  const tones = ['age-0', 'age-1', 'age-2'];
  const rows = a.rounds.map((r, i) => ({
    name: `version ${number(r.version)}`, value: r.viewers, tone: tones[i] || 'age-old',
    title: i === 0 ? 'the newest version' : `${plural(i, 'round', 'rounds')} behind`
  }));
  if (a.older) rows.push({ name: 'older', value: a.older, tone: 'age-old' });
  rows.push({ name: 'nothing yet', value: a.nothing, tone: 'age-none' });
  if (a.active) bars(at('versions'), rows);
  else at('versions').replaceChildren(empty('Nobody has synced in the last minutes. A viewer appears with its next sync.'));
  const t = a.transports;
  if (a.active) {
    bars(at('transports'), [{ name: 'QUIC', value: t.quic, tone: 'quic' }, { name: 'HTTPS', value: t.https, tone: 'https' },
      { name: 'HTTP', value: t.http, tone: 'http' }]);
  } else {
    at('transports').replaceChildren(empty('The ways by which viewers come are shown with the first one.'));
  }
}

/** One calm paragraph: what is going on, for somebody who never heard of it. */
export function story(s, consensus) {
  const a = s.activity;
  const newest = a.rounds.length ? a.rounds[0].viewers : 0;
  const parts = [];
  parts.push(a.active ? `${plural(a.active, 'viewer is', 'viewers are')} here` : 'Nobody is here just now');
  if (a.active && s.bank.patterns) parts[0] += `, ${newest === a.active ? 'all with' : `${number(newest)} of them with`} the newest version of the bank`;
  parts.push(s.bank.patterns ? `it holds ${plural(s.bank.patterns, 'pattern', 'patterns')}` : 'the bank is still empty');
  const text = [`${parts.join('; ')}.`];
  if (s.round.running) text.push('A round runs right now.');
  else if (s.round.lastSuccess) text.push(`The last round ended ${ago(s.round.lastSuccess, s.now)} ago.`);
  else text.push('No round has run since this Core started.');
  if (consensus && consensus.probation) text.push(`${plural(consensus.probation, 'pattern is', 'patterns are')} still on probation before a jury.`);
  const down = s.checks.filter(c => !c.up);
  text.push(down.length ? `Not well: ${down.map(c => c.name).join(', ')}.` : 'All checks are up.');
  at('right-now').replaceChildren(element('b', '', 'Right now: '), text.join(' '));
}
