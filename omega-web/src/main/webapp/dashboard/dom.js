// Small helpers. Texts from outside are only ever set as text.
const whole = new Intl.NumberFormat('en');

export const at = id => document.getElementById(id);
export const number = n => (n === null || n === undefined || Number.isNaN(n) ? '–' : whole.format(n));
export const plural = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;

/** Makes an element; children are elements or texts. */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter(c => c !== undefined && c !== null && c !== ''));
  return made;
}

export function size(bytes) {
  if (bytes >= 1 << 30) return `${(bytes / (1 << 30)).toFixed(1)} GB`;
  if (bytes >= 1 << 20) return `${(bytes / (1 << 20)).toFixed(bytes >= 10 << 20 ? 0 : 1)} MB`;
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} bytes`;
}

/** Microseconds in words. */
export function took(micros) {
  if (micros === null || micros === undefined) return '–';
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 10_000) return `${(micros / 1000).toFixed(1)} ms`;
  return micros < 1_000_000 ? `${Math.round(micros / 1000)} ms` : `${(micros / 1e6).toFixed(1)} s`;
}

export const clock = iso => new Date(iso).toLocaleTimeString('en-GB');

export function ago(iso, now) {
  const seconds = Math.max(0, Math.round((new Date(now) - new Date(iso)) / 1000));
  if (seconds < 120) return plural(seconds, 'second', 'seconds');
  return seconds < 7200 ? plural(Math.round(seconds / 60), 'minute', 'minutes') : plural(Math.round(seconds / 3600), 'hour', 'hours');
}

/** An ISO duration of hours, minutes and seconds in words. */
export function words(iso) {
  const m = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
  if (!m) return iso;
  return [[m[1], 'hour'], [m[2], 'minute'], [m[3], 'second']].filter(p => p[0])
    .map(p => `${p[0]} ${p[1]}${p[0] === '1' ? '' : 's'}`).join(' ') || '0 seconds';
}

export const badge = (tone, text) => element('span', `badge ${tone}`, text);
export const empty = text => element('p', 'empty', text);

/** Rows of a name, a bar and a figure. A bar's length is its share of `most`. */
export function bars(into, rows) {
  const most = Math.max(1, ...rows.map(r => r.value));
  into.replaceChildren(...rows.map(r => {
    const fill = element('span', `fill ${r.tone || ''}`);
    fill.style.width = `${(100 * r.value) / most}%`;
    const row = element('div', 'bar', element('span', 'bar-name', r.name), element('span', 'track', fill), element('span', 'bar-value', number(r.value)));
    if (r.title) row.title = r.title;
    return row;
  }));
}

/** A table of texts or elements; columns named in `right` are numbers. */
export function table(heads, rows, right = []) {
  const made = element('table');
  const head = element('tr');
  heads.forEach((h, i) => {
    const th = element('th', right.includes(i) ? 'number' : '', h);
    th.scope = 'col';
    head.append(th);
  });
  made.append(element('thead', '', head));
  made.append(element('tbody', '', ...rows.map(r => element('tr', '', ...r.map((c, i) => element('td', right.includes(i) ? 'number' : '', c))))));
  return scrolling(element('div', 'scroll', made), 'table');
}

/** What may be larger than its place can be reached and scrolled with the keyboard. */
export function scrolling(place, what) {
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', `${what}, scrolls where there is more`);
  return place;
}
