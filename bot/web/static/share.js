// Counts, copies and fills in. Without this file the page works: the person copies the text by hand.

const form = document.getElementById("compose");
const words = document.getElementById("words");
const count = document.getElementById("count");
const copied = document.getElementById("copied");
const chosen = () => form.querySelector("[name=network]:checked");
const filled = (sentence, places) => sentence.replace(/\{(\w+)\}/g, (_, name) => places[name]);

function recount() {
  const n = [...words.value].length;
  const longest = Number(chosen()?.dataset.longest);
  const over = Boolean(longest) && n > longest;
  count.classList.toggle("over", over);
  words.toggleAttribute("aria-invalid", over);
  const sentence = over ? count.dataset.over : longest ? count.dataset.left : count.dataset.used;
  count.textContent = filled(sentence, { n: over ? n - longest : n, longest });
  const done = document.querySelector("#done [name=network]");
  if (done && chosen()) done.value = chosen().value;
}

// A composer brings the link along; where there is none, it is copied too.
async function copy(withLink) {
  const { url } = form.dataset;
  try {
    await navigator.clipboard.writeText(withLink && !words.value.includes(url) ? `${words.value}\n\n${url}` : words.value);
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
      words.focus();
      recount();
    });
  }
  form.addEventListener("input", recount);
  form.addEventListener("submit", beforeOpening);
  recount();
}
