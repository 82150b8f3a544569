// The playground without reloading. Everything works without this file too: it sends the same forms, and shows the same pages.

const el = (id) => document.getElementById(id);
const scroll = el("scroll");
const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 160;
const toEnd = () => { scroll.scrollTop = el("live").matches(".home") ? 0 : scroll.scrollHeight; };
// The whole post, or where it begins if it is taller than the window.
const reveal = (post) => post.scrollIntoView({ block: post.offsetHeight > scroll.clientHeight ? "start" : "nearest" });
const inView = (node) => node.getBoundingClientRect().bottom <= scroll.getBoundingClientRect().bottom;

let toastGoes;
function toast(text) {
  clearTimeout(toastGoes);
  el("toast").textContent = text;
  if (text) toastGoes = setTimeout(() => { el("toast").textContent = ""; }, 8000);
}

// A form opens as a real dialog: the page behind it cannot be reached, and Escape cancels, but asks first if something was filled in.
function openSheet() {
  const sheet = el("sheet").querySelector("dialog");
  if (!sheet) return;
  sheet.close();
  sheet.showModal();
  const field = "input:not([type=hidden]), textarea, select";
  const wrong = sheet.querySelector("[aria-invalid]");
  (wrong?.matches("fieldset") ? wrong.querySelector(field) : wrong ?? sheet.querySelector(field))?.focus();
  wrong?.closest(".field").scrollIntoView({ block: "center" });
  const form = sheet.querySelector("form");
  const filled = () => new URLSearchParams(new FormData(form)).toString();
  const before = sheet.querySelector(".error") ? "" : filled();
  sheet.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (filled() !== before && !confirm(form.dataset.leave)) return;
    sheet.querySelector("[data-cancel]").click();
  });
}

// The control that had the focus, as it can be found again on the page drawn anew.
const trail = (node) => node?.closest(".write") ? "#text"
  : node?.name === "step" ? `.clock [value="${node.value}"]`
  : node?.closest("[id^=p]") ? `#${node.closest("[id^=p]").id} .button` : "#room";

// What a press was answered with: into view, and the focus on what can be pressed next.
function goTo(post) {
  if (!post) return el("room").focus({ preventScroll: true });
  reveal(post);
  const button = post.querySelector(".button");
  (button && inView(button) ? button : post).focus({ preventScroll: true });
}

function unread(marks) {
  for (const badge of document.querySelectorAll("[data-unread]")) {
    const n = marks[badge.dataset.unread] ?? 0;
    badge.hidden = !n;
    badge.querySelector("b").textContent = n;
  }
}

function show(text, address) {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.getElementById("live")) return toast(page.querySelector("main")?.textContent.trim() ?? "");
  if (new URL(address).search !== location.search) {
    document.body.dataset.leaving = "yes";
    return location.assign(address);
  }
  const had = trail(document.activeElement);
  const before = new Set([...document.querySelectorAll(".post")].map((post) => post.id));
  for (const id of ["tour", "live", "sheet", "write"]) {
    const now = el(id), next = page.getElementById(id);
    if (now && next) now.replaceChildren(...next.childNodes);
  }
  if (before.size < document.querySelectorAll(".post").length) el("empty")?.remove();
  for (const post of document.querySelectorAll(".post")) if (!before.has(post.id)) post.classList.add("fresh");
  el("clock").textContent = page.getElementById("clock").textContent;
  document.body.dataset.turn = page.body.dataset.turn;
  unread(Object.fromEntries([...page.querySelectorAll("[data-unread]")].map((b) => [b.dataset.unread, +b.querySelector("b").textContent])));
  toast(page.getElementById("toast").textContent);
  const fresh = document.querySelectorAll(".post.fresh");
  if (fresh.length) toEnd(), reveal([...fresh].at(-1));
  if (el("sheet").querySelector("dialog")) openSheet();
  else if (had.startsWith("#p")) goTo([...fresh].at(-1) ?? document.querySelector(had)?.closest(".post") ?? el(had.slice(1).split(" ")[0]));
  else (document.querySelector(had) ?? el("room")).focus({ preventScroll: true });
}

// A menu closes with Escape, and when something else is pressed or gets the focus.
const closeMenus = (but) => { for (const menu of document.querySelectorAll(".menu[open]")) if (menu !== but) menu.open = false; };
addEventListener("click", (event) => closeMenus(event.target.closest(".menu")));
addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement.closest(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

let answered = Promise.resolve(); // what the stream tells while a press is answered waits, so that no card changes twice
addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  // By attribute: our own fields called target and action would answer for the properties.
  if (form.getAttribute("target") === "_blank" || form.method !== "post" || "whole" in form.dataset) return;
  event.preventDefault();
  if (form.ariaBusy) return; // a second click of the same press
  answered = Promise.all([answered, press(form, button)]);
});

async function press(form, button) {
  form.ariaBusy = "true";
  const slow = setTimeout(() => {
    document.body.classList.add("busy");
    toast(document.body.dataset.busy);
  }, 500);
  try {
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(button?.getAttribute("formaction") ?? form.getAttribute("action"), { method: "POST", body });
    show(await answer.text(), answer.url);
  } catch {
    form.submit(); // no answer: let the browser say so
  } finally {
    clearTimeout(slow);
    document.body.classList.remove("busy");
    form.ariaBusy = null;
  }
}

const turn = (id) => Number(id.split("-")[1]); // ERA-TURN; a page of an earlier era is loaded again

function arrived({ ref, html }) {
  const live = el("live"), follow = atEnd();
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("li");
  const old = el(ref);
  if (old) {
    if (Number(old.dataset.turn) >= Number(fresh.dataset.turn)) return; // shown already: a click on it may be under way
    old.dataset.turn = fresh.dataset.turn;
    old.querySelector(".row").replaceWith(fresh.querySelector(".row"));
    return;
  }
  if (live.lastElementChild?.dataset.day !== fresh.dataset.day) {
    const day = document.createElement("p");
    day.className = "day";
    day.append(Object.assign(document.createElement("span"), { textContent: fresh.dataset.day }));
    fresh.prepend(day);
  }
  el("empty")?.remove();
  fresh.classList.add("fresh");
  live.append(fresh);
  if (follow) toEnd(), reveal(fresh);
}

// A page that nobody looks at lets go of its stream: browsers keep only six connections to a server.
let events;
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource(`${document.body.dataset.events}&after=${document.body.dataset.turn}`);
  events.addEventListener("post", (event) => answered.then(() => arrived(JSON.parse(event.data))));
  events.addEventListener("state", (event) => answered.then(() => {
    if (turn(event.lastEventId) < turn(document.body.dataset.turn)) return;
    const state = JSON.parse(event.data);
    el("clock").textContent = state.clock;
    unread(state.unread);
    document.body.dataset.turn = event.lastEventId;
  }));
  events.addEventListener("reload", () => { events.close(); location.reload(); });
}
listen();
addEventListener("visibilitychange", listen);
addEventListener("pageshow", (event) => event.persisted && listen());
addEventListener("pagehide", () => events?.close());

if (!el("live").matches(".home")) toEnd();
openSheet();
for (const here of document.querySelectorAll("[aria-current]")) here.scrollIntoView({ block: "nearest", inline: "nearest" });
