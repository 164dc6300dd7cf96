// Is a redline honest? Rejecting all changes must give the old text, accepting all the new one.
import { $, chooseFiles, lay, make, shelf, show, takeIn, work } from "./page.js";
import { currentPair } from "./pair.js";
import { always, say } from "./words.js";

const ROLES = ["redline", "old", "new"];
let chosen = {}; // role -> id
let verdict = null;

const box = role => document.querySelector(`[data-role="${role}"]`);

export function prepare() {
  for (const role of ROLES) {
    box(role).querySelector("button").addEventListener("click", () => chooseFiles(files => put(role, files), { multiple: false }));
    always(() => box(role).querySelector("button").setAttribute("aria-label", `${say("choose-one")}: ${say(`verify.${role}`)}`));
    box(role).addEventListener("drop", event => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      event.stopPropagation();
      $("overlay").hidden = true;
      put(role, [...event.dataTransfer.files]);
    });
  }
  $("verify").addEventListener("click", verify);
  always(() => { fill(); if (verdict) fillVerdict(); });
}

export function enter() {
  show("empty");
  // Whoever compared two texts has the redline of these to verify, as somebody changed it in Word.
  if (!ROLES.some(role => chosen[role]) && currentPair().length === 2) [chosen.old, chosen.new] = currentPair();
  fill();
  if (verdict) lay("verdict");
}

export function clear() {
  chosen = {};
  verdict = null;
}

export async function receive(files) {
  const free = ROLES.filter(role => !chosen[role]);
  await put(null, files, free.length ? free : ROLES);
}

async function put(role, files, free = []) {
  $("verify").disabled = true;
  const come = await takeIn(files.slice(0, role ? 1 : free.length), { apart: true });
  if (!come) {
    fill();
    return;
  }
  for (const [at, one] of come.entries()) chosen[role ?? free[at]] = one.id;
  verdict = null;
  lay("");
  fill();
  if ($("verify").disabled) box(ROLES.find(one => !chosen[one])).querySelector("button").focus();
  else $("verify").focus();
}

function fill() {
  for (const role of ROLES) {
    box(role).classList.toggle("full", Boolean(chosen[role]));
    box(role).querySelector(".name").textContent = shelf.find(one => one.id === chosen[role])?.name ?? say(`verify.no-${role}`);
  }
  $("verify").disabled = !chosen.redline || !(chosen.old || chosen.new);
}

async function verify() {
  const roles = ROLES.filter(role => chosen[role]);
  const done = await work({ kind: "verify", roles, files: roles.map(role => ({ id: chosen[role] })) });
  if (!done) return;
  verdict = done.done;
  fillVerdict();
  lay("verdict");
  $("verdict").focus();
}

function fillVerdict() {
  const list = (items) => { const made = make("ul"); made.append(...items.map(text => make("li", text, { dir: "auto" }))); return made; };
  $("verdict").className = `verdict ${verdict.verified ? "good" : "bad"}`;
  const parts = [make("h2", say(verdict.verified ? "verify.good" : "verify.bad")), list(verdict.lines)];
  if (verdict.differences.length) parts.push(make("pre", verdict.differences.join(""), { tabindex: "0", dir: "auto", "aria-label": say("verify.differences"), role: "region" }));
  if (verdict.more) parts.push(make("p", say("verify.more", { count: verdict.more })));
  if (verdict.notices.length) parts.push(list(verdict.notices));
  $("verdict").replaceChildren(...parts);
}
