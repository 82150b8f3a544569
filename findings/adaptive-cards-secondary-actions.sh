#!/usr/bin/env bash
# adaptivecards 3.0.6 (Microsoft's renderer): its validator counts actions behind "…" against the host's most visible actions.
#
# `mode: secondary` (Adaptive Cards 1.5) puts an action into the overflow menu, so that a row may offer more than `maxActions`. The renderer
# does that: of one primary and six secondary actions it draws one button and "More options". But `validateProperties()` of the same card
# says "Maximum number of actions exceeded", as it does for seven primary ones, of which the renderer really drops the last.
# So a check that takes the validator's word refuses cards that are drawn whole, and cannot tell them from cards that lose a button.
#
# Seen on 2026-12-02 with Node 20. Fails when the output changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund adaptivecards@3.0.6 jsdom@24.1.3 >/dev/null

cat >draw.cjs <<'NODE'
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
const { document, HTMLElement, HTMLButtonElement, Node } = window;
Object.assign(globalThis, { window, document, HTMLElement, HTMLButtonElement, Node });
const { AdaptiveCard, HostConfig } = require("adaptivecards/dist/adaptivecards.js");

const verbs = (count, mode) => Array.from({ length: count }, (_, n) => ({ type: "Action.Submit", title: `${mode} ${n + 1}`, mode }));
for (const [primary, secondary] of [[3, 3], [3, 4], [1, 6], [7, 0]]) {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig({ actions: { maxActions: 6 } });
  const actions = [...verbs(primary, "primary"), ...verbs(secondary, "secondary")];
  card.parse({ type: "AdaptiveCard", version: "1.5", body: [{ type: "ActionSet", actions }] });
  const drawn = [...card.render().querySelectorAll("button")].map((one) => one.title || one.getAttribute("aria-label"));
  const said = card.validateProperties().validationEvents.map((one) => one.message);
  console.log(`${primary} primary, ${secondary} secondary: draws ${drawn.length} (${drawn.at(-1)}); says ${JSON.stringify(said)}`);
}
NODE

cat >expected <<'SEEN'
3 primary, 3 secondary: draws 4 (More options); says []
3 primary, 4 secondary: draws 4 (More options); says ["Maximum number of actions exceeded (6)."]
1 primary, 6 secondary: draws 2 (More options); says ["Maximum number of actions exceeded (6)."]
7 primary, 0 secondary: draws 6 (primary 6); says ["Maximum number of actions exceeded (6)."]
SEEN
node draw.cjs >seen
diff expected seen && echo "as seen: the validator counts what the renderer puts behind the dots"
