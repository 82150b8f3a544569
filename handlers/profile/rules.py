"""Hints about the text of a profile, by plain rules with names. Nothing is fetched, scored or kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from handlers.core.language import mark
from handlers.core.shortening import LETTER, shortened

LONG_SENTENCE = 30  # words
MOST_TAGS = 3
SHOWN = 60  # letters of what a hint quotes

SELF = re.compile(r"\b(i|i'm|i’m|me|my|we|our|ik|mij|me|mijn|m'n|wij|we|ons|onze)\b", re.IGNORECASE)
CONCRETE = re.compile(r"\d|\b(for example|such as|for instance|bijvoorbeeld|zoals|onder andere)\b", re.IGNORECASE)
INVITES = re.compile(
    r"\?|\b(ask me|talk to me|write to me|message me|get in touch|happy to|let's|drop me|"
    r"vraag me|vraag mij|schrijf me|stuur me|bericht me|neem contact|praat graag|denk graag)\b",
    re.IGNORECASE,
)
WORN = re.compile(
    r"\b(passionate|results?[- ]driven|results?[- ]oriented|synerg\w+|guru|ninja|rockstar|thought leader\w*|"
    r"proactive|dynamic|self[- ]starter|team player|go[- ]getter|out of the box|motivated|innovative|"
    r"gepassioneerd\w*|resultaatgericht\w*|gedreven|proactief|proactieve|dynamisch\w*|teamspeler|teamplayer|"
    r"spin in het web|no[- ]nonsense|hands[- ]on|ondernemend\w*|innovatie(f|ve))\b",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\b((views|opinions|tweets|posts)( are| is)? (all )?(my|mine|our) ?(own)?|opinions mine|"
    r"(op )?persoonlijke titel|mijn (eigen )?mening|(tweets|berichten) zijn van mezelf)\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w/.-])(\+|00|0)\d(?:[ ().-]?\d){7,13}(?![\w/])")
CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
KNOWN = frozenset("AI BV CEO EU HR II III IT NL NV OK PHD TV UK US USA VN UN".split())
TAG = re.compile(r"(?<!\w)#\w+")
SENTENCE = re.compile(r"[^.!?\n]+")


def _about(text: str) -> str:
    """What a text says about its person: without contact details, and without "views are my own"."""
    for aside in (MAIL, PHONE, DISCLAIMER):
        text = aside.sub(" ", text)
    return text


class Hint(NamedTuple):
    """A rule that applies. `name`, `why` and `example` are English sentences; `found` is for {found} in `why`."""

    name: str
    why: str
    example: str
    found: str


class TextRule(NamedTuple):
    """`finds`: what in the text it is about; None if it does not apply."""

    name: str
    why: str
    example: str
    finds: Callable[[str], str | None]


def _first(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def finds(text: str) -> str | None:
        found = pattern.search(text)
        return found[0] if found else None

    return finds


def _lacks(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: None if pattern.search(_about(text)) else ""


def _private(text: str) -> str | None:
    return _first(MAIL)(text) or _first(PHONE)(text)


def _long_sentence(text: str) -> str | None:
    return next((one.strip() for one in SENTENCE.findall(text) if len(one.split()) > LONG_SENTENCE), None)


def _short_forms(text: str) -> str | None:
    found = sorted({one for one in CAPITALS.findall(text) if one not in KNOWN})
    return ", ".join(found[:3]) if len(found) > 1 else None


def _tags(text: str) -> str | None:
    found = TAG.findall(text)
    return " ".join(found) if len(found) > MOST_TAGS else None


RULES: Sequence[TextRule] = (
    TextRule(
        "private",
        mark("“{found}” can be read by everybody, and collected by machines. Leave it out unless you want that."),
        mark("Write to me here."),
        _private,
    ),
    TextRule(
        "disclaimer",
        mark("“{found}” protects you less than it seems. What readers need to know is where you work."),
        mark("I work at a hospital, and write about nursing."),
        _first(DISCLAIMER),
    ),
    TextRule(
        "self",
        mark("It does not say “I” anywhere. People write to a person, not to a description."),
        mark("I help hospitals to plan their beds."),
        _lacks(SELF),
    ),
    TextRule(
        "concrete",
        mark("It names nothing that one can picture. Add one thing that you did: a project, a number, a place."),
        mark("Last year we moved 40,000 parcels from vans to bicycles."),
        _lacks(CONCRETE),
    ),
    TextRule(
        "worn",
        mark("“{found}” is on many profiles. Say what you did instead, and let readers find the word."),
        mark("I answer every customer within a day."),
        _first(WORN),
    ),
    TextRule(
        "sentence",
        mark("This sentence is long: “{found}” Make two of it."),
        mark("I repair lifts. My colleagues keep them safe."),
        _long_sentence,
    ),
    TextRule(
        "short_forms",
        mark("People outside may not know {found}. Write it out once."),
        mark("Quality, safety and environment (QSE)."),
        _short_forms,
    ),
    TextRule(
        "tags",
        mark("{found}: one or two of these help people to find you, more are noise."),
        mark("#nursing"),
        _tags,
    ),
    TextRule(
        "invites",
        mark("It does not say what people may ask you about."),
        mark("Ask me about solar panels on old roofs."),
        _lacks(INVITES),
    ),
)
STRENGTHS: Sequence[tuple[str, re.Pattern[str]]] = (
    (mark("It speaks as you."), SELF),
    (mark("It names something concrete."), CONCRETE),
    (mark("It invites people to talk to you."), INVITES),
)


def hints(text: str) -> Iterator[Hint]:
    """The rules that apply to a text, the most important first."""
    for rule in RULES:
        found = rule.finds(text)
        if found is not None:
            yield Hint(rule.name, rule.why, rule.example, shortened(found, SHOWN))


def strengths(text: str) -> Sequence[str]:
    """What is good about it, as English sentences."""
    return [said for said, pattern in STRENGTHS if pattern.search(_about(text))]


def letters(text: str) -> int:
    """How long a text is, in letters as people see them."""
    return len(LETTER.findall(text.strip()))
