// The evening of this browser. What is remembered lives at the Core; here is what it told last.
import {api, Refused} from "./api.js";

export const state = {
  /** Whether an evening is open; false also where the browser keeps no cookie. */
  open: false,
  /** The browser refuses the cookie: search and browse work, nothing is remembered. */
  noCookie: false,
  remembered: 0,
  history: [],
  consents: {},
  titles: 0,
  idleMinutes: 30,
  /** A line that the operator wants to be seen. */
  notice: "",
};

function told(evening) {
  Object.assign(state, evening);
  return state;
}

/** Goes on with the evening that there is, or begins one. True if it was begun now. */
export async function arrive() {
  if (told(await api.evening()).open) {
    return false;
  }
  if (!navigator.cookieEnabled) {
    // an agent that nobody could find again would only take a place
    state.noCookie = true;
    return true;
  }
  await api.begin();
  told(await api.evening());
  state.noCookie = !state.open;
  return true;
}

/** Asks again: another tab may have rated, or the evening may be over. True if something changed. */
export async function refresh() {
  const before = [state.open, state.remembered, JSON.stringify(state.history), JSON.stringify(state.consents)].join();
  told(await api.evening());
  return before !== [state.open, state.remembered, JSON.stringify(state.history), JSON.stringify(state.consents)].join();
}

/** What was done with a title, as far as this page was told. */
export const mine = id => state.history.find(h => h.id === id)?.mine;

/** Does something with a title and keeps what it changed. */
export async function act(title, action, stars) {
  const answer = await api.act(title.id, action, stars);
  state.history = state.history.filter(h => h.id !== title.id);
  if (action !== "forget") {
    state.history.unshift({id: title.id, title, mine: answer.mine});
  }
  state.remembered = answer.remembered;
  return answer;
}

export const isOver = error => error instanceof Refused && error.status === 401;
