// Searches in natural words, and browsing by genre and decade.
import {api} from "./api.js";
import {address, card, grid} from "./cards.js";
import {el, plural, say, withYear} from "./dom.js";
import {mine} from "./state.js";

const A_PAGE = 24;
/** Characters; the Core refuses more. */
const LONGEST = 500;
const link = (page, parameters) => {
  const given = Object.entries(parameters).filter(([, v]) => v);
  return "#/" + page + (given.length ? "?" + new URLSearchParams(given) : "");
};

function choice(id, label, all, options, chosen, change) {
  const select = el("select", {id, name: id}, el("option", {value: ""}, all),
    options.map(([value, text]) => el("option", {value, selected: String(value) === chosen}, text)));
  select.addEventListener("change", () => change(select.value));
  return el("label", {for: id}, label, select);
}

export async function search(ctx, parameters) {
  const [q, genre, decade] = ["q", "genre", "decade"].map(name => parameters.get(name) ?? "");
  const shelves = await api.shelves();
  const again = changed => { location.hash = link("search", {q, genre, decade, ...changed}); };
  const filters = el("div", {class: "filters"},
    choice("filter-genre", "Genre", "Any genre", shelves.genres.map(g => [g.name, g.name]), genre, v => again({genre: v})),
    choice("filter-decade", "Decade", "Any decade", [...shelves.decades].reverse().map(d => [d.from, `${d.from}s`]), decade, v => again({decade: v})));
  const head = [el("h1", {}, "Search"), el("p", {class: "lead", id: "search-for"}, q ? `“${q.length > 160 ? q.slice(0, 160) + "…" : q}”` : "Say what you look for.")];
  if (!q) {
    return ctx.show("Search", head, help());
  }
  if (q.length > LONGEST) {
    return refused(ctx, head, `a search has at most ${LONGEST} characters, this one has ${q.length.toLocaleString("en")}`);
  }
  let answer;
  try {
    answer = await api.search({q, genre, decade});
  } catch (e) {
    if (e.status !== 400) {
      throw e;
    }
    return refused(ctx, head, e.message);
  }
  const understood = answer.understood.length && el("ul", {class: "chips", id: "understood", "aria-label": "Understood as"},
    answer.understood.map(u => el("li", {class: "chip"}, u)));
  const text = answer.titles.length ? plural(answer.titles.length, "title", "titles") : "No title fits";
  say(text);
  const meant = answer.meant && el("p", {id: "meant"}, "Did you mean ", el("a", {href: address(answer.meant)}, withYear(answer.meant)), "?");
  ctx.show(`Search: ${q.slice(0, 40)}`, head, understood, meant, el("div", {class: "spaced"}, filters),
    answer.titles.length
      ? grid(answer.titles.map(f => card(f.title, {reason: f.reasons.slice(0, 2).join(". "), mine: mine(f.title.id)})), {id: "results"})
      : el("div", {class: "empty", id: "results-none"}, answer.fits
        ? "No title of the catalogue passes all that you asked for. Take one condition away."
        : "No title of the catalogue fits these words. Other words may: a plot, a place, a mood, a title to resemble."));
}

function refused(ctx, head, why) {
  say(why);
  ctx.show("Search", head, el("p", {class: "empty spaced", id: "search-refused"}, sentence(why) + " Say it shorter."));
}

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1) + ".";

function help() {
  const examples = ["the sea", "something like Jaws, without horror", "cosy comedy from the eighties", "a detective in the rain before 1960", "robots that learn to feel"];
  return el("ul", {class: "chips", "aria-label": "Examples"}, examples.map(q => el("li", {}, el("a", {class: "button", href: link("search", {q})}, q))));
}

export async function browse(ctx, parameters) {
  const [genre, decade] = ["genre", "decade"].map(name => parameters.get(name) ?? "");
  const shelves = await api.shelves();
  const chip = (kind, value, text, many, chosen) => el("li", {}, el("button", {
    type: "button", "aria-pressed": String(String(value) === chosen), "data-value": value,
    onclick: () => { location.hash = link("browse", {genre, decade, [kind]: String(value) === chosen ? "" : value}); }},
    text, el("small", {}, many.toLocaleString("en"))));
  const list = grid([], {id: "browse"});
  const more = el("button", {type: "button", id: "more", onclick: () => next().catch(ctx.failed)}, "Show more");
  const count = el("p", {class: "lead", id: "browse-count"});
  let shown = 0;

  async function next() {
    const page = await api.browse({genre, decade, offset: shown, limit: A_PAGE});
    const focus = shown > 0;
    list.append(...page.titles.map(t => card(t, {mine: mine(t.id)})));
    if (focus) {
      list.children[shown]?.querySelector("a")?.focus();
      say(plural(page.titles.length, "title more", "titles more"));
    }
    shown += page.titles.length;
    more.hidden = shown >= page.total;
    count.textContent = `${plural(page.total, "title", "titles")}, the newest first.`;
  }

  await next();
  ctx.show("Browse",
    el("div", {class: "head"}, el("div", {}, el("h1", {}, [genre, decade && `${decade}s`].filter(Boolean).join(" · ") || "Browse"), count)),
    el("div", {class: "browse-filters"},
      el("ul", {class: "chips", id: "genres", "aria-label": "Genres"}, shelves.genres.map(g => chip("genre", g.name, g.name, g.titles, genre))),
      el("ul", {class: "chips", id: "decades", "aria-label": "Decades"}, shelves.decades.map(d => chip("decade", d.from, `${d.from}s`, d.titles, decade)))),
    shown ? list : el("p", {class: "empty"}, "No title is of both. Take one of them away."),
    el("div", {class: "more"}, more));
}
