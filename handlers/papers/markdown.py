"""Markdown as plain paragraphs: a title, and texts without markup."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from handlers.papers.mistakes import Mistake
from handlers.papers.papers import Paper

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BULLET = "•"


class Body(NamedTuple):
    """The first heading, and the paragraphs below it, lists with a bullet before each line."""

    title: str
    paragraphs: Sequence[str]


@cache
def parser() -> "MarkdownIt":
    """Reads Markdown without extensions."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def body_of(paper: Paper) -> Body:
    """The title and the paragraphs of a file. Raises Mistake for what a card cannot show."""
    title, paragraphs, items = "", list[str](), list[str]()
    tokens, listed = parser().parse(paper.body), 0
    for place, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                listed += 1
            case "bullet_list_close" | "ordered_list_close":
                listed -= 1
                paragraphs += ["\n".join(items)] if not listed else []
                items = items if listed else []
            case "inline" if tokens[place - 1].type == "heading_open":
                title = _titled(paper, token, title)
            case "inline" if listed:
                items.append(f"{BULLET} {token_text(paper, token)}")
            case "inline":
                paragraphs.append(token_text(paper, token))
            case "html_block" | "fence" | "code_block" | "hr":
                raise unfit(paper, token)
            case _:
                pass
    if not title:
        raise paper.wrong(paper.body_line + 1, "The title is missing.", "Begin the text with a line such as “# Title”.")
    return Body(title, paragraphs)


def _titled(paper: Paper, token: "Token", title: str) -> str:
    if title:
        raise paper.wrong(token_line(paper, token), "There are two titles.", "Make two files of it.")
    return token_text(paper, token)


def token_text(paper: Paper, token: "Token") -> str:
    """The words of a line, without markup."""
    said = []
    for part in token.children or []:
        if part.type in ("image", "html_inline"):
            raise unfit(paper, token)
        said.append(" " if part.type in ("softbreak", "hardbreak") else part.content)
    return "".join(said).strip()


def unfit(paper: Paper, token: "Token") -> Mistake:
    """What is said of something that a card cannot show."""
    wrong = "A card shows titles, paragraphs and lists; this is something else."
    return paper.wrong(token_line(paper, token), wrong, "Write it as a plain sentence.")


def token_line(paper: Paper, token: "Token") -> int:
    """The line of the file that it begins in."""
    return paper.body_line + (token.map[0] if token.map else 0) + 1
