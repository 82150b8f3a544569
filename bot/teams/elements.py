"""Building blocks of Adaptive Cards, in which nothing that people wrote can become markup, a link or a date.

Words go into TextRuns, which Teams shows letter by letter, and not into TextBlocks, FactSets or anything else that
it reads as Markdown: its clients do not agree on how to escape that.
"""

import re

import regex

from bot.teams import limits
from bot.teams.limits import size
from bot.text import ELLIPSIS, absolute, clean, cut
from bot.text import travels as text_travels

Element = dict[str, object]
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
DATES = re.compile(r"\{(?=\{(?:DATE|TIME)\()")  # the one thing that a TextRun would interpret
MARKED = re.compile(r"[*_`~\[\]<>\\#|{}&]|^\s*([-+=]|\d+[.)])|\n|://|www\.|@")
COMMAND = re.compile(r"(?<!\S)/heraut\b")
WORD_JOINER = "\u2060"  # invisible
BREAK = "\u200b"  # invisible: a line may end here
LONG_WORD = re.compile(r"\S{25,}")  # wider than a telephone in the size of a heading
TEN_LETTERS = regex.compile(r"\X{1,10}")
ALIKE = str.maketrans(  # each character of Markdown, and one that looks the same and means nothing
    {
        "*": "\u2217",
        "_": "\u02cd",
        "`": "\u02cb",
        "~": "\u223c",
        "[": "\uff3b",
        "]": "\uff3d",
        "<": "\u2039",
        ">": "\u203a",
        "\\": "\u29f5",
        "|": "\u2223",
        "&": "&" + WORD_JOINER,
        "\n": " ",
    }
)
MARKER = re.compile(r"^(?=[-+=#])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")


def travels(text: str, most: int) -> bool:
    """Whether a name or a value reaches Teams and comes back unchanged. Limits are in bytes."""
    return text_travels(text, most, size)


def typed(text: str) -> str:
    """With commands as people type them in Teams, which has no `/heraut`: this works in a channel and in the chat."""
    return COMMAND.sub("@Heraut", text)


def run(text: str, most: int = limits.TEXT, **style: object) -> Element:
    """Text as it is, except that commands are named as in Teams."""
    return exact(typed(text), most, **style)


def exact(text: str, most: int = limits.TEXT, **style: object) -> Element:
    """Text letter by letter, because somebody may copy it."""
    letters = DATES.sub("{" + WORD_JOINER, cut(clean(text), most))
    return {"type": "TextRun", "text": letters or ELLIPSIS, **style}


def broken(text: str) -> str:
    """A title whose long words may end a line anywhere: Teams breaks no word of a TextRun. Not for words to copy."""
    return LONG_WORD.sub(lambda word: BREAK.join(TEN_LETTERS.findall(word[0])), text)


def unmarked(text: str, most: int) -> str:
    """For what Teams always reads as Markdown: the names of choices, and the error of a field."""
    words = cut(clean(text).translate(ALIKE), most) or ELLIPSIS
    return DATES.sub("{" + WORD_JOINER, MARKER.sub(WORD_JOINER, words))


def rich(*runs: Element, **more: object) -> Element:
    return {"type": "RichTextBlock", "inlines": list(runs), **more}


def quiet(text: str, most: int = limits.TEXT, **more: object) -> Element:
    return rich(run(text, most, size="small", isSubtle=True), **more)


def heading(text: str) -> Element:
    """A heading for screen readers too, unless some of it could be read as Markdown."""
    words = cut(clean(typed(text)), limits.HEADING)
    look: Element = {"size": "large", "weight": "bolder"}
    if MARKED.search(words):
        return rich(run(broken(words), limits.TEXT, **look))
    return {"type": "TextBlock", "text": words, "style": "heading", "wrap": True, **look}


def columns(*widths: tuple[int | str, Element], **more: object) -> Element:
    """Side by side: for each column its width (a share, "auto" or "stretch") and its element."""
    stand = [{"type": "Column", "width": width, "items": [element]} for width, element in widths]
    return {"type": "ColumnSet", "columns": stand, **more}


def address(link: str, public: str = "") -> str:
    """Where `link` leads, absolute; empty when Teams could not open it."""
    found = absolute(link, public)
    return found if travels(found, limits.URL) else ""


def execute(title: str, verb: str, data: Element, **more: object) -> Element:
    """A button that changes its card; clients that cannot do that send its data as a message."""
    words = cut(clean(title), limits.BUTTON) or ELLIPSIS
    both = {name: value for name, value in more.items() if name in {"associatedInputs", "mode"}}
    submit = {"type": "Action.Submit", "title": words, "data": {**data, "verb": verb}, **both}
    return {"type": "Action.Execute", "title": words, "verb": verb, "data": data, **more, "fallback": submit}


def open_url(title: str, url: str, **more: object) -> Element:
    return {"type": "Action.OpenUrl", "title": cut(clean(title), limits.BUTTON), "url": url, **more}


def whole(body: list[Element], summary: str) -> Element:
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": summary,
        "body": body,
    }
