// Puts the parts of the page together.
import { Desk } from './admin.js';
import * as consensus from './consensus.js';
import { at, clock } from './dom.js';
import * as heatmap from './heatmap.js';
import { Live } from './live.js';
import * as timeline from './timeline.js';
import * as viewers from './viewers.js';

let range = 'hour';

function pill(tone, text) {
  if (at('state').textContent === text) return;
  at('state').className = `pill ${tone}`;
  at('state').textContent = text;
}

function notice(text) {
  at('notice').hidden = !text;
  if (at('notice').textContent !== text) at('notice').textContent = text;
}

function show(state, parts) {
  const s = state.now;
  if (parts.includes('now')) {
    pill(s.ready ? 'good' : 'waiting', s.ready ? 'ready' : 'not ready');
    notice(s.notice ?? '');
    at('coordinator').textContent = s.coordinatorId;
    viewers.cards(s);
    viewers.now(s);
    consensus.ledger(s.contributions);
    consensus.refusals(s.refusals);
    consensus.roundsLead(s.aggregation);
    timeline.checks(s.checks);
    timeline.operation(s);
    at('foot').textContent = `running since ${new Date(s.startedAt).toLocaleString('en-GB')}`;
    document.body.dataset.version = s.bank.version;
  }
  if (s && (parts.includes('now') || parts.includes('consensus'))) viewers.story(s, state.consensus);
  if (parts.includes('consensus') && state.consensus) consensus.consensus(state.consensus);
  if (parts.includes('rounds')) {
    consensus.rounds(state.rounds);
    heatmap.refresh();
  }
  if (parts.includes('healing')) timeline.healing(state.healing);
  if (parts.includes('history')) viewers.history(state.history[range]);
  desk.follows(state.now);
}

/** How figures come, in words. */
function tell(mode, answered) {
  const since = answered ? clock(answered) : '';
  const texts = { connecting: 'connecting', stream: 'live', polling: 'asking every 4 seconds, without the live stream', denied: 'not shown here', none: 'trying again' };
  const text = texts[mode];
  if (at('connection').textContent !== text) at('connection').textContent = text;
  if (mode === 'none') {
    pill('bad', since ? `no answer since ${since}` : 'no answer');
    notice(`The Core does not answer${since ? ` since ${since}; what is shown is from then` : ''}. This page keeps trying.`);
  } else if (mode === 'denied') {
    pill('waiting', 'figures are for this machine only');
    notice("The figures are shown on the Core's own machine, at its loopback HTTP address; elsewhere sign in below, for the operator.");
  }
}

const live = new Live(show, tell);
const desk = new Desk(() => {
  live.load();
  live.open();
  heatmap.again();
});
heatmap.actions.make = p => desk.forPattern(p);

for (const button of document.querySelectorAll('[data-range]')) {
  button.addEventListener('click', () => {
    range = button.dataset.range;
    document.querySelectorAll('[data-range]').forEach(b => b.setAttribute('aria-pressed', String(b === button)));
    if (live.state.history) viewers.history(live.state.history[range]);
  });
}

desk.start();
live.start();
