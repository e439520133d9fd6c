// What self-healing saw and did; and how the Core says it fares.
import { ago, at, badge, clock, element, empty, number, plural, scrolling, size } from './dom.js';

const TONES = { DETECTED: 'wait', ADJUSTED: 'calm', HEALED: 'good', FAILED: 'wait', ALARM: 'bad' };
const WORDS = { DETECTED: 'noticed', ADJUSTED: 'adjusted', HEALED: 'healed', FAILED: 'did not help', ALARM: 'alarm' };
const BY = { SUPERVISOR: 'supervisor', CONTROLLER: 'controller' };

export function healing(events) {
  if (!events.length) {
    at('healing').replaceChildren(empty('Nothing needed healing since this Core started. When a fault is found or a setting is moved, it appears here with its reason.'));
    return;
  }
  at('healing').replaceChildren(scrolling(element('div', 'scrollbox', element('ol', 'timeline', ...events.map(e => {
    const item = element('li', (TONES[e.outcome] || 'calm'));
    item.dataset.event = e.number;
    item.append(element('p', 'head', badge(TONES[e.outcome] || 'calm', WORDS[e.outcome] || e.outcome.toLowerCase()), ' ',
      element('strong', '', e.subject.replaceAll('-', ' ')), element('span', 'quiet', ` ${new Date(e.at).toLocaleDateString('en-GB')} ${clock(e.at)} · ${BY[e.by] || e.by.toLowerCase()}`)));
    item.append(element('p', '', e.reason));
    if (e.action) item.append(element('p', '', element('span', 'quiet', 'Done: '), e.action));
    if (e.prediction) item.append(element('p', '', element('span', 'quiet', 'Expected: '), e.prediction));
    return item;
  }))), 'events of self-healing'));
}

export function checks(list) {
  at('checks').replaceChildren(...list.map(c => element('li', '', element('span', 'mark', badge(c.up ? 'good' : 'bad', c.up ? 'up' : 'down')),
    element('span', '', element('strong', '', c.name), ' ', element('span', 'quiet', c.text)))));
}

const again = iso => (iso ? `; it is tried again at ${clock(iso)}` : '');

/** What a round does now, or why none runs. */
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

export function operation(s) {
  const quota = s.quotaRefused.total;
  at('operation').textContent = [
    roundNow(s),
    `The running epoch holds ${plural(s.epoch.contributions, 'contribution', 'contributions')} of at most ${number(s.epoch.ceiling)}${s.epoch.endsAt ? ` and ends at ${new Date(s.epoch.endsAt).toLocaleString('en-GB')}` : ' and ends with the next round'}.`,
    `${size(s.disk.free)} of disk are free, ${size(s.heap.used)} of ${size(s.heap.max)} of memory are used.`,
    quota ? `${plural(quota, 'contribution', 'contributions')} over a quota were refused.` : ''
  ].filter(Boolean).join(' ');
}
