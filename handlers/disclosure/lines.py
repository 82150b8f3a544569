"""The line that says who speaks: made, put before a text, and found in one however it is worded."""

import re
from collections.abc import Sequence
from functools import cache

from handlers.content.guesses import guessed_language
from handlers.core.addresses import host_of
from handlers.core.interaction import Page
from handlers.disclosure.rules import rules
from models import Content, Person, Workspace

Pair = tuple[str, str]
LANGUAGES = ("en", "nl")
LONGEST_LINE = 160  # characters of a first paragraph that can be nothing but the line


def is_due(workspace: Workspace, content: Content) -> bool:
    """Whether content is about the organisation: it has a name, and the address is on one of its sites.

    Without a list of sites all of them are; what has no address is somebody's own story from work. What a champion
    marked as speaking in the organisation's name is, wherever it leads.
    """
    if not workspace.company or content.way == "react":
        return False
    if content.official:
        return True
    sites, host = workspace.company_sites.split(), host_of(content.url) if content.url else ""
    return not sites or not host or any(host == site or host.endswith(f".{site}") for site in sites)


def line_for(workspace: Workspace, person: Person, text: str, network: str) -> str:
    """The line for a text, in its language."""
    language = guessed_language(Page(url="", title=text)) or person.locale[:2]
    short = network in rules().short
    return _line(workspace, person, "nl" if language == "nl" else "en", short=short)


def lines_of(workspace: Workspace, person: Person) -> Sequence[Pair]:
    """All lines that a text of this person may begin with: a long and a short one in each language."""
    return [
        (_line(workspace, person, language, short=False), _line(workspace, person, language, short=True))
        for language in LANGUAGES
    ]


def fitted_to(text: str, lines: Sequence[Pair], network: str) -> str:
    """The text with our line in the length that this network asks for. What the person worded stays as it is."""
    short = network in rules().short
    for long, brief in lines:
        ours, theirs = (long, brief) if short else (brief, long)
        if text == ours or text.startswith(f"{ours}\n"):
            return theirs + text.removeprefix(ours)
    return text


def _line(workspace: Workspace, person: Person, language: str, *, short: bool) -> str:
    line = rules().line(person.country, language, short=short)
    tag = re.sub(r"[\W_]+", "", workspace.company)
    return line.replace("{company}", workspace.company).replace("{tag}", tag)


def with_line(text: str, line: str) -> str:
    """The text with the line before it, unless it says so already."""
    return text if not text or says_so(text) else f"{line}\n\n{text}"


def says_so(text: str) -> bool:
    """Whether a text says that the person works there, in our words or in theirs."""
    plain = " ".join(text.replace("’", "'").split()).casefold()
    return _counts().search(plain) is not None


@cache
def _counts() -> re.Pattern[str]:
    """All that counts as saying so, in one pattern; the first letters are told apart before the rest is tried."""
    words = "|".join(re.escape(one) for one in rules().counts)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|#\w+(?:employee|medewerker)\b")


def without_line(text: str) -> str:
    """The text itself: colleagues who share the line are no copies of each other."""
    first, gap, rest = text.partition("\n\n")
    return rest if gap and len(first) <= LONGEST_LINE and says_so(first) else text
