"""What the share page does. The token in its address proves that the visitor is the author of the share."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.content.networks import NETWORKS, composer, label
from handlers.content.offers import postable, texts_of
from handlers.content.prompts import WARNING, starting_question
from handlers.core.addresses import clean_address
from handlers.core.interaction import Card, FormErrors, Invalid, Now, Refused
from handlers.core.language import Words, mark
from handlers.core.people import words_of
from handlers.disclosure import shares as disclosing
from handlers.disclosure.lines import fitted_to
from handlers.disclosure.rules import rules
from handlers.guide.lines import lines_for
from handlers.links import clicks, links
from handlers.links.visitors import Hit, Visitor, visitor_of
from handlers.members.credits import credit_line, credit_of
from handlers.nudges.cards import preview
from handlers.nudges.nudge import shared_elsewhere
from handlers.outbox.pause import refuse_while_paused
from handlers.results import totals
from handlers.sharing import evidence
from handlers.sharing.echoes import echoes
from handlers.sharing.page_token import share_of
from handlers.sharing.share_page_view import NearCopy, NetworkChoice, SharePage
from handlers.sharing.sharing import record_post, usable
from models import Content, Person, Share
from models.store import Store

LONGEST = 3000
CLOSED = mark("This is no longer offered: it was stopped or has ended. Nothing was shared.")


def show_page(session: Session, token: str, visitor: Visitor, now: datetime) -> SharePage | None:
    """What to show; None for an unknown token. The visitor is recorded as the author."""
    found = _find(session, token)
    if found is None:
        return None
    clicks.author_is(session, found[0], visitor, now)
    return _page(session, token, found, now)


def _page(session: Session, token: str, found: tuple[Share, Person, Content], now: datetime) -> SharePage:
    share, person, content = found
    own = links.own_link(session, share)
    link = own.address if own else content.url
    words, over = words_of(person), _over(share, person, content, now)
    return SharePage(
        token=token,
        locale=person.locale,
        preview=preview(content),
        credit=credit_line(words, credit_of(session, content, now)),
        picture="" if content.url else content.image,
        link=link,
        code=f"/l/{own.token}.svg" if own else "",
        text=share.text,
        texts=_suggested(session, person, content, link),
        tip=disclosing.advice_on(session, words, content),
        lines=tuple(disclosing.lines_on(session, person, content)),
        question="" if share.text else starting_question(words, share.nudge),
        networks=_networks(session, share, person, content),
        network=share.network,
        state="closed" if over else "posted" if share.state == "posted" else "started",
        notice=words.t(CLOSED) if over else "",
    )


def _over(share: Share, person: Person, content: Content, now: datetime) -> bool:
    """Whether it can no longer be posted, and was not."""
    gone = share.state == "dropped" or not person.joined
    return share.state != "posted" and (gone or not postable(content, now, person.timezone))


def _suggested(session: Session, person: Person, content: Content, link: str) -> tuple[str, ...]:
    """The suggested texts, with the share's own link, saying who speaks where they should."""

    def said(text: str) -> str:
        return disclosing.saying_so(session, person, content, text, lambda: usable(session, person, content))

    return tuple(links.put_in(said(text), content.url, link) for text in texts_of(session, content))


def _words(text: str) -> str:
    """The text without its line ends, which browsers write differently."""
    return " ".join(text.split())


def _networks(session: Session, share: Share, person: Person, content: Content) -> tuple[NetworkChoice, ...]:
    names = usable(session, person, content)
    lines = lines_for(session, person, content, names, share.nudge)
    return tuple(_network(words_of(person), name, lines.get(name, "")) for name in names)


def _network(words: Words, name: str, line: str) -> NetworkChoice:
    network = NETWORKS[name]
    return NetworkChoice(
        name=name,
        label=label(words, name),
        longest=network.longest,
        takes_text=network.takes_text,
        line=line,
        opens=network.has_composer,
        brief=name in rules().short,
    )


def open_composer(session: Session, token: str, network: str, text: str, now: datetime, *, anyway: bool = False) -> str:
    """The address of the network's composer with this text. Opening it counts as evidence. Raises `Refused`;

    `NearCopy` if the text was changed here into a near copy of a colleague's, unless `anyway`.
    """
    share, person, content = _open(session, token, now)
    if network not in NETWORKS:
        raise Refused("This cannot be used here.")
    text = text.strip()
    refuse_while_paused(session, share.workspace)
    if not text or len(text) > LONGEST:
        raise Refused("Please write something, at most {n} characters.", n=LONGEST)
    link, lines = links.to_share(session, share, content.url), disclosing.lines_on(session, person, content)
    text = fitted_to(text, lines, network)
    ours = (fitted_to(one, lines, network) for one in (share.text, *_suggested(session, person, content, link)))
    changed = _words(text) not in map(_words, ours)
    if changed and not anyway and echoes(session, share, text, now):
        raise NearCopy(WARNING, question=starting_question(words_of(person), share.nudge))
    with totals.counted(session, now, (share.workspace, share.nudge)):
        share.own_words, share.text, share.network = share.own_words or changed, text, network
        share.opened_at = share.opened_at or now
        disclosing.keep_whether(session, share, content)
        evidence.better(share, "opened")
    return composer(network, text, link, content.title)


def say_posted(session: Session, token: str, network: str, address: str, now: datetime) -> Card:
    """Record *I posted it* from the share page. Raises `Refused` and `Invalid`."""
    share, person, content = _open(session, token, now)
    clean = clean_address(address) if address else ""
    if clean is None:
        sentence = words_of(person).t("This is not a web address. It should look like https://example.com/page.")
        raise Invalid({"address": sentence})
    evidence.check_place(session, person, share, network, clean)
    card = record_post(session, person, share, content, network, clean, now)
    shared_elsewhere(session, share, now)
    return card


def _open(session: Session, token: str, now: datetime) -> tuple[Share, Person, Content]:
    found = _find(session, token)
    if found is None or found[0].state == "dropped" or not found[1].joined:
        raise Refused("This card has expired. See what is new: /heraut next")
    if found[0].state == "posted":
        raise Refused("You already told us that you posted this.")
    return found


def _find(session: Session, token: str) -> tuple[Share, Person, Content] | None:
    share = share_of(session, token)
    if share is None:
        return None
    person = session.get_one(Person, (share.workspace, share.person))
    return share, person, session.get_one(Content, (share.workspace, share.content))


class SharePages:
    """The functions above, each in its own transaction, for the web server."""

    def __init__(self, store: Store, now: Now, proxies: int = 0) -> None:
        self._store = store
        self._now = now
        self._proxies = proxies

    async def page(self, hit: Hit, /) -> SharePage | None:
        """What to show; None for an unknown token."""
        visitor = visitor_of(hit.headers, hit.peer, self._proxies)
        return await self._store.run(lambda session: show_page(session, hit.token, visitor, self._now()))

    async def opened(self, token: str, network: str, text: str, /, *, anyway: bool = False) -> str:
        """The address of the network's composer. Raises `Refused`, or `NearCopy` unless `anyway`."""
        return await self._store.run(
            lambda session: open_composer(session, token, network, text, self._now(), anyway=anyway)
        )

    async def posted(self, token: str, network: str, address: str, /) -> Card | FormErrors:
        """A card with what the share earned, or the errors by field. Raises `Refused`."""
        try:
            return await self._store.run(lambda session: say_posted(session, token, network, address, self._now()))
        except Invalid as invalid:
            return FormErrors(errors=invalid.errors)
