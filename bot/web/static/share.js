// Counts, copies and fills in. Without this file the page works: the person copies the text by hand.

const form = document.getElementById("compose");
const words = document.getElementById("words");
const count = document.getElementById("count");
const saysSo = document.getElementById("says-so"); // a tip for a text that does not say who speaks
const copied = document.getElementById("copied");
const chosen = () => form.querySelector("[name=network]:checked");
const filled = (sentence, places) => sentence.replace(/\{(\w+)\}/g, (_, name) => places[name]);

// Our line that says who speaks is short where the network has little room. What the person worded stays.
const lines = JSON.parse(form?.dataset.lines ?? "[]");
function follow() {
  const brief = "brief" in (chosen()?.dataset ?? {});
  for (const [long, short] of lines) {
    const [ours, theirs] = brief ? [long, short] : [short, long];
    if (words.value !== ours && !words.value.startsWith(`${ours}\n`)) continue;
    words.value = theirs + words.value.slice(ours.length);
    return;
  }
}

// The server counts, by the one rule that it has for each network.
const PAUSE = 150; // milliseconds between typing and counting
let waiting, asked = 0, last = {};

async function recount() {
  clearTimeout(waiting);
  const [mine, text, network] = [++asked, words.value, chosen()?.value ?? ""];
  const done = document.querySelector("#done [name=network]");
  if (done) done.value = network;
  try {
    const body = new URLSearchParams({ network, text, url: form.dataset.url });
    const answer = await fetch(form.dataset.length, { method: "POST", body });
    if (mine !== asked || !answer.ok) return;
    last = { text, ...(await answer.json()) };
    show(last);
  } catch {
    count.textContent = ""; // rather no number than a wrong one
  }
}

function show({ used, longest, over, bytes, said }) {
  if (saysSo) saysSo.hidden = said || !words.value.trim();
  count.classList.toggle("over", Boolean(over));
  words.toggleAttribute("aria-invalid", Boolean(over));
  const { dataset } = count;
  const sentence = over ? (bytes ? dataset.bytes : dataset.over) : longest ? dataset.left : dataset.used;
  count.textContent = filled(sentence, { n: over || used, longest });
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(recount, PAUSE);
}

// A composer brings the link along; where there is none, it is copied too.
async function copy(withLink) {
  if (withLink && last.text !== words.value) await recount();
  try {
    await navigator.clipboard.writeText(withLink && last.text === words.value ? last.paste : words.value);
    return true;
  } catch {
    words.select();
    return document.execCommand("copy"); // where the page may not use the clipboard: http on another machine
  }
}

let ready = false;
async function beforeOpening(event) {
  if (ready || !("copies" in (chosen()?.dataset ?? {}))) return;
  event.preventDefault(); // the new tab takes the focus, and copying needs it
  const stays = chosen().dataset.copies === "stays";
  copied.textContent = (await copy(stays)) ? copied.dataset.done : copied.dataset.failed;
  if (stays) return fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  ready = true;
  form.requestSubmit();
  ready = false;
}

if (form) {
  for (const label of form.querySelectorAll("[data-copying]")) label.textContent = label.dataset.copying;
  for (const link of form.querySelectorAll("[data-text]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      words.value = link.dataset.text;
      follow();
      words.focus();
      recount();
    });
  }
  form.addEventListener("input", (event) => {
    if (event.target === words) return later();
    follow();
    recount();
  });
  form.addEventListener("submit", beforeOpening);
  const seen = { type: "hidden", name: "counted", value: "yes" }; // how long it is stands below the text
  form.append(Object.assign(document.createElement("input"), seen));
  recount();
}
