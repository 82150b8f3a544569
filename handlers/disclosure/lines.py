"""The line that says who speaks: made, put before a text, and found in one however it is worded."""

import re

from handlers.content.guesses import guessed_language
from handlers.core.addresses import host_of
from handlers.core.interaction import Page
from handlers.disclosure.rules import rules
from models import Content, Person, Workspace

LONGEST_LINE = 160  # characters of a first paragraph that can be nothing but the line


def is_due(workspace: Workspace, content: Content) -> bool:
    """Whether content is about the organisation: it has a name, and the address is on one of its sites.

    Without a list of sites all of them are; what has no address is somebody's own story from work.
    """
    if not workspace.company or content.way == "react":
        return False
    sites, host = workspace.company_sites.split(), host_of(content.url) if content.url else ""
    return not sites or not host or any(host == site or host.endswith(f".{site}") for site in sites)


def line_for(workspace: Workspace, person: Person, text: str, network: str) -> str:
    """The line for a text, in its language."""
    language = guessed_language(Page(url="", title=text)) or person.locale[:2]
    line = rules().line(person.country, network, "nl" if language == "nl" else "en")
    tag = re.sub(r"[\W_]+", "", workspace.company)
    return line.replace("{company}", workspace.company).replace("{tag}", tag)


def with_line(text: str, line: str) -> str:
    """The text with the line before it, unless it says so already."""
    return text if not text or says_so(text) else f"{line}\n\n{text}"


def says_so(text: str) -> bool:
    """Whether a text says that the person works there, in our words or in theirs."""
    plain = " ".join(text.replace("’", "'").split()).casefold()
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain) for words in rules().counts) or _tagged(plain)


def _tagged(plain: str) -> bool:
    return re.search(r"#\w+(employee|medewerker)\b", plain) is not None


def without_line(text: str) -> str:
    """The text itself: colleagues who share the line are no copies of each other."""
    first, gap, rest = text.partition("\n\n")
    return rest if gap and len(first) <= LONGEST_LINE and says_so(first) else text
