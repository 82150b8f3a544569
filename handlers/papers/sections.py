"""Markdown in sections: a title, a few words, then a section below each ## title, made of blocks without markup."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from handlers.papers.markdown import BULLET, parser, token_line, token_text, unfit
from handlers.papers.papers import Paper

if TYPE_CHECKING:
    from markdown_it.token import Token

BlockKind = Literal["text", "quote", "picture", "wrong", "right"]
TICK = re.compile(r"\[([ xX])\]\s+")
UNFIT = ("html_block", "fence", "code_block", "hr")


class Block(NamedTuple):
    """A paragraph or a list; a quote; a picture with what it shows; or an answer to choose, wrong or right."""

    kind: BlockKind
    text: str
    line: int
    address: str = ""  # of a picture


class PaperSection(NamedTuple):
    """A ## title, and what is below it."""

    title: str
    line: int
    blocks: Sequence[Block]
    level: int = 1  # how many # it has


class Sections(NamedTuple):
    """The title of a file, the words below it, and its sections."""

    title: str
    words: str
    sections: Sequence[PaperSection]


def sections_of(paper: Paper) -> Sections:
    """A file by its titles. Raises Mistake for what a card cannot show."""
    first, *rest = [*_pieces(paper)] or [PaperSection("", paper.body_line + 1, ())]
    if not isinstance(first, PaperSection) or first.level > 1 or not first.title:
        raise paper.wrong(first.line, "The title is missing.", "Begin the text with a line such as “# Title”.")
    found = [first]
    for one in rest:
        if isinstance(one, PaperSection):
            _check_level(paper, one)
            found.append(one)
        else:
            found[-1] = found[-1]._replace(blocks=(*found[-1].blocks, one))
    top, *sections = found
    for block in top.blocks:
        if block.kind != "text":
            raise paper.wrong(
                block.line, "This stands before the first card.", "Put a line such as “## Title” above it."
            )
    return Sections(top.title, " ".join(block.text for block in top.blocks), sections)


def _check_level(paper: Paper, section: PaperSection) -> None:
    if section.level == 1:
        raise paper.wrong(section.line, "There are two titles with one #.", "Write ## for a card, or make two files.")
    if section.level > 2:
        raise paper.wrong(section.line, "Titles have one # or two.", "Begin a card with a line such as “## Title”.")


def _pieces(paper: Paper) -> Iterator[PaperSection | Block]:
    """Titles, as sections without blocks, and blocks, in their order."""
    tokens = parser().parse(paper.body)
    quoted, items = 0, list[Block]()
    for place, token in enumerate(tokens):
        match token.type:
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "bullet_list_close" | "ordered_list_close" if token.level == 0 or quoted:
                yield from _listed(items)
                items = []
            case "inline" if tokens[place - 1].type == "heading_open":
                yield PaperSection(
                    token_text(paper, token), token_line(paper, token), (), int(tokens[place - 1].tag[1:])
                )
            case "inline" if tokens[place - 2].type == "list_item_open" or items:
                items.append(_item(paper, token))
            case "inline":
                yield _paragraph(paper, token, quoted=bool(quoted))
            case kind if kind in UNFIT:
                raise unfit(paper, token)
            case _:
                pass


def _item(paper: Paper, token: "Token") -> Block:
    text, line = token_text(paper, token), token_line(paper, token)
    ticked = TICK.match(text)
    if ticked is None:
        return Block("text", f"{BULLET} {text}", line)
    return Block("wrong" if ticked[1] == " " else "right", text[ticked.end() :], line)


def _listed(items: Sequence[Block]) -> Iterator[Block]:
    """Answers one by one; the lines of any other list together."""
    answers = [one for one in items if one.kind != "text"]
    lines = [one for one in items if one.kind == "text"]
    yield from answers
    if lines:
        yield Block("text", "\n".join(one.text for one in lines), lines[0].line)


def _paragraph(paper: Paper, token: "Token", *, quoted: bool) -> Block:
    line, parts = token_line(paper, token), token.children or []
    if [part.type for part in parts] != ["image"]:
        return Block("quote" if quoted else "text", token_text(paper, token), line)
    address = str(parts[0].attrs.get("src", ""))
    if not address.startswith("https://") or not parts[0].content:
        remedy = "Write it as ![what it shows](https://…), in a line of its own."
        raise paper.wrong(line, "A picture needs an https address, and words for people who do not see it.", remedy)
    return Block("picture", parts[0].content, line, address)
