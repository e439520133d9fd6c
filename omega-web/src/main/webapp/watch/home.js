// The first evening, and the home with what the agent recommends.
import {api} from "./api.js";
import {card, grid, pick, replace, row} from "./cards.js";
import {el, plural, say, withYear} from "./dom.js";
import {act, mine, state} from "./state.js";

const PICKS = 5;
const A_PAGE = 20;
const A_ROW = 14;
const LIKED = 4;
let offered = [];
let from = 0;
let skipped = false;

/** Whether the first evening is still going on. */
export const isFirst = () => state.open && !skipped && state.remembered < PICKS;

export function startAnew() {
  offered = [];
  from = 0;
  skipped = false;
}

export async function home(ctx) {
  return isFirst() ? first(ctx) : rows(ctx);
}

/* ---------------------------------------------------------------- the first evening */

async function first(ctx) {
  if (!offered.length) {
    // what most viewers know is told from quickest; a mix of genres and decades comes behind it, or alone
    const known = (await api.known()).titles;
    const mix = (await api.recommendations({limit: 60})).titles.map(t => t.title);
    offered = [...known, ...mix.filter(t => !known.some(k => k.id === t.id))];
  }
  const list = grid([], {id: "first-picks"});
  const beads = el("span", {class: "beads", "aria-hidden": "true"});
  const count = el("span", {id: "pick-count"});
  const others = el("button", {type: "button", id: "first-others", onclick: () => { from = from + A_PAGE < offered.length ? from + A_PAGE : 0; draw(); list.querySelector("button")?.focus(); say("Other titles"); }}, "Show me others");
  const go = el("button", {type: "button", id: "first-go", class: "main", onclick: () => { skipped = true; ctx.draw("Your recommendations"); }}, "");

  function draw() {
    const picked = state.history.filter(h => h.mine.stars >= LIKED && h.title).map(h => h.title);
    const shown = offered.slice(from, from + A_PAGE).filter(t => !picked.some(p => p.id === t.id));
    list.replaceChildren(...[...picked, ...shown].map(t => pick(t, picked.some(p => p.id === t.id), toggle)));
    tell();
  }

  function tell() {
    const n = state.remembered;
    beads.replaceChildren(...Array.from({length: PICKS}, (_, i) => el("i", {class: i < n ? "full" : null})));
    count.textContent = `${n} of ${PICKS} picked`;
    go.textContent = n >= PICKS ? "Show what my agent found" : n ? "Enough, go on" : "Go on without";
  }

  async function toggle(title, button) {
    const wanted = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(wanted));
    try {
      await act(title, wanted ? "rate" : "forget", wanted ? 5 : undefined);
      tell();
      say(`${withYear(title)} ${wanted ? "picked" : "taken back"}: ${state.remembered} of ${PICKS}`);
      if (state.remembered >= PICKS) {
        go.focus();
      }
    } catch (e) {
      button.setAttribute("aria-pressed", String(!wanted));
      ctx.failed(e);
    }
  }

  draw();
  ctx.show("A first evening",
    el("div", {class: "head"}, el("div", {},
      el("h1", {}, "Pick five you like"),
      el("p", {class: "lead"}, "Your agent knows nothing about you yet. Tell it five titles, and it begins to recommend, with a reason for each. ",
        "It runs on the Core's machine and belongs to this browser session. Nothing leaves it unless you agree.")), others),
    list,
    el("div", {class: "progress"}, el("span", {}, count, beads), go));
}

/* ---------------------------------------------------------------- recommendations */

async function rows(ctx) {
  if (!state.open) {
    return withoutEvening(ctx);
  }
  const list = grid([], {id: "for-you"});
  const changed = el("p", {class: "changed", id: "changed", hidden: true});
  const genreRows = el("div", {id: "genre-rows"});
  const lead = el("p", {class: "lead", id: "told"});
  const answer = await api.recommendations({limit: 18});

  const cards = (titles, news = [], risen = []) => titles.map(r => card(r.title, {
    reason: r.reason, act: rate, badge: news.includes(r.title.id) ? "new" : risen.includes(r.title.id) ? "↑ up" : null}));

  async function rate(title, action, stars) {
    list.setAttribute("aria-busy", "true");
    try {
      const done = await act(title, action, stars);
      const {entered, risen, sentence} = done.change;
      const places = [...list.children].findIndex(c => c.contains(document.activeElement));
      replace(list, cards(done.recommendations.titles, entered, risen));
      const best = done.recommendations.titles.find(r => entered.includes(r.title.id));
      const why = best ? ` First of them: ${withYear(best.title)}. ${best.reason}.` : "";
      changed.textContent = `${sentence}.${why}`;
      changed.hidden = false;
      tell();
      say(changed.textContent);
      if (places >= 0) {
        list.children[Math.min(places, list.children.length - 1)]?.querySelector("a")?.focus({preventScroll: true});
      }
    } catch (e) {
      ctx.failed(e);
    } finally {
      list.removeAttribute("aria-busy");
    }
  }

  function tell() {
    lead.textContent = state.remembered
      ? `Chosen by your agent from ${plural(state.remembered, "title", "titles")} that you told it about. Each answer changes the list.`
      : "Your agent knows nothing about you yet: a mix of genres and decades. Each answer changes the list.";
  }

  tell();
  list.replaceChildren(...cards(answer.titles));
  const shelves = await api.shelves();
  ctx.show("For you",
    el("section", {"aria-labelledby": "for-you-title"},
      el("div", {class: "head"}, el("div", {}, el("h1", {id: "for-you-title"}, "For you"),
        lead)),
      changed,
      answer.titles.length ? list : el("p", {class: "empty"}, answer.empty ?? "There is nothing to recommend.")),
    trends(shelves),
    genreRows);
  drawGenres(genreRows, shelves, answer.titles.map(r => r.title.id)).catch(ctx.failed);
}

function trends(shelves) {
  return el("section", {id: "trending", "aria-labelledby": "trending-title"},
    el("h2", {id: "trending-title"}, "Trending"),
    el("p", {class: "lead"}, "Titles that several viewers of this Core began to watch at once."),
    shelves.trends.length
      ? row(shelves.trends.map(t => card(t.title, {reason: t.reason, mine: mine(t.title.id)})), {"aria-label": "Trending"})
      : el("p", {class: "empty"}, "Nothing trends yet. A title appears here when at least three viewers who agreed to share a sample begin to watch it within a few days."));
}

/** Genres that were liked most, then the largest of the catalogue. */
function genresFor(shelves) {
  const liked = new Map();
  for (const h of state.history) {
    if (h.title && (h.mine.stars ?? 0) >= LIKED) {
      h.title.genres.forEach(g => liked.set(g, (liked.get(g) ?? 0) + 1));
    }
  }
  const bySize = [...shelves.genres].sort((a, b) => b.titles - a.titles).map(g => g.name);
  const byLiking = [...liked.keys()].filter(g => bySize.includes(g)).sort((a, b) => liked.get(b) - liked.get(a));
  return [...new Set([...byLiking, ...bySize])].slice(0, 4);
}

/** Rows without what stands in the list or in a row above, as long as a genre has others. */
async function drawGenres(into, shelves, above) {
  const shown = new Set(above);
  for (const genre of genresFor(shelves)) {
    const id = "genre-" + genre.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const found = await api.recommendations({genre, limit: A_ROW + above.length});
    const others = found.titles.filter(r => !shown.has(r.title.id));
    const titles = (others.length ? others : found.titles).slice(0, A_ROW);
    titles.forEach(r => shown.add(r.title.id));
    into.append(el("section", {"aria-labelledby": id, "data-genre": genre},
      el("h2", {id}, genre), el("p", {class: "lead"}, el("a", {href: "#/browse?genre=" + encodeURIComponent(genre)}, `All of ${genre}`)),
      titles.length
        ? row(titles.map(r => card(r.title, {reason: r.reason})), {"aria-label": genre + " for you"})
        : el("p", {class: "empty"}, found.empty ?? "You have seen all of them.")));
  }
}

async function withoutEvening(ctx) {
  const shelves = await api.shelves();
  const some = await api.browse({limit: 24});
  ctx.show("Titles",
    el("h1", {}, "Titles"),
    el("p", {class: "lead"}, "Nothing is remembered in this browser, so nothing can be recommended. You can search, browse and look at titles."),
    trends(shelves),
    el("section", {"aria-labelledby": "newest"}, el("h2", {id: "newest"}, "Newest"), grid(some.titles.map(t => card(t)))));
}
