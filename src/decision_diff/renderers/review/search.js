// Search: what is typed is looked for in the text that the view shows, folds included, across words inserted and deleted.
// Found words are painted by the browser's own highlights, which change no element and so cost no layout.

const field = byId("ui.find");
const canPaint = typeof Highlight === "function" && "highlights" in CSS;
const NOT_TEXT = ".sr, .ch, .note, .brk, .hid, .head, .g, .joined, .none";
const indexes = new Map(); // view -> stretches of text

let hits = []; // ranges in the order of the page
let hit = -1;
let openedBySearch = [];

/** The texts of one view, block by block: of each its nodes, and where in the text each begins. */
function index(name) {
  if (indexes.has(name)) return indexes.get(name);
  const found = [];
  const add = (element, without) => found.push(stretch(element, without));
  for (const block of blocks) {
    const plain = block.matches("tr") ? all(":scope > td:not(.g, .lhs, .rhs)", block) : [block.querySelector(".t")];
    if (name === "side") for (const half of all(":scope > .lhs, :scope > .rhs", block)) add(half, null);
    else
      for (const element of plain) {
        // As a redline a text is both texts: each is searched as it reads, and what is kept is found once.
        if (name !== "new" && !(name === "old" && block.classList.contains("came"))) add(element, "ins:not(.mv)");
        if (name !== "old" && !(name === "new" && block.classList.contains("gone"))) add(element, "del");
      }
  }
  indexes.set(name, found);
  return found;
}

function stretch(element, without) {
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const skip = node.parentElement.closest(without ? `${NOT_TEXT}, ${without}` : NOT_TEXT);
    if (skip && element.contains(skip) && skip !== element) continue;
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  return { element, nodes, text };
}

function range({ nodes }, start, end) {
  const holds = (at) => nodes.findLast((one) => one.start <= at);
  const found = new Range();
  const first = holds(start);
  const last = holds(end - 1);
  found.setStart(first.node, start - first.start);
  found.setEnd(last.node, end - last.start);
  return found;
}

function search() {
  for (const fold of openedBySearch) fold.open = false;
  openedBySearch = [];
  hits = [];
  hit = -1;
  const typed = field.value;
  if (typed) {
    // Upper and lower case are one; "u" keeps the lengths, which lower-casing both would not.
    const pattern = new RegExp(typed.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu");
    const seen = new Map(); // node -> offsets at which something was found, in the other text of the same clause
    for (const one of index(view())) {
      for (const match of one.text.matchAll(pattern)) {
        const found = range(one, match.index, match.index + match[0].length);
        const offsets = seen.get(found.startContainer) ?? new Set();
        if (!offsets.has(found.startOffset)) hits.push(found);
        seen.set(found.startContainer, offsets.add(found.startOffset));
      }
    }
    const closed = new Set(hits.map((one) => one.startContainer.parentElement.closest("details.fold:not([open])")));
    closed.delete(null);
    for (const fold of closed) fold.open = true;
    openedBySearch = [...closed];
  }
  paint();
}

function paint() {
  const count = hits.length;
  const found = hit < 0 ? tell("places", { count }) : tell("at", { at: hit + 1, count });
  byId("ui.hits").textContent = field.value ? found : "";
  if (!canPaint) return;
  CSS.highlights.set("hit", new Highlight(...hits));
  CSS.highlights.set("hit-now", new Highlight(...hits.slice(Math.max(hit, 0), hit + 1)));
}

function nextHit(by) {
  if (!hits.length) {
    if (field.value) say(tell("nothing"));
    return;
  }
  hit = (hit + by + hits.length + (hit < 0 && by < 0 ? 1 : 0)) % hits.length;
  const element = hits[hit].startContainer.parentElement;
  reveal(element);
  element.closest(".c, tr").scrollIntoView({ block: "center" });
  paint();
  const text = element.closest(".t, td, .lhs, .rhs").textContent.slice(0, 80);
  say(tell("found", { at: hit + 1, count: hits.length, text }));
}

const typing = soon(search);

function searchAgain() {
  if (field.value) typing();
}

field.addEventListener("input", typing);
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    nextHit(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape") {
    event.preventDefault();
    field.value = "";
    const at = hit >= 0 ? hits[hit].startContainer.parentElement.closest(".c, tr") : null;
    openedBySearch = openedBySearch.filter((fold) => !at || !fold.contains(at));
    search();
    if (at) {
      at.tabIndex = -1;
      at.focus({ preventScroll: true });
    } else field.blur();
  }
});
