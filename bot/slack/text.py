"""Words to and from Slack: nothing that people write can become a mention, a link or markup, in either direction."""

import re

GLUED = re.compile(r"(?<=\w)<(?=https?:|mailto:|[@#!])")  # a link that begins right behind a word
IN_BRACKETS = re.compile(r"<([^<>\s|]+)(?:\|([^<>]*))?>")


def escape(text: str) -> str:
    """For the few places that Slack reads as mrkdwn (a message's `text`): no mention, no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo the three escapes that Slack uses in what it sends; an address would break on its `&`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def said(text: str) -> str:
    """A command as typed: mentions as @PERSON and #CHANNEL, links as bare addresses."""
    return unescape(IN_BRACKETS.sub(_bare, GLUED.sub(" <", text))).strip()


def mentions(text: str) -> dict[str, str]:
    """The people named in a command, by id, with the names that Slack wrote beside them."""
    found = IN_BRACKETS.finditer(text)
    return {match[1].removeprefix("@"): unescape(match[2] or "") for match in found if match[1].startswith("@")}


def _bare(match: re.Match[str]) -> str:
    inside, label = match[1], match[2] or ""
    match inside[0]:
        case "@" | "#":
            return inside
        case "!":
            return label or "@" + inside.removeprefix("!").removeprefix("subteam^")
        case _:
            return inside.removeprefix("mailto:")
