// The Core's answers. A refusal is a Refused with the Core's own sentence, which is for people.

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch("/api/watch/" + path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: method === "GET" ? {} : {"X-Omega-Watch": "1", ...(body ? {"Content-Type": "application/json"} : {})},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch (e) {
    throw new Refused(0, "The Core does not answer. Is it running on this machine?");
  }
  if (answer.status === 204) {
    return null;
  }
  const text = await answer.text();
  let json = null;
  try {
    json = JSON.parse(text);
  } catch (e) {
    // not from us: a proxy's page, or half an answer
  }
  if (!answer.ok || json === null) {
    throw new Refused(answer.status, json?.detail ?? "The Core answered something that this page does not understand.");
  }
  return json;
}

const query = parameters => {
  const given = Object.entries(parameters).filter(([, v]) => v !== undefined && v !== null && v !== "");
  return given.length ? "?" + new URLSearchParams(given) : "";
};

export const api = {
  evening: () => call("GET", "evening"),
  begin: () => call("POST", "evening"),
  end: () => call("DELETE", "evening"),
  recommendations: p => call("GET", "profile/recommendations" + query(p)),
  search: p => call("GET", "search" + query(p)),
  shelves: () => call("GET", "shelves"),
  known: () => call("GET", "shelves/known"),
  browse: p => call("GET", "titles" + query(p)),
  title: id => call("GET", "title" + query({id})),
  act: (id, action, stars) => call("POST", "title" + query({id}), stars ? {action, stars} : {action}),
  leaving: () => call("GET", "profile/leaving"),
  consent: changed => call("PUT", "profile/consents", changed),
  exportUrl: "/api/watch/profile/export",
};
