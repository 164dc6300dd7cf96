// Two texts: which is old, which is new, the redline, and what can be taken away.
import { doJob } from "./asking.js";
import { $, about, chooseFiles, clear as clearAll, currentTab, explain, fillNotices, lay, make, save, shelf, show, showResult, takeIn, texts, turn, work } from "./page.js";
import { currentOrder } from "./history.js";
import { always, knows, say } from "./words.js";

// The outputs that stand first; all others are in a list that opens.
const FIRST = ["docx", "pdf", "review", "table-docx", "summary"];
let ids = []; // old and new; one alone is a document with tracked changes
let shown = null; // what came of the last comparison
let result = null;
let retitled = false; // whether a label was written by hand

export const currentPair = () => ids;

export function prepare() {
  $("paste").addEventListener("click", () => openPaste(""));
  $("unpaste").addEventListener("click", closePaste);
  $("pasted").addEventListener("submit", takePasted);
  $("swap").addEventListener("click", () => compare([...ids].reverse()));
  $("alone-add").addEventListener("click", () => chooseFiles(receive));
  $("alone-tracked").addEventListener("click", () => compare(ids));
  for (const [at, side] of ["old", "new"].entries()) {
    const put = id => compare(ids.length === 2 ? ids.map((one, n) => (n === at ? id : one)) : [id]);
    $(`${side}-file`).addEventListener("change", event => put(event.target.value));
    $(`${side}-change`).addEventListener("click", () => chooseFiles(async files => {
      const come = await takeIn(files);
      if (come) put(come[0].id);
    }, { multiple: false }));
    always(() => $(`${side}-change`).setAttribute("aria-label", `${say("files.change")}: ${say(`files.${side}`)}`));
  }
  $("fields").addEventListener("submit", event => { event.preventDefault(); compare(ids); });
  for (const name of ["old-label", "new-label"]) $(name).addEventListener("input", () => { retitled = true; });
  always(fillChoices);
}

function fillChoices() {
  if (!about) return;
  const keep = { labels: $("labels").value, profile: $("profile").value };
  const ticked = ignored();
  const names = [...$("language").options].map(one => [one.value, one.textContent]);
  $("labels").replaceChildren(...[["", say("field.labels-of-page")], ...names].map(([value, text]) => make("option", text, { value })));
  $("profile").replaceChildren(...["", ...about.profiles].map(value => make("option", say(value ? `profile.${value}` : "profile.usual"), { value })));
  $("labels").value = keep.labels;
  $("profile").value = keep.profile;
  $("ignore").replaceChildren(...about.ignorable.map(name => {
    const line = make("span", "", { class: "check" });
    const box = make("input", "", { type: "checkbox", id: `ignore-${name}`, value: name });
    box.checked = ticked.includes(name);
    line.append(box, make("label", say(`ignore.${name}`), { for: box.id }));
    return line;
  }));
  if (currentTab() !== "pair" || !shown) return;
  fillTake();
  fillPair();
}

const ignored = () => [...$("ignore").querySelectorAll("input:checked")].map(one => one.value);

function fillTake() {
  const button = name => {
    const row = about.outputs.find(one => one.name === name);
    const made = make("button", "", { type: "button", "data-format": name });
    made.append(make("span", knows(`output.${name}`) ? say(`output.${name}`) : row.summary), make("small", row.missing ? say("take.missing") : row.suffix || ".html", row.missing ? {} : { dir: "ltr" }));
    made.disabled = row.missing;
    made.addEventListener("click", () => take([name], false));
    return made;
  };
  const names = about.outputs.map(one => one.name);
  const more = make("details");
  const list = make("div", "", { class: "list" });
  list.append(...names.filter(name => !FIRST.includes(name)).map(button));
  more.append(make("summary", say("take.more")), list);
  const all = make("button", "", { type: "button", "data-format": "all" });
  all.append(make("span", say("take.all")), make("small", ".zip", { dir: "ltr" }));
  all.addEventListener("click", () => take(about.outputs.filter(one => !one.missing).map(one => one.name), true));
  $("take").replaceChildren(...FIRST.filter(name => names.includes(name)).map(button), all, more);
  $("take").firstElementChild.classList.add("main");
}

export function enter() {
  if (ids.length === 0) ids = currentOrder().slice(-2); // of a history the last step; the lists at the files choose others
  if (ids.length === 0) show("empty");
  else {
    show("work");
    if (result) showShown();
    else if (ids.length === 2) compare(ids);
    else lay("alone");
  }
}

export function clear() {
  ids = [];
  shown = result = null;
  retitled = false;
  for (const name of ["title", "old-label", "new-label"]) $(name).value = "";
}

export async function receive(files) {
  const come = await takeIn(files);
  if (!come) return ids.length ? show("work") : null;
  if (texts().length > 2 && come.length > 1) {
    turn("history");
    return null;
  }
  ids = ids.length === 2 ? [ids[1], come[0].id] : [...ids, ...come.map(one => one.id)];
  show("work");
  if (ids.length === 2) return compare(ids, true);
  fillFiles();
  lay("alone");
  return null;
}

// Pasted texts

export function openPaste(text) {
  if (document.body.dataset.state !== "empty") clearAll();
  $("drop").hidden = true;
  $("pasted").hidden = false;
  const free = $("pasted-old").value ? $("pasted-new") : $("pasted-old");
  if (text) free.value = text;
  (text ? $("pasted-new") : free).focus();
}

function closePaste() {
  $("pasted").hidden = true;
  $("drop").hidden = false;
  $("paste").focus();
}

async function takePasted(event) {
  event.preventDefault();
  for (const one of [$("pasted-old"), $("pasted-new")]) {
    if (!one.value.trim()) return one.focus();
  }
  const files = [["paste.old", "pasted-old"], ["paste.new", "pasted-new"]].map(([key, id]) => new File([$(id).value], `${say(key)}.txt`, { type: "text/plain" }));
  const come = await takeIn(files);
  if (!come) return null;
  ids = come.map(one => one.id);
  show("work");
  return compare(ids);
}

// The comparison

function gatherOptions() {
  const options = { labels: $("labels").value || document.documentElement.lang, profile: $("profile").value, author: $("author").value.trim() };
  if ($("title").value.trim()) options.title = $("title").value.trim();
  if (retitled) Object.assign(options, { old_label: $("old-label").value.trim(), new_label: $("new-label").value.trim() });
  return options;
}

const describe = (kind, more) => ({ kind, files: ids.map(id => ({ id })), ignore: ignored(), manual_marks: $("manual-marks").checked, options: gatherOptions(), ...more });

async function compare(wanted, guess = false) {
  if (wanted[0] !== ids[0] && retitled) [$("old-label").value, $("new-label").value] = [$("new-label").value, $("old-label").value];
  ids = wanted;
  result = null;
  $("result-card").hidden = $("take-card").hidden = true;
  fillFiles();
  $("guessed").textContent = "";
  const done = await work(describe("compare", { guess }));
  if (!done || currentTab() !== "pair") return;
  ids = done.done.order;
  shown = done.done;
  shown.asked = guess;
  result = done.results[0];
  showShown();
  $("summary").focus({ preventScroll: true });
}

function showShown() {
  fillFiles();
  fillTake();
  fillPair();
  $("result-card").hidden = $("take-card").hidden = false;
  $("taken").textContent = "";
  $("lost").replaceChildren();
  showResult(result);
}

function fillFiles() {
  const names = ids.length === 1 ? [ids[0], ids[0]] : ids;
  for (const [at, side] of ["old", "new"].entries()) {
    $(`${side}-name`).textContent = ids.length === 1 && at ? "" : shelf.find(one => one.id === names[at])?.name ?? "";
    $(`${side}-change`).hidden = ids.length === 1 && at === 1;
    const choice = $(`${side}-file`);
    choice.hidden = texts().length < 3 || ids.length < 2;
    choice.replaceChildren(...texts().map(one => make("option", one.name, { value: one.id })));
    choice.value = names[at];
  }
  $("swap").hidden = ids.length < 2;
}

function fillPair() {
  $("summary").textContent = shown.summary;
  if (!retitled) [$("old-label").value, $("new-label").value] = [shown.old, shown.new];
  $("title").placeholder = shown.title;
  $("guessed").textContent = shown.asked ? say(`guess.${shown.guessed || "none"}`) : "";
  $("warnings").replaceChildren(...shown.warnings.map(text => make("li", text)));
  fillNotices(shown.notices);
}

// Outputs

async function take(formats, zip) {
  const buttons = [...$("take").querySelectorAll("button:enabled"), $("swap")];
  for (const one of buttons) one.disabled = true;
  const taken = $("taken");
  taken.classList.remove("failed");
  $("lost").replaceChildren();
  try {
    const done = await doJob(describe("outputs", { formats, zip }), stage => { taken.textContent = say(`stage.${stage}`); });
    for (const one of done.results) save(one);
    taken.textContent = say("take.done", { name: done.results.map(one => one.name).join(", ") });
    const lost = [...new Set(done.done.lost), ...done.done.failed.map(text => say("take.failed", { text }))];
    $("lost").replaceChildren(...lost.map(text => make("li", text)));
  } catch (error) {
    taken.classList.add("failed");
    taken.textContent = explain(error);
  } finally {
    for (const one of buttons) one.disabled = false;
  }
}
