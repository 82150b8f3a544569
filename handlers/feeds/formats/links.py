"""The address that an entry leads to: whole, a web page, and without what only tells who clicked. Pure."""

import re

from handlers.core.addresses import clean_address, joined

TRACKING = re.compile(
    r"utm_[a-z_]+|at_(?:medium|campaign|custom\d|link\w*|ptr\w*|format|bbc\w*)|mc_[ce]id|mkt_tok|fbclid|gclid|dclid|gbraid|wbraid"
    r"|msclkid|twclid|yclid|igshid|li_fat_id|ttclid|vero_id|_hsenc|_hsmi|hsctatracking|ncid|xtor|wt_mc|wt\.mc_id"
    r"|pk_(?:campaign|kwd|source|medium)|piwik_(?:campaign|kwd)|mtm_[a-z]+|ns_(?:campaign|mchannel|source)|cmpid"
    r"|__twitter_impression|ftag|oly_(?:anon|enc)_id",
    re.IGNORECASE,
)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def entry_address(link: str, base: str) -> str | None:
    """The address; None for what is no web address. A relative link needs a base."""
    said = "".join(link.split("\n")).replace("\t", "").replace("\r", "").strip()
    if not said:
        return None
    if SCHEME.match(said) and not re.match(r"https?:", said, re.IGNORECASE):
        return None
    whole = whole_of(said, base)
    return untracked(whole) if whole else None


def whole_of(said: str, base: str) -> str | None:
    """The address that is meant on a page at `base`; without a base only a whole one."""
    if base:
        return joined(base, said)
    return clean_address(said) if SCHEME.match(said) else None


def untracked(address: str) -> str:
    """The address without parameters that only count clicks. All others stay to the letter."""
    before, hash_, place = address.partition("#")
    page, mark, query = before.partition("?")
    if not mark:
        return address
    kept = "&".join(part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0]))
    if kept == query:
        return address
    return page + (f"?{kept}" if kept else "") + hash_ + place
