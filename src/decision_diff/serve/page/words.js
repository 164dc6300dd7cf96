// The words of the page in one language. An element says which by data-say, its name for screen readers by data-label.
const RIGHT_TO_LEFT = ["ar"];
let words = JSON.parse(document.getElementById("words").textContent);
const dynamic = [];

export function say(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

export const knows = key => key in words;

// Called now, and again whenever the language changes.
export function always(write) {
  dynamic.push(write);
  write();
}

export function setSaid(element, key) {
  element.dataset.say = key;
  element.textContent = say(key);
}

export async function speak(code) {
  const answer = await fetch(new URL(`labels/${code}.json`, document.baseURI));
  words = await answer.json();
  document.documentElement.lang = code;
  document.documentElement.dir = RIGHT_TO_LEFT.includes(code) ? "rtl" : "ltr";
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  for (const write of dynamic) write();
}
