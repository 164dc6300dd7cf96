// What the reviewer adds: ticks and notes, kept in this browser under the hashes of both texts, exported as JSON, and
// printed with the page; citations. Then everything is started.

const { old: oldHash, new: newHash, oldName, newName, title, oldLabel, newLabel } = document.body.dataset;
const NOTES = `decision-diff:review:${oldHash}:${newHash}`;

// By the addresses of the clauses of a change, not by its number: another version may count otherwise.
const notes = stored();

/** What the browser has under our name, if it is notes; others may have written there. */
function stored() {
  const found = kept.get(NOTES);
  return typeof found === "object" && !Array.isArray(found) ? found ?? {} : {};
}

function noteOf(change) {
  const own = Object.hasOwn(notes, change.line.dataset.key) ? notes[change.line.dataset.key] : null;
  return { reviewed: own?.reviewed === true, note: typeof own?.note === "string" ? own.note : "" };
}

function keep(change, given) {
  const now = { ...noteOf(change), ...given };
  if (now.reviewed || now.note) notes[change.line.dataset.key] = now;
  else delete notes[change.line.dataset.key];
  save();
  look(change);
  position();
}

function save() {
  byId("ui.lost").hidden = kept.set(NOTES, notes);
}

/** Shows what is noted of a change. */
function look(change) {
  const { reviewed, note } = noteOf(change);
  change.done = reviewed;
  change.line.classList.toggle("done", reviewed);
  change.line.querySelector(".no").dataset.done = tell("tick");
  for (const item of change.items) item.classList.toggle("done", reviewed);
  if (change.box) change.box.checked = reviewed;
  if (note && !change.noted) {
    change.noted = make("p", { className: "noted", dir: "auto" });
    change.line.after(change.noted);
  }
  if (change.noted) change.noted.textContent = note && tell("noted", { text: visible(note) });
  const text = change.field?.querySelector("textarea");
  if (text && text.value !== note) text.value = note; // it came from another tab or file
}

/** The tools of one change. Those inside a fold get theirs when it opens: there may be a thousand of them. */
function equip(change) {
  if (change.box) return;
  change.box = make("input", { type: "checkbox", checked: noteOf(change).reviewed });
  change.box.dataset.do = "tick";
  const which = () => make("span", { className: "sr" }, ` ${tell("of_change", { number: change.number })}`);
  const button = (name) => {
    const one = make("button", { type: "button" }, tell(name), which());
    one.dataset.do = name;
    return one;
  };
  const tick = make("label", {}, change.box, ` ${tell("tick")}`, which());
  change.line.append(make("span", { className: "tools" }, tick, button("note"), button("cite")));
}

function changeAt(element) {
  return byNumber.get(Number(element.closest("[data-no]").dataset.no));
}

function write(change) {
  if (!change.field) {
    const text = make("textarea", { rows: 2, value: noteOf(change).note, dir: "auto" });
    change.field = make("label", { className: "writes" }, tell("note_on", { number: change.number }), text);
    text.addEventListener("input", () => keep(change, { note: text.value }));
    text.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(change);
    });
    (change.noted ?? change.line).after(change.field);
  }
  change.field.hidden = false;
  change.field.querySelector("textarea").focus();
}

function close(change) {
  change.field.hidden = true;
  change.line.tabIndex = -1;
  change.line.focus({ preventScroll: true });
}

function tick(change) {
  keep(change, { reviewed: !noteOf(change).reviewed });
  say(tell(change.done ? "ticked" : "unticked", { number: change.number }));
  if (byId("ui.open").checked) filter();
}

/** All changes that have a tick or a note, for programs. */
function exported() {
  const rows = changes.flatMap((change) => {
    const own = noteOf(change);
    if (!own.reviewed && !own.note) return [];
    const { key, place, mark } = change.line.dataset;
    const [before, after] = key.split(">").map((eids) => eids.split("+").filter(Boolean));
    return [{ number: change.number, mark, place, old: before, new: after, ...own }];
  });
  return {
    format: "decision-diff-review",
    version: 1,
    old: { name: oldName, sha256: oldHash },
    new: { name: newName, sha256: newHash },
    changes: rows,
  };
}

function download() {
  const blob = new Blob([`${JSON.stringify(exported(), null, 2)}\n`], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(blob), download: "review.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** `第641号决定 › 做出决定1 (MOD, amended), C25 compared with C24, #part_1__para_1` */
function citation(change, block) {
  const isOld = block.classList.contains("gone") || view() === "old";
  const [one, other] = isOld ? [oldLabel, newLabel] : [newLabel, oldLabel];
  const name = [title, placeOf(block)].filter(Boolean).join(" › ");
  const place = change ? tell("aside", { what: name, more: happened(change) }) : name;
  return tell("citation", { place, one, other, id: block.id });
}

/** Where a clause stands, as the list of clauses has it. */
function placeOf(block) {
  const link = all(".tree a").find((one) => decodeURIComponent(one.hash.slice(1)) === block.id);
  return link ? link.dataset.place || link.querySelector("bdi").textContent : "";
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed here: by a selection, as before there was a clipboard to write to.
    const field = make("textarea", { value: text, className: "sr" });
    const back = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    back?.focus({ preventScroll: true });
  }
  byId("ui.copied").textContent = tell("copied", { text });
  say(tell("copied", { text }));
}

function cite() {
  if (here) copy(citation(current, here));
  else say(tell("first_clause"));
}

Object.assign(actions, {
  tick: (box) => tick(changeAt(box)),
  note: (button) => write(changeAt(button)),
  cite: (button) => {
    const change = changeAt(button);
    select(change, change.line);
    cite();
  },
  export: download,
});
const onCurrent = (act) => () => (current ? act(current) : say(tell("first_change")));
Object.assign(keys, { r: onCurrent(tick), n: onCurrent(write), c: cite });

// ---- the beginning

article.addEventListener(
  "toggle",
  (event) => {
    for (const line of event.target.open ? all(".line", event.target) : []) equip(byNumber.get(Number(line.dataset.no)));
    redraw();
  },
  true,
);
addEventListener("hashchange", follow);
addEventListener("resize", redraw);
addEventListener("scrollend", redraw);
addEventListener("storage", (event) => {
  // The same page in another tab.
  if (event.key !== NOTES) return;
  for (const key of Object.keys(notes)) delete notes[key];
  Object.assign(notes, stored());
  for (const change of changes) look(change);
  position();
});

/** What is gone to must not hide below the bar. */
function makeRoom() {
  const isSticky = getComputedStyle(bar).position === "sticky";
  const height = isSticky ? `${bar.offsetHeight}px` : "0px";
  for (const one of [root, byId("ui.tree"), document.querySelector(".sides")]) one.style.setProperty("--bar", height);
}
new ResizeObserver(makeRoom).observe(bar);

byId("ui.keys").checked = kept.get("decision-diff:keys") !== false;
for (const box of all('[data-tag="renumbered"]', bar)) {
  // A clause inserted at the top pushes on every number below it: nobody steps through hundreds of those.
  box.checked = changes.filter((change) => change.tags.join() === "renumbered").length <= 20;
}
root.classList.add("live");
bar.hidden = false;
rail.hidden = false;
fold(false);
for (const change of changes) {
  if (!change.line.closest("details.fold")) equip(change);
  if (Object.hasOwn(notes, change.line.dataset.key)) look(change);
}
takeGiven();
if (matchMedia("(max-width: 64rem)").matches) toggle("tree", false);
filter();
makeRoom();
follow();
