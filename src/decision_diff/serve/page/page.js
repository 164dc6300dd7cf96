// The frame of the page: the three tabs, files that come in, progress, and what is shown of a result.
import { Refused, addressOf, begin, cancel, doJob, forget, leave, send } from "./asking.js";
import { always, knows, say, setSaid, speak } from "./words.js";
import * as history from "./history.js";
import * as pair from "./pair.js";
import * as verify from "./verify.js";

export const $ = id => document.getElementById(id);
const tabs = { pair, history, verify };
// All files of the page, in the order in which they came; {id, name, size, apart}.
export const shelf = [];
// Those that are revisions of a text, and not only there to be verified.
export const texts = () => shelf.filter(one => !one.apart);
export let about = null; // formats, profiles, languages, limits: what the server told at the beginning
let working = false;
let latest = 0; // counts what was begun: nothing is shown of a job that another one took the place of
let choosing = null; // who gets the files that are chosen next

export function make(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export const currentTab = () => document.body.dataset.tab;

// What stands on the page: "empty" (where files go) or "work" (the panel, and what comes of it).
export function show(state) {
  document.body.dataset.state = state;
  $("start").hidden = state !== "empty";
  $("panel").hidden = state === "empty" || currentTab() === "verify";
  for (const card of ["pair-card", "options"]) $(card).hidden = currentTab() !== "pair";
  $("history-card").hidden = currentTab() !== "history";
  if (state === "empty") $("sheet").hidden = true;
}

const SHEET = ["problem", "busy", "alone", "verdict", "frame"];

// One thing in the middle: what goes wrong, what is being done, or what came of it.
export function lay(id) {
  $("sheet").hidden = false;
  for (const one of SHEET) $(one).hidden = one !== id;
}

export function showResult(result) {
  // A frame that is loaded anew by its address would put a step into the history of the tab.
  const fresh = $("frame").cloneNode();
  fresh.src = addressOf(result, true);
  $("frame").replaceWith(fresh);
  lay("frame");
}

export function explain(error) {
  if (!(error instanceof Refused)) return say("error.fault", { name: error.name });
  if (error.sentence && !knows(`error.${error.code}`)) return error.sentence;
  return say(knows(`error.${error.code}`) ? `error.${error.code}` : "error.fault", { name: error.sentence, ...error.values });
}

// Does a job with its progress in the middle; null if it was cancelled or failed, which is then shown, or if another one took its place.
export async function work(job) {
  const mine = ++latest;
  working = true;
  lay("busy");
  setSaid($("stage"), "stage.waiting");
  try {
    const done = await doJob(job, stage => { if (mine === latest) setSaid($("stage"), `stage.${stage}`); });
    return mine === latest ? done : null;
  } catch (error) {
    if (mine === latest) fail(error);
    return null;
  } finally {
    if (mine === latest) {
      working = false;
      if (!$("busy").hidden) lay("");
    }
  }
}

// Stops what is being done, and shows nothing of it.
function abandon() {
  if (!working) return;
  latest += 1;
  working = false;
  cancel();
}

export function fail(error) {
  $("problem").firstElementChild.textContent = explain(error);
  lay("problem");
}

export function fillNotices(list) {
  $("notices").hidden = list.length === 0;
  $("notices").firstElementChild.textContent = say("notices", { count: list.length });
  $("notices").lastElementChild.replaceChildren(...list.map(one => make("li", one.about ? `${one.about}: ${one.message}` : one.message, { dir: "auto" })));
}

export function save(result) {
  const link = make("a", result.name, { href: addressOf(result), download: result.name });
  document.body.append(link);
  link.click();
  link.remove();
}

export function chooseFiles(then, { multiple = true } = {}) {
  choosing = then;
  $("file").multiple = multiple;
  $("file").value = "";
  $("file").click();
}

// Files into the shelf, one after the other; those that came.
export async function takeIn(files, { apart = false } = {}) {
  const come = [];
  try {
    for (const file of files) {
      if (file.size > about.limits.file_size) throw new Refused("file-too-large", { most: Math.round(about.limits.file_size / 1e6) });
      lay("busy");
      setSaid($("stage"), "stage.sending");
      const one = { ...(await send(file)), apart };
      shelf.push(one);
      come.push(one);
    }
  } catch (error) {
    fail(error);
    return null;
  }
  return come;
}

export function clear() {
  abandon();
  for (const one of shelf.splice(0)) forget(one.id);
  for (const tab of Object.values(tabs)) tab.clear();
  $("result-card").hidden = $("take-card").hidden = true;
  turn(currentTab());
}

// Another of the three tabs. What the one before was doing is stopped.
export function turn(name) {
  abandon();
  document.body.dataset.tab = name;
  for (const button of document.querySelectorAll("nav button")) {
    if (button.dataset.tab === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  for (const one of ["heading", "panel-heading"]) setSaid($(one), `${name}.heading`);
  setSaid($("lead"), `${name}.lead`);
  setSaid($("drop-text"), `${name === "history" ? "history" : "pair"}.drop`);
  $("drop").hidden = name === "verify";
  $("roles").hidden = name !== "verify";
  $("pasted").hidden = true;
  $("paste").hidden = name !== "pair";
  $("result-card").hidden = $("take-card").hidden = true;
  lay("");
  tabs[name].enter();
}

async function receive(files) {
  if (!files.length) return;
  abandon();
  await tabs[currentTab()].receive([...files]);
}

function listenForFiles() {
  const bearsFiles = event => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", event => { if (bearsFiles(event)) { event.preventDefault(); $("overlay").hidden = false; } });
  addEventListener("dragover", event => { if (bearsFiles(event)) event.preventDefault(); });
  addEventListener("dragleave", event => { if (!event.relatedTarget) $("overlay").hidden = true; });
  addEventListener("drop", event => {
    $("overlay").hidden = true;
    if (!bearsFiles(event)) return;
    event.preventDefault();
    receive(event.dataTransfer.files);
  });
  addEventListener("paste", event => {
    if (event.target.closest?.("input, textarea")) return;
    if (event.clipboardData.files.length) receive(event.clipboardData.files);
    else if (currentTab() === "pair") pair.openPaste(event.clipboardData.getData("text/plain"));
  });
  $("file").addEventListener("change", () => {
    const files = [...$("file").files];
    if (files.length) (choosing ?? receive)(files);
  });
  $("choose").addEventListener("click", () => chooseFiles(receive));
}

async function start() {
  try {
    about = await begin();
  } catch (error) {
    fail(error);
    return;
  }
  addEventListener("pagehide", leave);
  $("language").value = document.documentElement.lang;
  $("language").addEventListener("change", () => speak($("language").value));
  for (const button of document.querySelectorAll("nav button")) button.addEventListener("click", () => turn(button.dataset.tab));
  $("cancel").addEventListener("click", cancel);
  $("again").addEventListener("click", clear);
  $("history-again").addEventListener("click", clear);
  listenForFiles();
  for (const tab of Object.values(tabs)) tab.prepare();
  always(() => { document.title = `${say("pair.heading")} – decision-diff`; });
  turn("pair");
  document.body.dataset.ready = "";
}

start();
