// The operator's desk: signing in, and what can be done then. What cannot be undone asks a second time.
import { at, element, number, plural } from './dom.js';

const button = (id, text, tone, work) => {
  const made = element('button', tone, text);
  made.type = 'button';
  if (id) made.id = id;
  made.addEventListener('click', work);
  return made;
};

function field(id, label, type, value, hint) {
  const input = element('input');
  input.id = id;
  input.type = type;
  input.value = value;
  input.autocomplete = 'off';
  const name = element('label', '', label);
  name.htmlFor = id;
  return element('div', 'field', name, input, hint ? element('p', 'hint', hint) : null);
}

/** Asks until the name is typed; true if it was. */
function confirmed(title, text, name, yes) {
  const dialog = at('confirm');
  at('confirm-title').textContent = title;
  at('confirm-text').textContent = text;
  at('confirm-label').replaceChildren('Type ', element('code', '', name), ' to confirm');
  at('confirm-yes').textContent = yes;
  at('confirm-yes').disabled = true;
  at('confirm-name').value = '';
  at('confirm-name').oninput = () => { at('confirm-yes').disabled = at('confirm-name').value.trim() !== name; };
  at('confirm-no').onclick = () => dialog.close('no');
  at('confirm-yes').value = 'yes';
  dialog.returnValue = 'no';
  dialog.showModal();
  at('confirm-name').focus();
  return new Promise(done => dialog.addEventListener('close',
    () => done(dialog.returnValue === 'yes' && at('confirm-name').value.trim() === name), { once: true }));
}

export class Desk {
  /** @param changed called when somebody signed in or out */
  constructor(changed) {
    this.changed = changed;
    this.session = { signedIn: false };
    this.now = null;
  }

  async start() {
    at('login').addEventListener('submit', e => {
      e.preventDefault();
      this.signIn();
    });
    try {
      this.session = await (await fetch('api/session', { cache: 'no-store' })).json();
    } catch (e) {
      // the Core is away; who wants to sign in is told so then
    }
    this.draw();
    if (this.session.signedIn) this.changed();
  }

  follows(now) {
    this.now = now;
  }

  say(text, tone = '') {
    at('admin-result').className = `result ${tone}`;
    at('admin-result').replaceChildren(text);
  }

  async signIn() {
    const token = at('token').value;
    at('token').value = '';
    try {
      const answer = await fetch('api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) });
      const said = await answer.json();
      if (!answer.ok) throw new Error(said.detail);
      this.session = said;
      this.say('Signed in.', 'good');
      this.draw();
      this.changed();
      at('admin-by').focus();
    } catch (e) {
      this.say(`Not signed in: ${e.message}`, 'bad');
      at('token').focus();
    }
  }

  async signOut() {
    await this.call('DELETE', 'api/session');
    this.ended('Signed out.');
  }

  ended(text) {
    this.session = { signedIn: false };
    this.say(text);
    this.draw();
    this.changed();
  }

  /** The answer's object, or null when it was refused and that was said. */
  async call(method, path, query = {}) {
    const by = at('admin-by') ? at('admin-by').value.trim() : '';
    const asked = new URLSearchParams({ ...query, ...(by && path !== 'api/session' ? { by } : {}) });
    try {
      const answer = await fetch(asked.size ? `${path}?${asked}` : path, { method, headers: { 'X-Omega-CSRF': this.session.csrf } });
      if (answer.status === 204) return {};
      const said = await answer.json();
      if (answer.status === 401) this.ended(`${said.detail}.`);
      else if (!answer.ok) this.say(`Refused: ${said.detail}`, 'bad');
      return answer.ok ? said : null;
    } catch (e) {
      this.say('The Core does not answer. Nothing is known of what became of it: look at the figures before you try again.', 'bad');
      return null;
    }
  }

  draw() {
    at('login').hidden = this.session.signedIn;
    at('desk').hidden = !this.session.signedIn;
    document.body.dataset.signedIn = String(this.session.signedIn);
    if (!this.session.signedIn) {
      at('desk').replaceChildren();
      return;
    }
    const until = new Date(this.session.until).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    at('desk').replaceChildren(
      element('div', 'row', element('p', '', 'Signed in as ', element('b', '', this.session.subject), `, until ${until} at the latest.`),
        button('sign-out', 'Sign out', '', () => this.signOut())),
      field('admin-by', 'Your name, for the log of actions', 'text', ''),
      element('div', 'actions', this.rounds(), this.codes(), this.epoch(), this.pattern()));
  }

  rounds() {
    return element('article', 'action', element('h3', '', 'Run a round now'), element('p', 'hint', 'Decides what waits. It does not end the epoch.'),
      button('run-round', 'Run a round', 'primary', async e => {
        e.target.disabled = true;
        this.say('The round runs …');
        const r = await this.call('POST', 'api/admin/rounds');
        e.target.disabled = false;
        if (r) this.say(`Round ${number(r.round)}: ${number(r.admitted)} admitted, ${number(r.refused)} refused, ${number(r.waiting)} waiting; bank version ${number(r.bankVersion)}.`, 'good');
      }));
  }

  codes() {
    const count = field('code-count', 'How many', 'number', '1');
    count.querySelector('input').min = 1;
    count.querySelector('input').max = 100;
    return element('article', 'action', element('h3', '', 'Mint enrolment codes'), element('p', 'hint', 'Each lets one device enrol. They are shown once, here.'), count,
      button('mint-codes', 'Mint', 'primary', async () => {
        const minted = await this.call('POST', 'api/admin/viewers/codes', { count: at('code-count').value });
        if (minted) {
          const list = element('ul', 'codes', ...minted.codes.map(c => element('li', '', element('code', '', c))));
          this.say(element('div', '', element('p', '', `${plural(minted.codes.length, 'code', 'codes')}, shown this once:`), list), 'good');
        }
      }));
  }

  epoch() {
    return element('article', 'action', element('h3', '', 'The running epoch'),
      element('p', 'hint', 'Ending it runs a last round and erases raw contributions. Discarding erases them without a decision. Neither can be undone.'),
      element('div', 'buttons', button('close-epoch', 'End it …', '', () => this.closeEpoch()), button('discard-epoch', 'Discard it …', 'danger', () => this.discardEpoch())));
  }

  async closeEpoch() {
    const name = `epoch ${this.now.epoch.number}`;
    if (!await confirmed('End the running epoch?', `A round runs now and decides its ${plural(this.now.epoch.contributions, 'contribution', 'contributions')}; then they are erased.`, name, 'End it')) return;
    const r = await this.call('POST', 'api/admin/epoch/close');
    if (r) this.say(`The epoch ended with round ${number(r.round)}; bank version ${number(r.bankVersion)}.`, 'good');
  }

  async discardEpoch() {
    const number = this.now.epoch.number;
    if (!await confirmed('Discard the running epoch?', `${plural(this.now.epoch.contributions, 'contribution is', 'contributions are')} erased and decided as expired. Viewers do not send them again.`, `epoch ${number}`, 'Discard it')) return;
    if (await this.call('DELETE', 'api/admin/epoch/contributions', { confirm: number })) this.say(`The contributions of epoch ${number} are erased.`, 'good');
  }

  pattern() {
    return element('article', 'action', element('h3', '', 'Take a pattern out of the bank'),
      element('p', 'hint', 'Choose a cell in the grid above: each pattern has its buttons there while you are signed in.'));
  }

  /** Buttons for a pattern of the grid; null for who is not signed in. */
  forPattern(p) {
    if (!this.session.signedIn) return null;
    return element('p', 'buttons', button('', 'Pin', '', async () => {
      if (await this.call('PUT', `api/admin/patterns/${p.id}/pin`)) this.say(`Pattern ${p.id} is pinned: pruning leaves it.`, 'good');
    }), button('', 'Take out …', 'danger', () => this.takeOut(p)));
  }

  async takeOut(p) {
    const name = p.id.slice(0, 8);
    if (!await confirmed('Take this pattern out of the bank?', `${plural(p.supporters, 'viewer stands', 'viewers stand')} behind it (${p.genres.join(', ') || 'no common genre'}). It leaves with the next round, and its like may not enter again for some epochs.`, name, 'Take it out')) return;
    if (await this.call('DELETE', `api/admin/patterns/${p.id}`)) this.say(`Pattern ${name} leaves the bank with the next round.`, 'good');
  }
}
