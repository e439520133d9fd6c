// Begins or goes on with the evening, and shows the page that the address names.
import {Refused} from "./api.js";
import {$, el, say} from "./dom.js";
import {browse, search} from "./find.js";
import {home, isFirst, startAnew} from "./home.js";
import {arrive, isOver, refresh, state} from "./state.js";
import {title} from "./title.js";
import {yours} from "./yours.js";

let drawing = 0;
let first = true;

function notice(text, action) {
  const node = $("#notice");
  node.hidden = !text;
  node.replaceChildren(...(text ? [el("span", {}, text), ...(action ? [" ", action] : [])] : []));
}

const NO_COOKIE = "This page needs one cookie to know your agent again, and this browser refuses it. You can search and browse; nothing is remembered. "
  + "To get recommendations, allow cookies for this address and load the page again.";

function where() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return [path, new URLSearchParams(query ?? "")];
}

/** What is not encoded as it should be names no title. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function page() {
  const [path, parameters] = where();
  if (path.startsWith("title/")) {
    return ["", ctx => title(ctx, decoded(path.slice("title/".length)))];
  }
  switch (path) {
    case "search": return ["search", ctx => search(ctx, parameters)];
    case "browse": return ["browse", ctx => browse(ctx, parameters)];
    case "yours": return ["yours", yours];
    default: return ["home", home];
  }
}

/** Draws the page of the address; what a slower one still had to draw is dropped. */
async function draw(spoken, focus) {
  const mine = ++drawing;
  const [name, render] = page();
  const [path, parameters] = where();
  document.body.dataset.loaded = "false";
  say("");
  document.body.dataset.page = name || "title";
  for (const link of document.querySelectorAll("nav a")) {
    link.toggleAttribute("aria-current", false);
    if (link.dataset.page === name) {
      link.setAttribute("aria-current", "page");
    }
  }
  $("#q").value = path === "search" ? parameters.get("q") ?? "" : "";
  const ctx = {
    draw, failed, ended,
    show(heading, ...parts) {
      if (mine !== drawing) {
        return;
      }
      document.title = `${heading} · An evening · Omega`;
      $("#main").replaceChildren(...parts.flat().filter(p => p));
      const target = focus && $(focus);
      if (target) {
        target.focus();
      } else if (!first) {
        $("#main").focus({preventScroll: true});
        scrollTo(0, 0);
      }
      first = false;
      if (spoken) {
        say(spoken);
      }
    },
  };
  try {
    await render(ctx);
  } catch (e) {
    if (mine === drawing) {
      await failed(e);
    }
  } finally {
    if (mine === drawing) {
      document.body.dataset.loaded = "true";
    }
  }
}

/** What went wrong, in a sentence; an evening that is over begins anew. */
async function failed(error) {
  if (isOver(error)) {
    return over();
  }
  const known = error instanceof Refused;
  if (known && error.status === 503 && $("#loading")) {
    notice(error.message.charAt(0).toUpperCase() + error.message.slice(1) + ". This page looks again by itself.");
    setTimeout(start, 3000);
    return undefined;
  }
  if (!known) {
    console.error(error);
  }
  if (known && error.status === 404 && document.body.dataset.page === "title") {
    $("#main").replaceChildren(el("h1", {}, "No such title"), el("p", {class: "lead"}, "The catalogue has no title of this address. It may have left it."));
    return undefined;
  }
  const text = known ? error.message.charAt(0).toUpperCase() + error.message.slice(1).replace(/\.?$/, ".") : "Something went wrong on this page.";
  notice(text, el("button", {type: "button", class: "quiet-button", id: "try-again", onclick: () => start()}, "Try again"));
  return undefined;
}

async function over() {
  try {
    await arrive();
    startAnew();
    notice(state.noCookie ? NO_COOKIE : "Your evening was over: the Core was restarted, or nobody used it for a while. What your agent knew is deleted. This is a new evening.");
    location.hash = "#/";
    await draw();
  } catch (e) {
    await failed(e);
  }
}

/** The owner ended it. */
async function ended() {
  await arrive();
  startAnew();
  notice("All of it is deleted. This is a new evening, and your agent knows nothing.");
  if (location.hash === "#/" || location.hash === "") {
    await draw();
  } else {
    location.hash = "#/";
  }
}

async function start() {
  try {
    const begun = await arrive();
    notice(state.noCookie ? NO_COOKIE : state.notice);
    if (begun) {
      startAnew();
    }
    $("#idle").textContent = state.idleMinutes;
    await draw();
  } catch (e) {
    await failed(e);
    document.body.dataset.loaded = "true";
  }
}

/** Another tab may have rated meanwhile; the evening may be over. */
async function lookAgain() {
  if (document.visibilityState !== "visible" || document.body.dataset.loaded !== "true" || state.noCookie) {
    return;
  }
  const was = state.open;
  try {
    const changed = await refresh();
    if (was && !state.open) {
      await over();
    } else if (changed && !(isFirst() && document.body.dataset.page !== "home")) {
      await draw();
    }
  } catch (e) {
    await failed(e);
  }
}

$("#search").addEventListener("submit", event => {
  event.preventDefault();
  const q = $("#q").value.trim();
  const wanted = "#/search" + (q ? "?" + new URLSearchParams({q}) : "");
  if (location.hash === wanted) {
    draw();
  } else {
    location.hash = wanted;
  }
});
$(".skip").addEventListener("click", event => { event.preventDefault(); $("#main").focus(); });
addEventListener("hashchange", () => draw());
addEventListener("focus", lookAgain);
document.addEventListener("visibilitychange", lookAgain);
start();
