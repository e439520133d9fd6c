// What became of the contributions, why rounds decided as they did, and the rounds themselves.
import { at, badge, bars, clock, element, empty, number, plural, scrolling, table, words } from './dom.js';

const opened = new Map();
const SHOWN_DECISIONS = 12;
const TONES = { ADMITTED: 'good', PROBATION: 'wait', REFUSED: 'bad', WAITING: 'calm' };
const OUTCOMES = { ADMITTED: 'admitted', PROBATION: 'on probation', REFUSED: 'refused', WAITING: 'waiting' };
const REASONS = {
  malformed: 'not a request of the protocol', too_large: 'larger than allowed', unauthenticated: 'no token that holds', revoked: 'the viewer was removed',
  rate_limited: 'too many requests', quality: 'below the quality asked for', consent: 'the owner does not consent to this', sequence_gap: 'a number was left out',
  unavailable: 'not now: the Core was busy or starting', unsupported: 'another version of the protocol', not_found: 'there is no such thing',
  quota: 'the epoch takes no more of this viewer', suspended: 'the operator suspended the viewer', error: 'the Core failed on it'
};

export function ledger(c) {
  const parts = [['admitted', 'admitted into a pattern or the item model'], ['refused', 'refused, each with a reason'],
    ['expired', 'expired with their epoch'], ['pending', 'waiting for a round']];
  at('ledger').replaceChildren(...parts.filter(p => c[p[0]] > 0).map(p => {
    const bar = element('span', p[0]);
    bar.style.flexGrow = c[p[0]];
    return bar;
  }));
  const said = parts.map(p => `${number(c[p[0]])} ${p[0]}`).join(', ');
  at('ledger').setAttribute('aria-label', `${number(c.acknowledged)} acknowledged: ${said}`);
  at('ledger-key').replaceChildren(element('li', 'plain', element('b', '', number(c.acknowledged)), ' acknowledged'),
    ...parts.map(p => element('li', p[0], element('b', '', number(c[p[0]])), ` ${p[1]}`)));
}

export function refusals(counts) {
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1])
    .map(([reason, value]) => ({ name: REASONS[reason] || reason, value, tone: 'refused' }));
  if (rows.length) bars(at('refusals'), rows);
  else at('refusals').replaceChildren(empty('None since this Core started. A refused request appears here with its reason.'));
}

export function consensus(c) {
  if (c.reasons.length) {
    at('reasons').replaceChildren(table(['outcome', 'because', 'groups', 'viewers'], c.reasons.map(r => [
      badge(TONES[r.outcome] || 'calm', OUTCOMES[r.outcome] || r.outcome.toLowerCase()), r.reason, number(r.groups), number(r.supporters)]), [2, 3]));
  } else {
    at('reasons').replaceChildren(empty(c.round
      ? `Round ${number(c.round)} decided nothing new. What a round admits, tries or refuses gets a line here, with the reason.`
      : 'No round has decided anything yet. Each outcome gets a line here, with the reason.'));
  }
  at('reasons-title').textContent = c.round ? `What round ${number(c.round)} decided, and why` : 'What the last round decided, and why';
  at('juries-title').textContent = `Juries that are still out: ${number(c.probation)}; confirmed: ${number(c.admitted)}`;
  if (c.juries.length) at('juries').replaceChildren(scrolling(element('div', 'juries', ...c.juries.map(jury)), 'juries'));
  else {
    at('juries').replaceChildren(empty(c.probation ? `${plural(c.probation, 'pattern is', 'patterns are')} on probation; the last rounds heard no votes about them.`
      : 'No pattern is on probation. When enough viewers agree on one, a jury of other viewers tries it, and its votes appear here.'));
  }
}

/** One jury: places as a bar of yes, no and open. */
function jury(d) {
  const j = d.jury;
  const track = element('span', 'votes');
  for (const [name, n] of [['yes', j.yes], ['no', j.no], ['open', Math.max(0, j.jurors - j.yes - j.no)]]) {
    if (!n) continue;
    const part = element('span', name);
    part.style.flexGrow = n;
    track.append(part);
  }
  track.setAttribute('role', 'img');
  track.setAttribute('aria-label', j.jurors ? `${j.yes} yes, ${j.no} no of ${j.jurors}; ${j.needed} yes admit` : 'no votes yet');
  return element('div', 'jury', element('span', 'jury-name', ...(d.genres.length ? d.genres.map(g => element('span', 'tag', g)) : ['no common genre'])),
    track, element('span', 'jury-text', j.jurors ? `${j.yes} yes, ${j.no} no, ${j.needed} yes admit` : 'waits for the votes of its jury',
      ` · ${plural(d.supporters, 'viewer', 'viewers')}`));
}

function decisions(r) {
  const rows = r.decisions.slice(0, SHOWN_DECISIONS).map(d => [
    badge(TONES[d.outcome] || 'calm', OUTCOMES[d.outcome] || d.outcome.toLowerCase()), number(d.supporters),
    element('span', '', ...(d.genres.length ? d.genres.map(g => element('span', 'tag', g)) : ['–'])), d.reason]);
  const made = table(['outcome', 'viewers', 'genres', 'reason'], rows, [1]);
  const more = r.decisions.length - rows.length;
  return more > 0 ? element('div', '', made, element('p', 'hint pad', `and ${number(more)} more`)) : made;
}

function roundBox(r, newest) {
  const box = element('details', 'round');
  box.open = opened.has(r.round) ? opened.get(r.round) : newest && innerWidth > 700;
  const summary = element('summary', '', element('strong', '', `Round ${number(r.round)}`),
    element('span', 'quiet', `${plural(r.viewers, 'viewer', 'viewers')}, ${plural(r.votes, 'pattern', 'patterns')} in ${plural(r.clusters, 'group', 'groups')}`),
    element('span', 'quiet', `bank version ${number(r.bankVersion)}, ${plural(r.bankPatterns, 'pattern', 'patterns')}`),
    element('span', 'quiet right', `${clock(r.startedAt)} · ${number(r.durationMs)} ms`));
  // what the reader did, before it is done; what is open by itself closes by itself
  summary.addEventListener('click', () => opened.set(r.round, !box.open));
  box.append(summary);
  const story = [`Contributions: ${number(r.admitted)} admitted, ${number(r.refused)} refused, ${number(r.waiting)} waiting, ${number(r.expired)} expired.`];
  story.push(r.itemModelPublished
    ? `A new item model from ${plural(r.rows, "viewer's sample", "viewers' samples")}; ${plural(r.items, 'title has', 'titles have')} enough supporters to be released.`
    : 'No new item model.');
  if (r.endOfEpoch) story.push('End of the epoch: raw contributions were erased, samples stand for their lease.');
  box.append(element('p', 'pad', story.join(' ')));
  if (r.decisions.length) box.append(decisions(r));
  return box;
}

export function rounds(list) {
  if (list.length) at('rounds').replaceChildren(...list.map((r, i) => roundBox(r, i === 0)));
  else at('rounds').replaceChildren(empty('No round yet. The first one runs when viewers have contributed and the catalogue is ready.'));
}

export function roundsLead(a) {
  at('rounds-lead').textContent = 'A round groups similar patterns of different viewers, decides on each group, and fuses what enough viewers share into one. It stays on probation until a jury of other viewers has seen what came of it. '
    + (a.enabled ? `The next one starts ${words(a.interval)} after the last ended.` : 'The timer is off: rounds run when the operator asks for one.');
}
