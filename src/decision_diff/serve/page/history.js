// Several texts, oldest first: the timeline, and what each amendment did.
import { $, chooseFiles, currentTab, fillNotices, lay, make, save, shelf, show, showResult, takeIn, texts, work } from "./page.js";
import { always, say } from "./words.js";

let rows = []; // {id, label}, oldest first
let ordered = false; // whether somebody, or the names, put them in order
let shown = null;
let results = [];

export function prepare() {
  $("follow").addEventListener("click", () => follow(false));
  $("more").addEventListener("click", () => chooseFiles(receive));
  always(() => {
    if (currentTab() !== "history") return;
    fillRows();
    if (results.length) fillShown();
  });
}

export function enter() {
  adopt();
  if (rows.length < 2) {
    show("empty");
    return;
  }
  show("work");
  fillRows();
  if (results.length) showShown();
  else follow(!ordered);
}

// The ids of the revisions, oldest first.
export const currentOrder = () => rows.map(one => one.id);

// All texts of the page are revisions here.
function adopt() {
  const known = new Set(rows.map(one => one.id));
  const fresh = texts().filter(one => !known.has(one.id)).map(one => ({ id: one.id, label: "" }));
  if (fresh.length) results = [];
  rows = [...rows.filter(one => shelf.some(file => file.id === one.id)), ...fresh];
}

export function clear() {
  rows = [];
  results = [];
  shown = null;
  ordered = false;
}

export async function receive(files) {
  const come = await takeIn(files);
  if (!come) return;
  lay("");
  enter();
}

async function follow(guess) {
  $("take-card").hidden = $("result-card").hidden = true;
  const done = await work({ kind: "history", files: rows.map(({ id, label }) => ({ id, label })), guess, options: {} });
  if (!done || currentTab() !== "history") return;
  shown = done.done;
  shown.asked = guess;
  results = done.results;
  ordered = true;
  rows = shown.order.map((id, at) => ({ id, label: shown.labels[at] }));
  fillRows();
  showShown();
  $("summary").focus({ preventScroll: true });
}

function showShown() {
  fillShown();
  $("taken").textContent = "";
  $("lost").replaceChildren();
  $("result-card").hidden = $("take-card").hidden = false;
  showResult(results[0]);
}

function fillShown() {
  $("summary").textContent = say("history.done", { count: rows.length, steps: shown.steps.join(", ") });
  $("history-guessed").textContent = shown.asked ? say(`history.guess-${shown.guessed || "none"}`) : "";
  $("warnings").replaceChildren(...shown.warnings.map(text => make("li", text)));
  fillNotices(shown.notices);
  const names = ["history.timeline", "history.log", "history.json"];
  $("take").replaceChildren(...results.map((one, at) => {
    const made = make("button", "", { type: "button", "data-result": names[at] });
    made.append(make("span", say(names[at])), make("small", [".html", ".txt", ".json"][at], { dir: "ltr" }));
    made.addEventListener("click", () => { save(one); $("taken").textContent = say("take.done", { name: one.name }); });
    return made;
  }));
}

function fillRows() {
  $("revisions").replaceChildren(...rows.map((row, at) => {
    const name = shelf.find(one => one.id === row.id)?.name ?? "";
    const line = make("li");
    const label = make("input", "", { "aria-label": say("history.label", { name }), maxlength: "100", dir: "auto" });
    label.value = row.label || name.replace(/\.[^.]*$/, "");
    label.addEventListener("input", () => { row.label = label.value.trim(); });
    const moves = make("span", "", { class: "moves" });
    for (const [by, sign, key] of [[-1, "↑", "history.earlier"], [1, "↓", "history.later"]]) {
      const button = make("button", sign, { type: "button", "aria-label": say(key, { name }) });
      button.disabled = !rows[at + by];
      button.addEventListener("click", () => move(at, by));
      moves.append(button);
    }
    line.append(make("span", name, { class: "file" }), label, moves);
    return line;
  }));
}

function move(at, by) {
  [rows[at], rows[at + by]] = [rows[at + by], rows[at]];
  ordered = true;
  results = [];
  fillRows();
  const buttons = $("revisions").children[at + by].querySelectorAll(".moves button");
  const next = buttons[by < 0 ? 0 : 1];
  (next.disabled ? buttons[by < 0 ? 1 : 0] : next).focus();
}
