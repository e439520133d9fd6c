// What is kept of this evening, what may leave, and how it ends.
import {api} from "./api.js";
import {done} from "./cards.js";
import {$, el, plural, say, withYear} from "./dom.js";
import {act, state} from "./state.js";

export async function yours(ctx) {
  if (!state.open) {
    return ctx.show("Your data", el("h1", {}, "Your data"),
      el("p", {class: "empty"}, "Nothing is remembered in this browser. There is nothing to see here, to export or to delete."));
  }
  const leaving = await api.leaving();
  ctx.show("Your data",
    el("h1", {}, "Your data"),
    el("div", {class: "note", id: "where-it-lives"},
      el("p", {}, "This profile lives on the Core's machine for this browser session. Your agent keeps it in a directory of its own, which no other session reads. ",
        `It is deleted when you end the evening, or when nobody used it for ${plural(state.idleMinutes, "minute", "minutes")}.`)),
    consents(ctx, leaving), outgoing(leaving), history(ctx), end(ctx));
}

function consents(ctx, leaving) {
  const note = el("p", {class: "lead", id: "leaves-note"}, leaving.note);
  const item = c => {
    const off = c.name === "largeSample" && !leaving.consents.find(o => o.name === "sample").given;
    const button = el("button", {type: "button", role: "switch", class: "switch", id: "consent-" + c.name, "aria-checked": String(c.given),
      "aria-labelledby": `ask-${c.name}`, "aria-describedby": `sends-${c.name}`, disabled: off, onclick: async () => {
        button.disabled = true;
        try {
          await api.consent({[c.name]: !c.given});
          await ctx.draw(c.given ? "Withdrawn. The Core was told to erase it." : "Agreed.", `#consent-${c.name}`);
        } catch (e) {
          button.disabled = false;
          ctx.failed(e);
        }
      }}, c.given ? "Agreed" : "Not agreed");
    return el("li", {}, el("h3", {id: "ask-" + c.name}, c.question), el("p", {id: "sends-" + c.name}, c.sends + (off ? " Agree to the sample first." : "")), button);
  };
  return el("section", {id: "consents", "aria-labelledby": "consents-title"}, el("h2", {id: "consents-title"}, "What may leave"), note,
    el("ul", {class: "consents"}, leaving.consents.map(item)),
    leaving.viewer && el("p", {class: "lead"}, `At the Core your agent is the viewer ${leaving.viewer}. It has acknowledged ${plural(leaving.acknowledged, "message", "messages")} so far.`));
}

function outgoing(leaving) {
  const given = leaving.messages.filter(m => m.given).length;
  const words = leaving.messages.length === 0 ? "Nothing would leave now, whatever you agreed to: your agent has learned too little, or everything was sent already."
    : given ? `${plural(given, "message", "messages")} would leave with the next sync, exactly as below.`
      : "Nothing leaves now. This is what would leave if you agreed.";
  return el("section", {id: "leaving", "aria-labelledby": "leaving-title"}, el("h2", {id: "leaving-title"}, "Show me what would leave"), el("p", {class: "lead"}, words),
    el("ul", {class: "messages"}, leaving.messages.map(m => el("li", {},
      el("span", {class: m.given ? "tag given" : "tag"}, m.given ? "would leave" : "only if you agree"),
      el("p", {}, m.text),
      el("details", {}, el("summary", {}, "Every field of it"), el("pre", {tabindex: "0"}, indented(m.json)))))));
}

function indented(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 1);
  } catch (e) {
    return json;
  }
}

function history(ctx) {
  const forget = h => async () => {
    try {
      await act(h.title, "forget");
      await ctx.draw(`${h.title.title} is forgotten.`, "#history-title");
    } catch (e) {
      ctx.failed(e);
    }
  };
  return el("section", {id: "history", "aria-labelledby": "history-title"},
    el("h2", {id: "history-title", tabindex: "-1"}, "What your agent remembers"),
    state.history.length
      ? el("table", {class: "history"},
        el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Title"), el("th", {scope: "col"}, "You said"), el("th", {scope: "col"}, el("span", {class: "hidden"}, "Forget")))),
        el("tbody", {}, state.history.map(h => el("tr", {}, el("th", {scope: "row"}, h.title ? withYear(h.title) : h.id), el("td", {}, done(h.mine)),
          el("td", {}, h.title && el("button", {type: "button", class: "quiet-button", "aria-label": `Forget ${withYear(h.title)}`, onclick: forget(h)}, "Forget"))))))
      : el("p", {class: "empty"}, "Nothing yet."));
}

function end(ctx) {
  const dialog = el("dialog", {id: "end-dialog", "aria-labelledby": "end-title"},
    el("h2", {id: "end-title"}, "End the evening?"),
    el("p", {}, "Your agent, all that it remembers and what it learned are deleted from this machine, and the Core forgets what it got from it. This cannot be undone."),
    el("div", {class: "row-of-buttons"},
      el("button", {type: "button", id: "end-yes", class: "danger", onclick: async () => {
        dialog.close();
        try {
          await api.end();
          await ctx.ended();
        } catch (e) {
          ctx.failed(e);
        }
      }}, "Delete all of it"),
      el("button", {type: "button", id: "end-no", onclick: () => dialog.close()}, "Keep it")));
  return el("section", {id: "end", "aria-labelledby": "end-heading"}, el("h2", {id: "end-heading"}, "Take it with you, or end it"),
    el("p", {class: "lead"}, "The export is one JSON file with everything that is kept: titles, searches, consents, what was learned."),
    el("div", {class: "row-of-buttons"},
      el("a", {class: "button", id: "export", href: api.exportUrl, download: "omega-evening.json"}, "Export my data"),
      el("button", {type: "button", class: "danger", id: "end-evening", onclick: () => { dialog.showModal(); $("#end-no").focus(); say("Really?"); }}, "Delete my data and end the evening")),
    dialog);
}
