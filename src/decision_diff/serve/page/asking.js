// What the page asks of the server. All addresses are below the one of the page, which holds its secret.
const here = new URL(".", location.href);
let session = null;

// What the server refused, or a job that failed: a code that labels know, or a sentence of the program.
export class Refused extends Error {
  constructor(code, values = {}, sentence = "") {
    super(sentence || code);
    this.code = code;
    this.values = values;
    this.sentence = sentence;
  }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(new URL(path, here), { ...options, cache: "no-store", credentials: "omit" });
  } catch {
    throw new Refused("server-gone");
  }
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  const said = await answer.json().catch(() => ({ code: "server-gone" }));
  throw new Refused(said.code, said.values);
}

export async function begin() {
  const begun = await ask("sessions", { method: "POST" });
  session = begun.id;
  return begun;
}

export function leave() {
  if (session) fetch(new URL(`sessions/${session}`, here), { method: "DELETE", keepalive: true }).catch(() => null);
}

export async function send(file, name = file.name) {
  const headers = { "Content-Type": "application/octet-stream", "X-Name": encodeURIComponent(name.toWellFormed?.() ?? name) };
  let body = file;
  if (file instanceof File) {
    // Read here: a folder, or a file that went away, gives a better sentence than a request that breaks off.
    body = await file.arrayBuffer().catch(() => { throw new Refused("file-unreadable", { name }); });
  }
  return ask(`sessions/${session}/files`, { method: "POST", headers, body });
}

export const forget = id => ask(`sessions/${session}/files/${id}`, { method: "DELETE" }).catch(() => null);

let running = null;

// Does a job; `told` hears the name of each stage. What comes of it, with its results as {id, name, size}.
export async function doJob(job, told) {
  const headers = { "Content-Type": "application/json" };
  const { id } = await ask(`sessions/${session}/jobs`, { method: "POST", headers, body: JSON.stringify(job) });
  running = id;
  let seen = -1;
  for (;;) {
    const now = await ask(`sessions/${session}/jobs/${id}?seen=${seen}`);
    if (now.done) return now;
    if (now.code) throw new Refused(now.code, {}, now.failed);
    seen = now.version;
    told(now.stage);
  }
}

export const cancel = () => running && ask(`sessions/${session}/jobs/${running}`, { method: "DELETE" }).catch(() => null);

export const addressOf = (result, look = false) => new URL(`sessions/${session}/results/${result.id}${look ? "?look" : ""}`, here).href;
