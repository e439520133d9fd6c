// Titles as cards: a cover, the name in words, a reason, and what can be done with them at once.
import {cover} from "./cover.js";
import {el, withYear} from "./dom.js";

export const address = title => "#/title/" + encodeURIComponent(title.id);

const stars = n => n === 1 ? "1 star" : `${n} stars`;

/** What was done with a title, in a few words; empty if nothing. */
export function done(mine) {
  if (!mine) return "";
  if (mine.stars) return `You gave ${stars(mine.stars)}`;
  return mine.watched ? "You have seen it" : mine.skipped ? "Not for you" : "";
}

/**
 * A card.
 *
 * @param title as the Core sends it
 * @param options reason: a sentence below; mine: what was done with it; act(action, stars): shows buttons; badge: a word on the cover
 */
export function card(title, {reason, mine, act, badge} = {}) {
  const state = done(mine);
  return el("li", {class: "card", "data-title": title.id},
    el("a", {class: "card-link", href: address(title)},
      cover(title),
      badge && el("span", {class: "badge"}, badge),
      el("span", {class: "card-name"}, title.title, title.year && el("span", {class: "quiet"}, ` ${title.year}`))),
    reason && el("p", {class: "reason"}, reason),
    state && el("p", {class: "state"}, state),
    act && el("div", {class: "quick"},
      el("button", {type: "button", class: "quiet-button", "data-act": "like", "aria-label": `I like ${withYear(title)}`, onclick: () => act(title, "rate", 5)}, "♥ Like"),
      el("button", {type: "button", class: "quiet-button", "data-act": "skip", "aria-label": `${withYear(title)} is not for me`, onclick: () => act(title, "skip")}, "Not for me")));
}

/** A title to be picked: the whole card is one button. */
export function pick(title, picked, toggle) {
  const button = el("button", {type: "button", class: "pick", "data-title": title.id, "aria-pressed": String(picked), "aria-label": withYear(title)},
    cover(title), el("span", {class: "tick", "aria-hidden": "true"}, "♥"),
    el("span", {class: "card-name", "aria-hidden": "true"}, title.title, title.year && el("span", {class: "quiet"}, ` ${title.year}`)));
  button.addEventListener("click", () => toggle(title, button));
  return el("li", {class: "card"}, button);
}

export const grid = (cards, attributes = {}) => el("ul", {class: "grid", role: "list", ...attributes}, cards);
export const row = (cards, attributes = {}) => el("ul", {class: "row", role: "list", tabindex: "0", ...attributes}, cards);

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Puts new cards into a list and lets those that were there glide to their new places. */
export function replace(list, cards) {
  const before = new Map([...list.children].map(c => [c.dataset.title, c.getBoundingClientRect()]));
  const focused = document.activeElement?.closest?.("[data-title]")?.dataset.title;
  list.replaceChildren(...cards);
  for (const node of list.children) {
    const was = before.get(node.dataset.title);
    if (calm.matches || !node.animate) {
      continue;
    }
    if (was) {
      const is = node.getBoundingClientRect();
      const [x, y] = [was.left - is.left, was.top - is.top];
      if (x || y) {
        node.animate([{transform: `translate(${x}px, ${y}px)`}, {transform: "none"}], {duration: 420, easing: "cubic-bezier(.2,.7,.2,1)"});
      }
    } else {
      node.animate([{opacity: 0, transform: "translateY(10px)"}, {opacity: 1, transform: "none"}], {duration: 520, easing: "ease-out"});
    }
  }
  return focused;
}
