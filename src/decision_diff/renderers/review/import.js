// Notes from elsewhere: a file that another review page exported, or what this page was given when it was made. A file is
// checked whole before anything of it is taken; no note gives way to another, and what became of each is said. No text of it
// becomes markup or the name of a property.

const LARGEST = 10_000_000; // bytes; a thousand long notes are a tenth of it
const LISTED = 50; // notes that could not be taken, shown whole; the file has the rest

/** A text with what nobody can see by number; joiners are left, for there are scripts that need them. */
function visible(text) {
  const hidden = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
  return text.replace(hidden, (one) => `‹U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);
}

/** Whether a note has all lines of another, one after the other. */
function holds(whole, part) {
  return part === "" || `\n${whole}\n`.includes(`\n${part}\n`);
}

/** Two notes as one: the one that holds the other, else both, ours first, and who says the other. */
function merged(own, other, name) {
  if (holds(own, other)) return own;
  return holds(other, own) ? other : `${own}\n— ${name}:\n${other}`;
}

// ---- what is a file of notes: as the schema has it, and as the command line reads it

const has = (value, ...names) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === names.sort().join();
const isText = (value) => typeof value === "string";
const areEids = (value) => Array.isArray(value) && value.every(isText);
const isSide = (value) => has(value, "name", "sha256") && isText(value.name) && isText(value.sha256);
const isEntry = (one) =>
  has(one, "number", "mark", "place", "old", "new", "reviewed", "note") &&
  Number.isInteger(one.number) && [one.mark, one.place, one.note].every(isText) && typeof one.reviewed === "boolean" &&
  areEids(one.old) && areEids(one.new) && one.old.length + one.new.length > 0;
const keyOf = (one) => `${one.old.join("+")}>${one.new.join("+")}`;

/** The entries of a file, or why there are none: a label and what is to be filled in. */
function read(text) {
  let file = null;
  try {
    file = JSON.parse(text);
  } catch {
    return { why: "file_none" };
  }
  if (typeof file !== "object" || file?.format !== "decision-diff-review") return { why: "file_none" };
  if (file.version !== 1) return { why: "file_version" };
  const isWhole = has(file, "format", "version", "old", "new", "changes") && isSide(file.old) && isSide(file.new);
  if (!isWhole || !Array.isArray(file.changes)) return { why: "file_none" };
  const wrong = file.changes.findIndex((one) => !isEntry(one));
  if (wrong >= 0) return { why: "file_entry", number: wrong + 1 };
  const keys = new Set();
  for (const [at, one] of file.changes.entries())
    if (keys.size === keys.add(keyOf(one)).size) return { why: "file_twice", number: at + 1 };
  // Addresses alone would do to find a clause, and in other texts they may be those of other words.
  if (file.old.sha256 !== oldHash || file.new.sha256 !== newHash)
    return { why: "file_other", old: visible(file.old.name), new: visible(file.new.name) };
  return { entries: file.changes };
}

// ---- what is taken

/** Adds entries to the notes that are here; says of how many what became of them. */
function take(entries, name) {
  const byKey = new Map(changes.map((change) => [change.line.dataset.key, change]));
  const found = { taken: 0, same: 0, both: [], astray: [] };
  for (const one of entries) {
    if (!one.reviewed && !one.note) continue;
    const change = byKey.get(keyOf(one));
    if (!change) {
      found.astray.push(one);
      continue;
    }
    const own = noteOf(change);
    const now = { reviewed: own.reviewed || one.reviewed, note: merged(own.note, one.note, name) };
    if (now.note === own.note && now.reviewed === own.reviewed) found.same += 1;
    else if (now.note !== own.note && now.note !== one.note) found.both.push(change);
    else found.taken += 1;
    notes[change.line.dataset.key] = now;
    look(change);
  }
  save();
  filter();
  return found;
}

/** `anna.json: 3 imported, 1 already here` */
function outcome(found, name) {
  const counts = { ...found, both: found.both.length, astray: found.astray.length };
  const parts = ["taken", "same", "both", "astray"]
    .filter((key) => counts[key])
    .map((key) => tell(`came_${key}`, { count: counts[key] }));
  return tell("came", { name, what: parts.join(said.comma) || tell("came_empty") });
}

const nameOf = (file) => visible(file.name).replace(/\s+/g, " ");

async function bring(file) {
  const name = nameOf(file);
  const text = file.size > LARGEST ? null : await file.text().catch(() => "");
  const { entries, ...refused } = text === null ? { why: "file_large" } : read(text);
  if (!entries) {
    report(tell("file_refused", { why: tell(refused.why, { name, ...refused }) }), []);
    return;
  }
  const found = take(entries, name);
  const link = ({ number, line }) =>
    make("a", { href: `#${line.id}` }, tell("came_change", { number, place: line.dataset.place }));
  const items = [
    ...found.both.slice(0, LISTED).map(link),
    ...found.astray.slice(0, LISTED).map((one) => visible(`${one.place}: ${one.note || "✓"}`)),
  ];
  const more = found.both.length + found.astray.length - items.length;
  if (more) items.push(tell("came_more", { count: more }));
  report(outcome(found, name), items);
}

function report(sentence, items) {
  byId("ui.came").textContent = sentence;
  byId("ui.came-of").replaceChildren(...items.map((item) => make("li", { dir: "auto" }, item)));
  byId("ui.import").showModal();
}

/** What was written into this page: taken once, so that what is deleted of it here does not come back. */
function takeGiven() {
  const given = changes.filter(({ line }) => line.dataset.given);
  if (!given.length) return;
  const entries = given.map(({ line }) => {
    const [before, after] = line.dataset.key.split(">");
    return { old: before.split("+"), new: after.split("+"), ...JSON.parse(line.dataset.given) };
  });
  const seal = JSON.stringify(entries);
  if (kept.get(`${NOTES}:given`) !== seal) {
    const name = document.body.dataset.notes;
    byId("ui.copied").textContent = outcome(take(entries, name), name);
    kept.set(`${NOTES}:given`, seal);
  }
  for (const change of given) look(change);
}

Object.assign(actions, { import: () => byId("ui.file").click() });

byId("ui.file").addEventListener("change", async ({ target: chooser }) => {
  const [file] = chooser.files;
  if (file) await bring(file);
  chooser.value = ""; // the same file may be chosen again
});
byId("ui.import").addEventListener("click", (event) => {
  if (event.target.matches("a")) byId("ui.import").close();
});
