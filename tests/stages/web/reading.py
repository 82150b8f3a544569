"""What a person reads on the playground's page, line by line; run in the browser, on what it really shows."""

POSTS = """
() => {
  const text = (node) => node ? node.innerText.trim() : "";
  const shown = (node) => node.checkVisibility({ contentVisibilityAuto: true });
  const label = (button) => "[" + button.firstChild.textContent.trim() + "]";
  const one = (node, n) => {
    if (!shown(node)) return [];
    switch (true) {
      case node.matches(".items"):
        return [...node.children].map((item, i) => (node.tagName === "OL" ? `${i + 1}. ` : "• ") + text(item));
      case node.matches(".facts"):
        return [...node.children].map((row) => [...row.children].map(text).join(": "));
      case node.matches(".picture"): return [`[${node.alt}]`];
      case node.matches(".preview"): return [...node.querySelectorAll(".preview-words > *")].map(text);
      case node.matches(".buttons"): return [[...node.querySelectorAll(".button")].filter(shown).map(label).join(" ")];
      default: return text(node) ? [text(node)] : [];
    }
  };
  const read = (said) => said.matches(".card") ? [...said.children].flatMap(one) : [text(said)];
  const list = [...document.querySelectorAll("#live .card, #live .notice")];  // read at once: they get replaced
  return list.filter((said) => !said.closest(".said")).map((said) => ({
    turn: Number(said.closest("[data-turn]").dataset.turn) || 0,
    mine: Boolean(said.closest(".post")?.querySelector(".private")),
    text: read(said).join("\\n"),
  }));
}
"""

FIELDS = """
(list) => list.map((field) => ({
  label: (field.querySelector(":scope > label:not(.option), :scope > legend")
    ?? field.querySelector(".option span")).firstChild.textContent.trim(),
  value: field.matches("fieldset") ? [...field.querySelectorAll("input:checked")].map((box) => box.value)
    : field.querySelector(":scope > .option") ? field.querySelector("input").checked
    : field.querySelector("input, select, textarea").value,
}))
"""

QUIET = """
(turn) => document.body.dataset.turn === turn && !document.body.dataset.leaving
  && document.readyState === "complete" && !document.querySelector("[aria-busy=true]")
"""
