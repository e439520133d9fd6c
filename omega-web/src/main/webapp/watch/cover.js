// Typographic covers: made here from a title's name, year and genres alone. The same title always has the same cover.

// Of each genre: a hue (OKLCH), how strong it is, how dark the ground is (dark, deep, light), the type, and shapes that suit it.
const GENRES = {
  "action": [28, 1, "deep", "narrow", ["rays", "slant"]],
  "adventure": [158, 0.6, "deep", "serif", ["hills", "sun"]],
  "animation": [205, 0.8, "light", "round", ["dots", "balls"]],
  "children": [92, 1, "light", "round", ["balls", "sun"]],
  "comedy": [80, 1, "light", "grotesque", ["dots", "arches"]],
  "crime": [18, 0.7, "dark", "narrow", ["slant", "blinds"]],
  "documentary": [240, 0.25, "light", "grotesque", ["grid", "lines"]],
  "drama": [52, 0.6, "deep", "serif", ["arches", "sun", "hills", "rings"]],
  "fantasy": [305, 0.7, "deep", "serif", ["moon", "hills"]],
  "film-noir": [60, 0.06, "dark", "narrow", ["blinds", "slant"]],
  "horror": [12, 0.7, "dark", "serif", ["moon", "shards"]],
  "musical": [340, 0.9, "deep", "grotesque", ["lines", "arches"]],
  "mystery": [285, 0.5, "dark", "serif", ["moon", "rings"]],
  "romance": [8, 0.8, "light", "serif", ["rings", "sun"]],
  "sci-fi": [265, 0.8, "dark", "mono", ["rings", "grid"]],
  "thriller": [222, 0.6, "dark", "narrow", ["slant", "shards"]],
  "war": [118, 0.4, "deep", "narrow", ["lines", "hills"]],
  "western": [62, 0.9, "light", "narrow", ["sun", "hills"]],
};
// Every second title is a drama: alone it takes one of these hues, beside another genre it leaves the cover to that one.
const DRAMA = [52, 30, 160, 215, 255, 330];
const SHAPES = ["rays", "slant", "hills", "sun", "dots", "balls", "arches", "blinds", "grid", "lines", "moon", "shards", "rings"];
const TYPES = ["serif", "grotesque", "narrow", "round", "mono"];
const SVG = "http://www.w3.org/2000/svg";

// FNV-1a over the code units, 32 bit.
function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return h >>> 0;
}

// Numbers from 0 to 1, always the same for one seed (mulberry32).
function dice(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Ground, two shapes and ink, in OKLCH: its lightness is what eyes see, so that a name has the same contrast (more than 7 : 1) on every hue.
function colours(hue, strength, depth, turn) {
  const tone = (light, chroma, h = hue) => `oklch(${light} ${(chroma * strength).toFixed(3)} ${Math.round((h + 720) % 360)})`;
  if (depth === "light") {
    return [tone(0.92, 0.06), tone(0.86, 0.085), tone(0.81, 0.09, hue + turn), tone(0.24, 0.04)];
  }
  const ground = depth === "dark" ? 0.22 : 0.31;
  return [tone(ground, 0.07), tone(ground + 0.07, 0.09), tone(ground + 0.13, 0.1, hue + turn), tone(0.97, 0.02)];
}

function shape(svg, name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  svg.append(node);
}

// Each draws into a field of 200 × 300 and leaves most of one half free for the name.
const DRAW = {
  rays(svg, a, b, r) {
    const x = 20 + r() * 160, y = r() < 0.5 ? 300 : 0;
    for (let i = 0; i < 9; i++) {
      const from = (i / 9) * Math.PI * 2, to = from + 0.34;
      shape(svg, "path", {fill: i % 2 ? a : b, d: `M${x} ${y}L${x + 420 * Math.cos(from)} ${y + 420 * Math.sin(from)}L${x + 420 * Math.cos(to)} ${y + 420 * Math.sin(to)}Z`});
    }
  },
  slant(svg, a, b, r) {
    const at = 90 + r() * 90, tilt = r() < 0.5 ? 70 : -70;
    shape(svg, "path", {fill: a, d: `M0 ${at + tilt}L200 ${at - tilt}V300H0Z`});
    shape(svg, "path", {fill: b, d: `M0 ${at + tilt + 70}L200 ${at - tilt + 70}V300H0Z`});
  },
  hills(svg, a, b, r) {
    const p = 150 + r() * 40, q = 190 + r() * 40;
    shape(svg, "circle", {fill: b, cx: 40 + r() * 120, cy: p - 40, r: 24 + r() * 12});
    shape(svg, "path", {fill: a, d: `M0 ${p + 30}Q50 ${p - 40} 100 ${p + 10}T200 ${p}V300H0Z`});
    shape(svg, "path", {fill: b, d: `M0 ${q + 20}Q60 ${q - 20} 120 ${q + 30}T200 ${q + 10}V300H0Z`});
  },
  sun(svg, a, b, r) {
    const x = 30 + r() * 140, y = 170 + r() * 60, size = 62 + r() * 40;
    shape(svg, "circle", {fill: a, cx: x, cy: y, r: size});
    shape(svg, "circle", {fill: b, cx: x, cy: y, r: size * 0.62});
  },
  dots(svg, a, b, r) {
    const many = 4 + Math.floor(r() * 3), step = 200 / many;
    for (let i = 0; i < many; i++) {
      for (let j = 0; j < many + 2; j++) {
        shape(svg, "circle", {fill: (i + j) % 3 ? a : b, cx: (i + 0.5) * step, cy: 300 - (j + 0.5) * step, r: Math.max(0, step * (0.36 - j * 0.04))});
      }
    }
  },
  balls(svg, a, b, r) {
    for (let i = 0; i < 6; i++) {
      shape(svg, "circle", {fill: i % 2 ? a : b, cx: r() * 200, cy: 130 + r() * 170, r: 14 + r() * 34});
    }
  },
  arches(svg, a, b, r) {
    const x = 50 + r() * 100;
    for (let i = 0; i < 4; i++) {
      shape(svg, "path", {fill: i % 2 ? b : a, d: `M${x - 90 + i * 22} 300V${230 + i * 8}A${90 - i * 22} ${90 - i * 22} 0 0 1 ${x + 90 - i * 22} ${230 + i * 8}V300Z`});
    }
  },
  blinds(svg, a, b, r) {
    const tilt = (r() - 0.5) * 60, many = 7 + Math.floor(r() * 4);
    for (let i = 0; i < many; i++) {
      const y = 300 - i * (260 / many);
      shape(svg, "path", {fill: i % 3 ? a : b, d: `M0 ${y + tilt}L200 ${y - tilt}V${y - tilt - 11}L0 ${y + tilt - 11}Z`});
    }
  },
  grid(svg, a, b, r) {
    const step = 20 + Math.floor(r() * 3) * 10;
    for (let i = 0; i * step < 200; i++) {
      for (let j = 0; j * step < 300; j++) {
        if (r() < 0.34 * (j * step / 300)) {
          shape(svg, "rect", {fill: r() < 0.6 ? a : b, x: i * step, y: j * step, width: step - 2, height: step - 2});
        }
      }
    }
  },
  lines(svg, a, b, r) {
    const many = 5 + Math.floor(r() * 4);
    for (let i = 0; i < many; i++) {
      const high = 40 + r() * 190;
      shape(svg, "rect", {fill: i % 2 ? a : b, x: (i * 200) / many, y: 300 - high, width: 200 / many - 3, height: high});
    }
  },
  moon(svg, a, b, r) {
    const x = 50 + r() * 100, y = 190 + r() * 40, size = 50 + r() * 26;
    shape(svg, "circle", {fill: b, cx: x, cy: y, r: size});
    shape(svg, "circle", {fill: a, cx: x + size * 0.4, cy: y - size * 0.18, r: size * 0.86});
  },
  shards(svg, a, b, r) {
    for (let i = 0; i < 5; i++) {
      const x = r() * 200, w = 18 + r() * 40;
      shape(svg, "path", {fill: i % 2 ? a : b, d: `M${x} ${90 + r() * 120}L${x + w} 300H${x - w}Z`});
    }
  },
  rings(svg, a, b, r) {
    const x = 30 + r() * 140, y = 160 + r() * 90;
    for (let i = 5; i > 0; i--) {
      shape(svg, "circle", {fill: "none", stroke: i % 2 ? a : b, "stroke-width": 9, cx: x, cy: y, r: i * 24});
    }
  },
};

function size(name) {
  const longest = Math.max(...name.split(/[\s-]+/).map(w => w.length));
  if (name.length <= 9 && longest <= 6) return "huge";
  if (name.length <= 22 && longest <= 9) return "large";
  if (name.length <= 42 && longest <= 12) return "medium";
  return name.length <= 80 && longest <= 17 ? "small" : "tiny";
}

// Two where both fit, else one.
function genres(all) {
  const two = all.slice(0, 2).join(" · ");
  return two.length <= 17 ? two : all[0] ?? "";
}

/** A cover of a title as an element. It repeats what stands beside it in words, so readers of the screen pass it by. */
export function cover(title) {
  const seed = hash(title.title + "·" + (title.year ?? ""));
  const r = dice(seed);
  const known = title.genres.map(g => g.toLowerCase()).filter(g => Object.hasOwn(GENRES, g));
  const telling = known.filter(g => g !== "drama");
  const genre = telling.length ? telling[seed % telling.length] : known[0];
  const [usual, strength, depth, type, shapes] = GENRES[genre]
    ?? [seed % 360, 0.5, ["dark", "deep", "light"][seed % 3], TYPES[seed % TYPES.length], SHAPES];
  const hue = (genre === "drama" ? DRAMA[seed % DRAMA.length] : usual) + (r() - 0.5) * 30;
  const turn = (r() < 0.5 ? -1 : 1) * (25 + r() * 70);
  const [ground, a, b, ink] = colours(hue, strength, depth, turn);
  const node = document.createElement("span");
  node.className = `cover ${type} ${size(title.title)} at-${["top", "top", "middle"][Math.floor(r() * 3)]}`;
  if (type === "serif" && r() < 0.3) {
    node.classList.add("italic");
  }
  node.setAttribute("aria-hidden", "true");
  node.style.setProperty("--cover-ground", ground);
  node.style.setProperty("--cover-ink", ink);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 200 300");
  svg.setAttribute("preserveAspectRatio", "xMidYMax slice");
  DRAW[shapes[Math.floor(r() * shapes.length)]](svg, a, b, r);
  node.append(svg);
  for (const [part, text] of [["year", title.year ?? ""], ["name", title.title], ["genre", genres(title.genres)]]) {
    const span = document.createElement("span");
    span.className = part;
    span.textContent = text;
    node.append(span);
  }
  return node;
}
