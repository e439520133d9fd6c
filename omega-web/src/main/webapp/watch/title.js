// One title: what is known of it, what the agent thinks, and what the viewer says.
import {api} from "./api.js";
import {card, done, grid} from "./cards.js";
import {cover} from "./cover.js";
import {$, el, say} from "./dom.js";
import {act, mine, state} from "./state.js";

const KINDS = {movie: "Film", series: "Series", other: "Title"};

export async function title(ctx, id) {
  const page = await api.title(id);
  const t = page.title;
  const facts = [KINDS[t.kind], t.year].filter(Boolean).join(" · ");
  const said = el("p", {class: "state", id: "said"}, done(page.mine));
  const effect = el("p", {class: "changed", id: "changed", hidden: true});
  const opinion = el("div", {class: "panel", id: "opinion"});
  const stars = el("div", {class: "stars", role: "group", "aria-label": "Your rating"});
  const buttons = el("div", {class: "row-of-buttons"});
  drawOpinion(page.opinion);
  drawMine(page.mine);

  function drawOpinion(view) {
    const unseen = !done(page.mine);
    opinion.replaceChildren(el("h2", {}, "What your agent thinks"),
      view ? el("p", {class: "verdict"}, view.verdict + ".") : el("p", {}, !state.open ? "Nothing is remembered in this browser, so there is no agent that could say."
        : unseen ? "Your agent does not know you yet. Rate a few titles first." : "You have told your agent about it, so it does not recommend it again."),
      ...view ? [el("p", {class: "quiet"}, `${view.reason}. Place ${view.place.toLocaleString("en")} of ${view.of.toLocaleString("en")} unseen titles.`)] : []);
  }

  function drawMine(view) {
    page.mine = view;
    stars.replaceChildren(...[1, 2, 3, 4, 5].map(n => el("button", {type: "button", class: (view.stars ?? 0) >= n ? "on" : null, "data-stars": n,
      "aria-label": n === 1 ? "1 star" : `${n} stars`, "aria-pressed": String(view.stars === n), onclick: () => tell("rate", n)}, (view.stars ?? 0) >= n ? "★" : "☆")));
    const action = (name, text, on) => el("button", {type: "button", "data-act": name, "aria-pressed": on === undefined ? null : String(on), onclick: () => tell(name)}, text);
    buttons.replaceChildren(action("watched", "I have seen it", view.watched), action("skip", "Not for me", view.skipped));
    if (done(view)) {
      buttons.append(action("forget", "Forget it again"));
    }
    said.textContent = done(view);
  }

  async function tell(action, n) {
    const where = document.activeElement?.dataset;
    try {
      const answer = await act(t, action, n);
      drawMine(answer.mine);
      effect.textContent = answer.change.sentence + ".";
      effect.hidden = false;
      say(`${done(answer.mine) || "Forgotten"}. ${effect.textContent}`);
      const again = where?.stars ? `[data-stars="${where.stars}"]` : where?.act ? `[data-act="${where.act}"]` : null;
      (again && $(`#your-say ${again}`) || stars.firstChild).focus();
      drawOpinion((await api.title(id)).opinion);
    } catch (e) {
      ctx.failed(e);
    }
  }

  ctx.show(t.title,
    el("article", {class: "title-page", "data-title": t.id},
      cover(t),
      el("div", {},
        el("h1", {}, t.title),
        el("p", {class: "facts"}, facts),
        el("ul", {class: "chips", "aria-label": "Genres"}, t.genres.map(g => el("li", {}, el("a", {class: "chip", href: "#/browse?genre=" + encodeURIComponent(g)}, g)))),
        t.description && el("p", {class: "about"}, t.description + (/[.!?]$/.test(t.description) ? "" : ".")),
        page.trend && el("p", {class: "about quiet"}, `Trending: ${page.trend}.`),
        state.open && el("div", {class: "panel", id: "your-say"}, el("h2", {}, "Your say"), stars, said, buttons, effect),
        opinion)),
    page.related.length && el("section", {id: "related", "aria-labelledby": "related-title"},
      el("h2", {id: "related-title"}, "Goes well with it"), el("p", {class: "lead"}, "What viewers watch together comes first, then what is close in content."),
      grid(page.related.map(r => card(r.title, {reason: r.why, mine: mine(r.title.id)})))));
}
