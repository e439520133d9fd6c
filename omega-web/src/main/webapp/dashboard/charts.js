// Charts of uPlot in the colours of the page, each with its key in words and its figures as a table.
import { at, element, empty, number, table } from './dom.js';

/* global uPlot */
const charts = [];
/** Rows of the table behind a chart: what a person reads. */
const ROWS = 12;
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Inserts an empty place where samples are missing, so that no line is drawn over the time when the Core was away. */
function withGaps(series, names) {
  const x = [];
  const ys = names.map(() => []);
  series.at.forEach((t, i) => {
    if (i > 0 && t - series.at[i - 1] > 3 * series.step) {
      x.push(series.at[i - 1] + series.step);
      ys.forEach(y => y.push(null));
    }
    x.push(t);
    names.forEach((n, k) => ys[k].push(series.columns[n] ? series.columns[n][i] : n.includes('.p') ? null : 0));
  });
  return [x, ...ys];
}

/** Each line becomes the sum of itself and those below: painted from the top down they are bands. */
function stacked(data) {
  const out = [data[0]];
  for (let k = data.length - 1, below = null; k >= 1; k--) {
    below = data[k].map((v, i) => (v === null ? null : v + (below ? below[i] : 0)));
    out.splice(1, 0, below);
  }
  return out;
}

/** Under ten minutes the second counts, or several ticks would say the same. */
const SHORT = 600;
const exact = seconds => new Date(seconds * 1000).toLocaleTimeString('en-GB');
const time = seconds => new Date(seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/**
 * A chart over time.
 * @param id of its place; its key goes into `${id}-key` or into `key`
 * @param lines [{name: column, label, color: CSS variable, dash}], for bands the topmost first
 * @param options bands, format of values, group: charts that share their scale, marks: column whose changes are drawn as lines
 */
export class Chart {
  constructor(id, lines, options = {}) {
    this.place = at(id);
    this.lines = lines;
    this.options = { format: number, ...options };
    this.names = lines.map(l => l.name);
    const key = at(options.key || `${id}-key`);
    if (key && !key.childElementCount) key.append(this.makeKey());
    charts.push(this);
  }

  makeKey() {
    const list = element('ul', 'key');
    for (const l of [...this.lines].reverse()) {
      const dot = element('span', `swatch ${l.dash ? 'dashed' : ''}`);
      dot.style.setProperty('--dot', `var(${l.color})`);
      list.append(element('li', '', dot, l.label));
    }
    return list;
  }

  show(series, most) {
    this.series = series;
    this.most = most;
    if (series.at.length < 2) {
      this.place.replaceChildren(empty(this.options.empty || 'The line begins when two figures are there: they are taken every ten seconds.'));
      this.plot = null;
      return;
    }
    const plain = withGaps(series, this.names);
    const data = this.options.bands ? stacked(plain) : plain;
    if (this.plot && this.most === this.drawnMost) this.plot.setData(data);
    else this.draw(data);
    this.describe();
  }

  draw(data) {
    if (this.plot) this.plot.destroy();
    this.drawnMost = this.most;
    this.canvas = element('div', 'canvas');
    this.canvas.setAttribute('role', 'img');
    this.place.replaceChildren(this.canvas, this.figures());
    this.plot = new uPlot(this.setup(), data, this.canvas);
  }

  /** Height and colours come from the style sheet. */
  setup() {
    const axis = { stroke: style('--quiet'), grid: { stroke: style('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
    const box = this.place.getBoundingClientRect();
    return {
      width: Math.max(200, Math.floor(box.width)),
      height: parseInt(style(this.place.classList.contains('tall') ? '--chart-tall' : '--chart'), 10),
      cursor: { y: false, drag: { x: false, y: false }, points: this.options.bands ? { show: false } : {} },
      legend: { show: true, live: true },
      scales: { x: { time: true }, y: { range: (u, low, high) => [0, Math.max(this.options.least || 1, this.most ?? high) * 1.08] } },
      axes: [{ ...axis, values: (u, ticks) => ticks.map(u.scales.x.max - u.scales.x.min < SHORT ? exact : time), space: 76, size: 30 },
        { ...axis, size: 58, values: (u, ticks) => ticks.map(t => (Number.isInteger(t) || this.options.fractions ? this.options.format(t) : '')) }],
      series: [{ label: 'at', value: (u, t) => (t ? exact(t) : '–') }, ...this.lines.map((l, k) => ({
        label: l.label,
        stroke: style(l.color),
        width: this.options.bands ? 0.5 : 2,
        dash: l.dash,
        fill: this.options.bands ? style(l.color) : undefined,
        spanGaps: false,
        points: { show: !this.options.bands, size: 4 },
        value: (u, v, s, i) => this.options.format(i === null || i === undefined ? null : this.plainValue(u, k, i))
      }))],
      hooks: { draw: this.options.marks ? [u => this.marks(u)] : [] }
    };
  }

  /** What a band has by itself. */
  plainValue(u, k, i) {
    const v = u.data[k + 1][i];
    if (!this.options.bands || v === null || v === undefined || k + 2 >= u.data.length) return v;
    return v - u.data[k + 2][i];
  }

  /** A vertical line where a column changes. */
  marks(u) {
    const column = this.series.columns[this.options.marks];
    if (!column) return;
    const c = u.ctx;
    c.save();
    c.strokeStyle = style('--mark');
    c.lineWidth = 1;
    c.setLineDash([3, 3]);
    for (let i = 1; i < column.length; i++) {
      if (column[i] === column[i - 1]) continue;
      const x = Math.round(u.valToPos(this.series.at[i], 'x', true)) + 0.5;
      c.beginPath();
      c.moveTo(x, u.bbox.top);
      c.lineTo(x, u.bbox.top + u.bbox.height);
      c.stroke();
    }
    c.restore();
  }

  describe() {
    const last = this.series.at.length - 1;
    const now = this.lines.map(l => `${l.label} ${this.options.format(this.value(l.name, last))}`).join(', ');
    this.canvas.setAttribute('aria-label', `Chart from ${time(this.series.at[0])} to ${time(this.series.at[last])}. Last: ${now}.`);
    if (this.details.open) this.fill();
  }

  value(name, i) {
    return this.series.columns[name] ? this.series.columns[name][i] : name.includes('.p') ? null : 0;
  }

  figures() {
    this.details = element('details', 'figures', element('summary', '', 'The last figures as a table'));
    this.details.addEventListener('toggle', () => this.details.open && this.fill());
    return this.details;
  }

  fill() {
    const rows = [];
    for (let i = this.series.at.length - 1; i >= Math.max(0, this.series.at.length - ROWS); i--) {
      rows.push([exact(this.series.at[i]), ...this.lines.map(l => this.options.format(this.value(l.name, i)))]);
    }
    const made = table(['time', ...this.lines.map(l => l.label)], rows, this.lines.map((l, k) => k + 1));
    if (this.details.childElementCount > 1) this.details.lastChild.remove();
    this.details.append(made);
  }

  redraw() {
    if (!this.series || !this.plot) return;
    this.drawnMost = undefined;
    const open = this.details.open;
    const plain = withGaps(this.series, this.names);
    this.draw(this.options.bands ? stacked(plain) : plain);
    this.details.open = open;
    this.describe();
  }
}

let resized;
const widths = new WeakMap();
new ResizeObserver(() => {
  clearTimeout(resized);
  resized = setTimeout(() => charts.filter(c => widths.get(c.place) !== c.place.clientWidth).forEach(c => {
    widths.set(c.place, c.place.clientWidth);
    c.redraw();
  }), 120);
}).observe(document.documentElement);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach(c => c.redraw()));
