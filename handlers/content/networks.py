"""The networks: where a text is composed, how long it may be, and which addresses are their posts."""

import re
from typing import Literal
from urllib.parse import quote, urlencode

from yarl import URL

from handlers.content.addresses_in_text import mentions
from handlers.core.addresses import clean_address
from handlers.core.interaction import Frozen
from handlers.core.language import Words, mark

Filled = Literal["text", "url", "both", "lines", "subject"]  # both: the text with the address; lines: with CR LF
MASTODON_POST = re.compile(r"/@[^/]+/\d+/?")  # the path of a post, on any host


class Network(Frozen):
    """A place to share. A label that is a word and not a brand is a sentence of the catalogue."""

    name: str
    label: str
    opens: str = ""  # the address of its composer, up to the values; empty if there is none
    bare: str = ""  # where to write a post without an address, if its composer takes only addresses
    fills: tuple[tuple[str, Filled], ...] = ()  # (parameter of the composer, what goes into it)
    longest: int | None = None  # counted by lengths.py; None: no limit that matters
    hosts: tuple[str, ...] = ()  # where its posts are, subdomains included
    any_host: bool = False  # federated: a post may be on any host

    @property
    def has_composer(self) -> bool:
        return bool(self.opens)

    @property
    def takes_text(self) -> bool:
        """False if its composer keeps only the address, so that the text must be pasted."""
        return any(filled != "url" for _, filled in self.fills)


LINKEDIN = Network(  # has kept only the address since 2020: learn.microsoft.com, plugins/share-on-linkedin
    name="linkedin",
    label="LinkedIn",
    opens="https://www.linkedin.com/sharing/share-offsite/?",
    bare="https://www.linkedin.com/feed/",
    fills=(("url", "url"),),
    longest=3000,
    hosts=("linkedin.com", "lnkd.in"),
)
X = Network(  # docs.x.com, web intent
    name="x",
    label="X",
    opens="https://x.com/intent/tweet?",
    fills=(("text", "text"), ("url", "url")),
    longest=280,
    hosts=("x.com", "twitter.com"),
)
BLUESKY = Network(  # docs.bsky.app, advanced-guides/intent-links
    name="bluesky",
    label="Bluesky",
    opens="https://bsky.app/intent/compose?",
    fills=(("text", "both"),),
    longest=300,
    hosts=("bsky.app",),
)
MASTODON = Network(  # blog.joinmastodon.org/2026/03/a-new-share-button; a fragment never leaves the browser
    name="mastodon",
    label="Mastodon",
    opens="https://share.joinmastodon.org/#",
    fills=(("text", "both"),),
    longest=500,
    any_host=True,
)
FACEBOOK = Network(  # sharer.php, undocumented since Meta's share dialog needs an app; keeps only the address
    name="facebook",
    label="Facebook",
    opens="https://www.facebook.com/sharer/sharer.php?",
    bare="https://www.facebook.com/",
    fills=(("u", "url"),),
    longest=63206,
    hosts=("facebook.com", "fb.com", "fb.watch"),
)
THREADS = Network(  # developers.facebook.com/documentation/threads/threads-web-intents
    name="threads",
    label="Threads",
    opens="https://www.threads.com/intent/post?",
    fills=(("text", "text"), ("url", "url")),
    longest=500,
    hosts=("threads.net", "threads.com"),
)
WHATSAPP = Network(  # faq.whatsapp.com, click to chat
    name="whatsapp", label="WhatsApp", opens="https://wa.me/?", fills=(("text", "both"),)
)
EMAIL = Network(  # RFC 6068; mail programs cut addresses near 2,000 characters
    name="email",
    label=mark("E-mail"),
    opens="mailto:?",
    fills=(("subject", "subject"), ("body", "lines")),
    longest=1800,
)
COPY = Network(name="copy", label=mark("Copy text"), any_host=True)

NETWORKS: dict[str, Network] = {
    network.name: network for network in (LINKEDIN, X, BLUESKY, MASTODON, FACEBOOK, THREADS, WHATSAPP, EMAIL, COPY)
}


def label(words: Words, network: str) -> str:
    """A network's name, translated if it is a word."""
    return words.t(NETWORKS[network].label)


def composer(network: str, text: str, url: str, subject: str = "") -> str:
    """The address that opens the network's composer, filled in as far as it allows; empty if it has none."""
    known = NETWORKS.get(network, COPY)
    if not url and not known.takes_text:
        return known.bare
    values = ((parameter, _value(filled, text, url, subject)) for parameter, filled in known.fills)
    given = {parameter: value for parameter, value in values if value}
    return known.opens + urlencode(given, quote_via=quote, safe="", errors="replace")


def _value(filled: Filled, text: str, url: str, subject: str) -> str:
    match filled:
        case "text":
            return text
        case "url":
            return url
        case "both":
            return text_with_address(text, url)
        case "lines":
            return crlf(text_with_address(text, url))
        case "subject":
            return subject


def text_with_address(text: str, url: str) -> str:
    """What a person pastes: the text, followed by the address unless the text has it."""
    return text if not url or mentions(text, url) else f"{text}\n\n{url}".strip()


def belongs(network: str, post_url: str) -> bool:
    """Whether this may be the address of a post on the network. It says nothing about what is there."""
    known = NETWORKS.get(network)
    address = clean_address(post_url)
    if known is None or address is None:
        return False
    url = URL(address, encoded=True)
    host = url.raw_host or ""
    if known.any_host:
        return url.scheme == "https" and "." in host
    return any(host == own or host.endswith(f".{own}") for own in known.hosts)


def network_of(post_url: str) -> str | None:
    """The network that this address of a post seems to belong to; None if that is unclear."""
    for name, network in NETWORKS.items():
        if not network.any_host and belongs(name, post_url):
            return name
    address = clean_address(post_url)
    return MASTODON.name if address and MASTODON_POST.fullmatch(URL(address, encoded=True).raw_path) else None


def crlf(text: str) -> str:
    return "\r\n".join(text.splitlines())
