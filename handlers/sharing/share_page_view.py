"""What the share page shows: a draft post of one person, found by the secret in the page's address."""

from typing import Literal

from handlers.core.interaction import Frozen, Preview, Refused


class NearCopy(Refused):
    """The text is a near copy of a colleague's. Raised as a warning once; the person may post it anyway."""


class NetworkChoice(Frozen):
    """A network that a post can go to."""

    name: str
    label: str
    longest: int | None = None  # characters in a post; None if there is no limit that matters
    takes_text: bool = True  # whether its composer can be opened with the text; otherwise it keeps only the link
    line: str = ""  # of the guide, about posting there
    opens: bool = True  # whether it has a composer; otherwise the text is only copied
    brief: bool = False  # whether the line that says who speaks is a short one


class SharePage(Frozen):
    """The contents of the page. `network`: the chosen one, or empty; `notice`: a sentence to show first."""

    token: str
    locale: str
    preview: Preview
    credit: str = ""  # who suggested it, in a sentence
    picture: str = ""  # the address of a picture to add to the post by hand; a page brings its own
    link: str  # the link to post, with the share's own token if it has one
    code: str = ""  # the path of the QR code; empty if the share has no link of its own
    text: str
    texts: tuple[str, ...] = ()  # suggested
    tip: str = ""  # a sentence for a text that does not say who speaks; empty where it need not
    lines: tuple[tuple[str, str], ...] = ()  # that say who speaks, long and short: the network decides which it is
    question: str = ""  # to start from if there is no text
    networks: tuple[NetworkChoice, ...]
    network: str = ""
    state: Literal["started", "posted", "closed"] = "started"
    notice: str = ""
