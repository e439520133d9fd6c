// What the Core says: everything once, then news over an event stream; where that is blocked or cut, by asking.
const ADDRESS = 'api/omega/dashboard';
const POLL_MS = 4000;
/** A stream brings figures every two seconds: after three that did not come it counts as cut. */
const SILENCE_MS = 7000;
const RETRY_MS = 15000;
/** With ?stream=off the page only asks: where a stream is blocked anyway, and for programs that wait until a page is quiet. */
const STREAM = new URLSearchParams(location.search).get('stream') !== 'off';
const KEPT = { hour: 360, day: 1440 };

/**
 * Keeps `state` up to date and calls `show(state, parts)` for each change.
 * `tell(connection)` hears how: 'connecting', 'stream', 'polling', 'denied' or 'none', and since when nothing came.
 */
export class Live {
  constructor(show, tell) {
    this.show = show;
    this.tell = tell;
    this.state = { now: null, rounds: [], consensus: null, healing: [], history: null };
    this.heard = 0;
    this.answered = null;
    this.mode = 'connecting';
  }

  start() {
    this.began = Date.now();
    this.load();
    this.open();
    setInterval(() => this.watch(), 1000);
  }

  /** Asks for everything. */
  async load() {
    if (this.loading) return;
    this.loading = true;
    try {
      const answer = await fetch(ADDRESS, { cache: 'no-store', headers: { Accept: 'application/json' } });
      if (answer.status === 401 || answer.status === 403) {
        this.to('denied');
        return;
      }
      if (!answer.ok) throw new Error(`the Core answered ${answer.status}`);
      Object.assign(this.state, await answer.json());
      this.answered = new Date();
      if (this.mode !== 'stream') this.to(this.waiting() ? 'connecting' : 'polling');
      this.show(this.state, ['now', 'rounds', 'consensus', 'healing', 'history']);
      document.body.dataset.loaded = 'true';
    } catch (e) {
      if (this.mode !== 'stream') this.to('none');
    } finally {
      this.loading = false;
      this.asked = Date.now();
    }
  }

  open() {
    if (!STREAM) return;
    if (this.source) this.source.close();
    this.opened = Date.now();
    this.source = new EventSource(`${ADDRESS}/events`);
    this.source.addEventListener('now', e => this.news({ now: JSON.parse(e.data) }, ['now']));
    this.source.addEventListener('round', e => this.news(JSON.parse(e.data), ['rounds', 'consensus']));
    this.source.addEventListener('healing', e => this.healed(JSON.parse(e.data)));
  }

  news(parts, names) {
    const cut = this.mode !== 'stream';
    this.heard = Date.now();
    this.answered = new Date();
    Object.assign(this.state, parts);
    if (parts.now && parts.now.sample && this.state.history && this.append(parts.now.sample)) names.push('history');
    this.to('stream');
    this.show(this.state, names);
    // what was missed while it was cut
    if (cut) this.load();
  }

  healed(event) {
    this.state.healing = [event, ...this.state.healing.filter(e => e.number !== event.number)]
      .sort((a, b) => b.number - a.number).slice(0, 50);
    this.show(this.state, ['healing']);
  }

  /** One more sample; true if it is new. */
  append(sample) {
    let added = false;
    for (const range of ['hour', 'day']) {
      const series = this.state.history[range];
      const last = series.at.at(-1) ?? 0;
      if (sample.at - last < series.step - 1) continue;
      const length = series.at.length;
      series.at.push(sample.at);
      for (const name of new Set([...Object.keys(series.columns), ...Object.keys(sample)])) {
        if (name === 'at') continue;
        const column = series.columns[name] ??= new Array(length).fill(/\.p\d\d$/.test(name) ? null : 0);
        column.push(sample[name] ?? (/\.p\d\d$/.test(name) ? null : 0));
        if (series.at.length > KEPT[range]) column.shift();
      }
      if (series.at.length > KEPT[range]) series.at.shift();
      added = true;
    }
    return added;
  }

  /** Whether the first figures of the stream may still come. */
  waiting() {
    return STREAM && this.heard === 0 && Date.now() - this.began < SILENCE_MS;
  }

  /** Each second: is the stream still there, is it time to ask, is it time to try the stream again. */
  watch() {
    const now = Date.now();
    if (now - this.heard < SILENCE_MS) return;
    if (this.mode === 'stream' || (this.mode === 'connecting' && !this.waiting())) this.to('polling');
    if (now - (this.asked ?? 0) >= POLL_MS) this.load();
    if (STREAM && now - this.opened >= RETRY_MS) this.open();
  }

  to(mode) {
    this.mode = mode;
    document.body.dataset.live = mode;
    this.tell(mode, this.answered);
  }
}
