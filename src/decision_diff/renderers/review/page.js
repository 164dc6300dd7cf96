// The review page when it may run a script: changes, views, folds, filters, steps. The text was written as HTML by
// decision-diff; here it is only cloned, hidden or pointed at, and no text is ever made into markup. What is read of the
// layout is read before anything is written, so that a step costs one layout however long the text is.

const root = document.documentElement;
const article = document.querySelector("article");
const bar = document.querySelector(".bar");
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const rail = byId("ui.rail");

/** An element with properties and children; strings among the children stay text. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// The words of this page, in its language: the script has none of its own. A label that counts comes in forms by number.
const said = JSON.parse(document.body.dataset.said);
const plural = new Intl.PluralRules(root.lang);

/** A label with its holes filled. */
function tell(key, values = {}) {
  const label = said[key];
  const form = typeof label === "string" ? label : label[plural.select(values.count)] ?? Object.values(label).at(-1);
  return form.replace(/\{([a-z]+)\}/g, (hole, name) => values[name] ?? hole);
}

/** What happened in a change, with its mark where marks are shown. */
function happened(change) {
  const what = change.line.querySelector(".what").textContent;
  return said.marks ? [change.line.dataset.mark, what].join(said.comma) : what;
}

/** For a screen reader, which hears of what only moved on the screen by this line alone. */
function say(text) {
  byId("ui.say").textContent = text;
}

/** What the browser keeps for this page, if it keeps anything: on file:// or in a private window it may refuse. */
const kept = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

/** Runs `work` once before the next frame, however often it is asked for. */
function soon(work) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      work();
    });
  };
}

// ---- changes

const blocks = all(".c, table.rows tr[id]", article);
const folds = all("details.fold", article);
// In the order of the text, which `at` counts; what only got another number has a number after all others.
const changes = all(".line[data-no]", article).map((line, at) => ({
  at,
  number: Number(line.dataset.no),
  line,
  noted: line.parentElement.querySelector(".noted"),
  tags: line.dataset.tags.split(" "),
  parts: line.dataset.parts.split(" "),
  authors: (line.dataset.authors ?? "").split(" "),
  blocks: [],
  items: [],
}));
const byNumber = new Map(changes.map((change) => [change.number, change]));
for (const block of blocks) byNumber.get(Number(block.dataset.no))?.blocks.push(block);
for (const item of all(".tree li[data-no]")) byNumber.get(Number(item.dataset.no))?.items.push(item);

let current = null; // the change that keys speak of
let here = null; // the element that was last gone to: a clause can be cited that did not change
let shown = changes; // the changes that the filters let through, in order

const view = () => root.dataset.view;
const isClean = () => view() === "old" || view() === "new";

/** Where a change is gone to; null in a clean text that says nothing of it. */
function target(change) {
  if (!isClean()) return change.line;
  return change.blocks.find((block) => !block.classList.contains(view() === "old" ? "came" : "gone")) ?? null;
}

function reveal(element) {
  const fold = element.closest("details.fold");
  if (fold && !fold.open) fold.open = true;
}

function select(change, element) {
  if (here) here.classList.remove("now");
  here = element.closest(".c, tr[id]") ?? element;
  if (element.matches("td .line")) here = element.closest("tr").nextElementSibling;
  here.classList.add("now");
  if (change === current) return;
  for (const item of current?.items ?? []) item.classList.remove("now");
  current = change;
  for (const item of current?.items ?? []) item.classList.add("now");
  position();
}

/** Says which of the changes this is. */
function position() {
  const at = current ? shown.indexOf(current) + 1 : 0;
  const done = changes.filter((change) => change.done).length;
  const off = changes.length - shown.length;
  const parts = [at ? tell("at", { at, count: shown.length }) : tell("changes", { count: shown.length })];
  if (off) parts.push(tell("left_out", { count: off }));
  const reviewed = done ? ` · ${tell("reviewed", { count: done })}` : "";
  byId("ui.at").textContent = parts.join(said.comma) + reviewed;
}

function go(change, element = target(change)) {
  reveal(element);
  select(change, element);
  element.tabIndex = -1;
  element.scrollIntoView({ block: "start" });
  element.focus({ preventScroll: true });
  remember(here.id || element.id);
  if (!change) return;
  say(tell("change", { number: change.number, what: happened(change), place: change.line.dataset.place }));
}

/** The address of the page now leads here. Browsers refuse when it changes very often; then the address stays. */
function remember(id) {
  try {
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  } catch {
    // The step itself was taken.
  }
}

function step(by) {
  const from = current?.at ?? -1;
  const list = shown.filter(target);
  const next = by > 0 ? list.find((one) => one.at > from) : list.findLast((one) => one.at < from);
  if (next) go(next);
  else say(tell(list.length ? (by > 0 ? "no_after" : "no_before") : "none"));
}

/** To what the address names: a change or a clause, wherever it is folded away or not shown. */
function follow() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // an address typed by hand
  }
  const named = id && byId(id);
  if (!named || !article.contains(named)) return;
  const change = byNumber.get(Number(named.dataset.no)) ?? null;
  const element = change && named === change.line ? target(change) ?? named : named;
  reveal(element);
  if (!element.getClientRects().length) show("inline");
  go(change, element);
}

// ---- views and folds

/** The first block that can be seen below the bar, so that a view shows the place that the one before showed. */
function atTop() {
  const top = bar.getBoundingClientRect().bottom;
  return blocks.find((block) => block.getBoundingClientRect().bottom > top + 1);
}

function fold(open) {
  for (const one of folds) one.open = open;
  const button = bar.querySelector('[data-do="folds"]');
  button.setAttribute("aria-pressed", String(open));
}

function show(name) {
  if (view() === name) return;
  const stay = scrollY > article.offsetTop ? atTop() : null;
  if (name === "side") pair();
  if (name === "old") rejoin();
  root.dataset.view = name;
  for (const button of all('[data-do="view"]', bar))
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  fold(isClean()); // a clean text is there to be read from beginning to end
  if (here && here.getClientRects().length) here.scrollIntoView({ block: "start" });
  else if (stay) stay.scrollIntoView({ block: "start" });
  changed();
}

let paired = false;

/** Both texts of each clause beside each other: two clones, each without what the other side alone has. */
function pair() {
  if (paired) return;
  paired = true;
  for (const block of blocks) {
    const sides = [side(block, "lhs", "ins:not(.mv)", "came"), side(block, "rhs", "del", "gone")];
    block.append(...sides);
  }
}

function side(block, name, without, absent) {
  const isRow = block.matches("tr");
  const whole = make(isRow ? "td" : "div", { className: `${isRow ? "" : "b "}${name}` });
  const isMove = block.querySelector(".note") !== null;
  if (block.classList.contains(absent) && !(isMove && name === "lhs")) {
    const why = isMove ? "elsewhere" : name === "lhs" ? "not_old" : "not_new";
    whole.append(make("span", { className: "none", lang: root.lang, dir: root.dir }, tell(why)));
    return whole;
  }
  const from = isRow ? all(":scope > td:not(.g)", block) : [...block.querySelector(".b").childNodes];
  for (const node of from) {
    const copy = node.cloneNode(true);
    whole.append(isRow ? make("div", { className: "cell", dir: "auto" }, ...copy.childNodes) : copy);
  }
  for (const one of all(without, whole)) one.remove();
  // A link "moved from" stands beside the new words, a link "moved to" beside the old ones.
  if ((name === "lhs") !== block.classList.contains("gone")) for (const one of all(".note", whole)) one.remove();
  return whole;
}

let rejoined = false;

/** An old clause that was split stands in the old text as one: what went on elsewhere is cloned to where it began. */
function rejoin() {
  if (rejoined) return;
  rejoined = true;
  for (const block of all(".c.cont", article)) {
    const before = byNumber.get(Number(block.dataset.no)).blocks;
    const first = before.slice(0, before.indexOf(block)).findLast((one) => !one.classList.contains("cont"));
    const rest = make("span", { className: "joined" }, ...block.querySelector(".t").cloneNode(true).childNodes);
    for (const one of all("ins, .note", rest)) one.remove();
    first?.querySelector(".t").append(rest);
  }
}

// ---- marks beside the scrollbar

let railMarks = [];

/** One mark for each change, at the height where it is; those that would lie on each other are one. */
function drawRail() {
  if (rail.hidden) return;
  const height = root.scrollHeight;
  const from = scrollY;
  const room = rail.clientHeight;
  railMarks = [];
  let last = -9;
  for (const change of shown) {
    const element = target(change);
    if (!element) continue;
    // To measure inside a clause that is not laid out, or in a closed fold, would lay it out: a second for a long text.
    const box = element.closest("details:not([open])") ?? element.closest(".c, tr");
    const at = Math.round(((from + box.getBoundingClientRect().top) / height) * room);
    if (at - last < 3) continue;
    last = at;
    railMarks.push({ at, change });
  }
  rail.replaceChildren(
    ...railMarks.map(({ at, change }) => {
      const one = make("i", { title: `${happened(change)}${said.comma}${change.line.dataset.place}` });
      one.dataset.mark = change.line.dataset.mark;
      one.style.insetBlockStart = `${at}px`;
      return one;
    }),
  );
}

const redraw = soon(drawRail);

/** What is told that the page looks otherwise now. */
function changed() {
  redraw();
  searchAgain();
}

// ---- filters

function filter() {
  const wanted = new Set(all("[data-tag]:checked", bar).map((box) => box.dataset.tag));
  const part = byId("ui.part")?.value ?? "";
  const author = byId("ui.author")?.value ?? "";
  const onlyOpen = byId("ui.open").checked;
  shown = changes.filter(
    (change) =>
      change.tags.some((tag) => wanted.has(tag)) &&
      (part === "" || change.parts.includes(part)) &&
      (author === "" || change.authors.includes(author)) &&
      !(onlyOpen && change.done),
  );
  const passed = new Set(shown);
  for (const change of changes) {
    const off = !passed.has(change);
    if (off === Boolean(change.off)) continue;
    change.off = off;
    change.line.classList.toggle("off", off);
    change.line.querySelector(".what").dataset.off = said.comma + tell("off");
    for (const item of change.items) item.classList.toggle("off", off);
  }
  for (const item of all(".tree li.off:has(li)")) 
    item.classList.toggle("holds", item.querySelector("li[data-no]:not(.off)") !== null);
  position();
  redraw();
}

// ---- what is pressed

/** Shows or hides what a button is there for. */
function toggle(name, open) {
  const button = bar.querySelector(`[data-do="${name}"]`);
  const panel = byId(button.getAttribute("aria-controls"));
  panel.hidden = open === undefined ? !panel.hidden : !open;
  button.setAttribute("aria-expanded", String(!panel.hidden));
  root.classList.toggle(`no-${name}`, panel.hidden);
  redraw();
}

const actions = {
  view: (button) => show(button.dataset.view),
  step: (button) => step(Number(button.dataset.by)),
  tree: () => toggle("tree"),
  filters: () => toggle("filters"),
  folds: (button) => {
    fold(button.getAttribute("aria-pressed") !== "true");
    changed();
  },
  help: () => byId("ui.help").showModal(),
  close: (button) => button.closest("dialog").close(),
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => byId("ui.find").focus(),
  1: () => show("inline"),
  2: () => show("side"),
  3: () => show("old"),
  4: () => show("new"),
  u: () => actions.folds(bar.querySelector('[data-do="folds"]')),
  t: () => toggle("tree"),
  f: () => toggle("filters"),
  "?": () => actions.help(),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) {
    actions[button.dataset.do]?.(button);
    return;
  }
  const block = event.target.closest("article [data-no]");
  if (block) select(byNumber.get(Number(block.dataset.no)), block);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!byId("ui.keys").checked || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!act) return;
  event.preventDefault();
  act();
});

// What is far away has a height that was only guessed, so the browser may have scrolled to where the focus is not.
const backOnScreen = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  if (bottom < 0 || top > innerHeight) element.scrollIntoView({ block: "nearest" });
};
document.addEventListener("focusin", ({ target }) => setTimeout(backOnScreen, 50, target));

bar.addEventListener("change", (event) => {
  if (event.target.matches("[data-tag], #ui\\.part, #ui\\.author, #ui\\.open")) filter();
  if (event.target.id === "ui.changed") root.classList.toggle("all-clauses", !event.target.checked);
});

byId("ui.keys").addEventListener("change", (event) => kept.set("decision-diff:keys", event.target.checked));

rail.addEventListener("click", (event) => {
  const at = event.clientY - rail.getBoundingClientRect().top;
  const near = railMarks.reduce((a, b) => (a && Math.abs(a.at - at) <= Math.abs(b.at - at) ? a : b), null);
  if (near) go(near.change);
});
