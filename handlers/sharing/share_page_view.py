"""What the share page shows: one person's post in the making, found by the secret in its address."""

from typing import Literal

from handlers.core.interaction import Frozen, Preview, Refused


class NearCopy(Refused):
    """The text nearly is somebody else's. Said once, and never in the way: whoever says so again, goes."""


class Network(Frozen):
    """Where a post can go."""

    name: str
    label: str
    longest: int | None = None  # characters of a post; None: no limit that matters
    takes_text: bool = True  # its composer can be opened with the text in it; otherwise it keeps only the link
    opens: bool = True  # it has a composer; otherwise the text is copied, and that is all


class SharePage(Frozen):
    """`network` is the chosen one, empty until then; `notice` is a sentence to say first."""

    token: str
    locale: str
    preview: Preview
    link: str  # what is posted: an address of the share's own
    code: str = ""  # the path of its QR code, where the link is the share's own
    text: str
    texts: tuple[str, ...] = ()  # suggested
    question: str = ""  # to start from, where there is no text
    networks: tuple[Network, ...]
    network: str = ""
    state: Literal["started", "posted", "closed"] = "started"
    notice: str = ""
