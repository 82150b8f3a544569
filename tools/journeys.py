"""What ten journeys in the playground cost people.

Each is played by keyboard in a real browser. Counted are taps, fields that are asked, Tab presses, and
seconds of reading: the words that come into view, at 238 a minute (Brysbaert 2019, silent reading of non-fiction).
With a revision, the playground of that is counted beside today's.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator, Page, sync_playwright

from tests.support.chromium import ARGUMENTS, find

ROOT = Path(__file__).parent.parent
EXAMPLE = "Example: python -m tools.journeys e19d548"
PER_MINUTE = 238
PORT = 8139
WAIT = 1500  # milliseconds, until a press is answered
# The texts in view, by post. What only a screen reader says is left out.
SHOWN = """() => {
  const unseen = [...document.querySelectorAll(".unseen:not([hidden])")];
  for (const one of unseen) one.hidden = true;
  const shown = Object.fromEntries([
    ...[...document.querySelectorAll(".post.of-heraut")].map((post) => [post.id,
      (post.querySelector(".card, .notice") ?? post).innerText]),
    ...[...document.querySelectorAll("dialog[open]")].map((form) => ["form", form.innerText]),
    ...[...document.querySelectorAll("#live.home .card")].map((card) => ["home", card.innerText])]);
  for (const one of unseen) one.hidden = false;
  return shown;
}"""
# How many presses of Tab lead from the focus to this control: ahead in a form, the shorter way elsewhere.
# A group of radio buttons is one stop.
AWAY = """(goal) => {
  const room = document.querySelector("dialog[open]") ?? document;
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const stops = [...room.querySelectorAll(all)].filter((one) =>
    one.checkVisibility() && !one.disabled && (one.type !== "radio" || one.checked
      || (!room.querySelector(`[name="${one.name}"]:checked`) && one === room.querySelector(`[name="${one.name}"]`))));
  const from = stops.findIndex((one) => one === document.activeElement), to = stops.indexOf(goal);
  const back = stops.findLastIndex((one) => document.activeElement.compareDocumentPosition(one) & 2);
  const here = from < 0 ? back + 0.5 : from, ahead = (Math.ceil(to - here) + stops.length) % stops.length;
  return room === document ? Math.min(ahead, (stops.length - ahead) % stops.length) : ahead;
}"""
FIELDS = "dialog[open] .field"


class Counts(NamedTuple):
    """What a journey costs."""

    taps: int = 0
    inputs: int = 0
    tabs: int = 0
    words: int = 0

    @property
    def seconds(self) -> int:
        return round(60 * self.words / PER_MINUTE)


class Visitor:
    """A person at the keyboard. Counts what each step costs."""

    def __init__(self, page: Page, address: str, who: str) -> None:
        self.page, self.address, self.who, self.counts = page, address, who, Counts()
        page.goto(f"{address}/?as={who}&in=chat")
        page.wait_for_timeout(WAIT)

    def says(self, text: str) -> None:
        """Type a command."""
        self._add(inputs=1)
        self.page.fill("#text", text)
        self._then(lambda: self.page.press("#text", "Enter"))

    def presses(self, label: str) -> None:
        """Press a button of the newest card that has it, opening its menu where it is in one."""
        found = ".post.of-heraut .menu-items .button, .post.of-heraut .button:not(summary), dialog [data-submit]"
        button = self.page.locator(found).filter(has_text=_only(label)).last
        if not button.is_visible():
            self._press(button.locator("xpath=ancestor::details[1]/summary"))
        self._press(button)

    def sees(self, label: str) -> bool:
        return self.page.locator(".post.of-heraut .button").filter(has_text=_only(label)).count() > 0

    def sends(self) -> None:
        """Go through the open form to its end. What is folded is not asked."""
        self._add(inputs=sum(field.is_visible() for field in self.page.locator(FIELDS).all()))
        self._press(self.page.locator("dialog[open] [data-submit]"))

    def fills(self, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            field = self.page.locator(f"dialog[open] [name='v.{name}']")
            if field.count() and field.first.is_visible() and not field.first.input_value():
                field.first.fill(value)
                field.first.focus()
        self.page.locator("dialog[open] :is(input:not([type=hidden]), textarea, select)").first.focus()

    def opens(self, label: str) -> None:
        """Follow a button to its page, read it, and come back."""
        button = self.page.locator(".post.of-heraut .button").filter(has_text=_only(label)).last
        self._add(taps=1, tabs=self._away(button))
        with self.page.context.expect_page() as opened:
            button.press("Enter")
        opened.value.wait_for_load_state()
        self._add(taps=1, words=len(str(opened.value.inner_text("main")).split()))  # its one main button
        opened.value.close()

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """For what only makes ready the next journey."""
        counts = self.counts
        yield
        self.counts = counts

    def _press(self, control: Locator) -> None:
        self._add(taps=1, tabs=self._away(control))
        self._then(lambda: control.press("Enter"))

    def _away(self, control: Locator) -> int:
        return int(self.page.evaluate(AWAY, control.element_handle()))

    def _then(self, act: Callable[[], object]) -> None:
        before: Mapping[str, str] = self.page.evaluate(SHOWN)
        act()
        self.page.wait_for_timeout(WAIT)
        after: Mapping[str, str] = self.page.evaluate(SHOWN)
        new = [text for name, text in after.items() if name not in before][:1]  # later ones came by themselves
        changed = [words_of(text, before[name]) for name, text in after.items() if before.get(name, text) != text]
        self._add(words=sum(map(words_of, new)) if new else sum(changed[-1:]))

    def _add(self, taps: int = 0, inputs: int = 0, tabs: int = 0, words: int = 0) -> None:
        old = self.counts
        self.counts = Counts(old.taps + taps, old.inputs + inputs, old.tabs + tabs, old.words + words)


def words_of(text: str, before: str = "") -> int:
    """The number of words in the lines that were not there before: nobody reads a card again that has changed below."""
    known = set(before.splitlines())
    return sum(len(line.split()) for line in text.splitlines() if line not in known)


def _only(label: str) -> re.Pattern[str]:
    """The whole label of a button, which may tell that it opens a page."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(↗.*)?$", re.DOTALL)


def joining(visit: Visitor) -> None:
    visit.says("join")
    visit.sends()


def sharing(visit: Visitor) -> None:
    visit.says("next")
    visit.presses("Share")
    visit.opens("LinkedIn")
    visit.presses("I posted it")
    visit.sends()


def skipping(visit: Visitor) -> None:
    visit.says("next")
    visit.presses("Skip")
    visit.presses("Not my subject")
    with visit.uncounted():
        visit.presses("Undo")


def postponing(visit: Visitor) -> None:
    visit.says("next")
    visit.presses("Later")
    visit.presses("Tomorrow")


def posting(visit: Visitor) -> None:
    visit.says(f"post {_newest(visit)}")
    visit.fills({"why": "Our blades are quieter.", "text_1": "My colleagues asked an owl.", "text_2": "Ask an owl."})
    visit.sends()
    if visit.sees("Publish"):  # approving what a colleague suggested publishes it
        visit.presses("Publish")


def ranking(visit: Visitor) -> None:
    visit.says("leaderboard")


def changing(visit: Visitor) -> None:
    visit.says("settings")
    visit.sends()


def pausing(visit: Visitor) -> None:
    visit.says("pause until 4 January")


def looking(visit: Visitor) -> None:
    visit.says("me")


def leaving(visit: Visitor) -> None:
    visit.says("leave")


JOURNEYS: Sequence[tuple[str, str, Callable[[Visitor], None]]] = (
    ("join", "sam", joining),
    ("share, and say so", "sam", sharing),
    ("skip, and say why", "sam", skipping),
    ("later: tomorrow", "sam", postponing),
    ("post an article, as a champion", "james", posting),
    ("the leaderboard", "aylin", ranking),
    ("change settings", "diego", changing),
    ("take a break", "aylin", pausing),
    ("my shares and badges", "sam", looking),
    ("leave", "oliver", leaving),
)


def _newest(visit: Visitor) -> str:
    """The address of the article that nobody has posted yet."""
    shown = visit.page.request.get(f"{visit.address}/articles").text()
    *_, last = (piece.partition('"')[0] for piece in shown.split('<a href="/articles/')[1:])
    return f"{visit.address}/articles/{last}"


@contextmanager
def playground(folder: Path) -> Iterator[str]:
    """The playground of a checkout, until it is left."""
    command = [sys.executable, "app.py", "playground", "--port", str(PORT)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        next(line for line in running.stdout or () if "Ctrl+C" in line)
        try:
            yield f"http://127.0.0.1:{PORT}"
        finally:
            running.terminate()


def counted(folder: Path) -> Mapping[str, Counts]:
    found: dict[str, Counts] = {}
    with playground(folder) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
        page.set_default_timeout(8000)
        page.goto(address)  # begins in the language of the browser
        for name, who, journey in JOURNEYS:
            visit = Visitor(page, address, who)
            journey(visit)
            found[name] = visit.counts
        browser.close()
    return found


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "checkout"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", there, revision], cwd=ROOT, check=True)
        try:
            yield there
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", there], cwd=ROOT, check=True)


def table(now: Mapping[str, Counts], before: Mapping[str, Counts]) -> Iterator[str]:
    """Markdown: before → now where there are both."""
    yield "| | reading, s | taps | inputs | Tab presses |"
    yield "|---|--:|--:|--:|--:|"
    for name, its in now.items():
        old = before.get(name, its)
        pairs = ((old.seconds, its.seconds), (old.taps, its.taps), (old.inputs, its.inputs), (old.tabs, its.tabs))
        yield f"| {name} | {' | '.join(f'{was} → {is_}' if before else str(is_) for was, is_ in pairs)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.journeys", description=__doc__, epilog=EXAMPLE)
    parser.add_argument("revision", nargs="?", help="what to count beside this checkout")
    revision = parser.parse_args().revision
    before: Mapping[str, Counts] = {}
    if revision:
        print(f"Counting at {revision} …", file=sys.stderr)
        with checkout(revision) as there:
            before = counted(there)
    print("Counting here …", file=sys.stderr)
    print("\n".join(table(counted(ROOT), before)))


if __name__ == "__main__":
    main()
