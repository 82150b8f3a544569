"""A share from *Share* to *I posted it*: the text, the networks, and the record of the post."""

import secrets
from datetime import datetime

from sqlalchemy import bindparam, insert, literal, select, union_all
from sqlalchemy.orm import Session

from handlers.content.networks import NETWORKS
from handlers.content.offers import texts_of
from handlers.content.prompts import warning
from handlers.core.forms import Address, Filled, GivenAddress, Submitted, check
from handlers.core.interaction import Card, Interaction, Refused, Reply
from handlers.core.language import Words
from handlers.core.people import meet, words_of
from handlers.disclosure import shares as disclosing
from handlers.guide.lines import lines_for
from handlers.links import cards as link_cards
from handlers.links import links
from handlers.members.credits import credit_line, credit_of
from handlers.nudges import cards as nudge_cards
from handlers.nudges.answers import own_nudge, settle_nudge, still_offered
from handlers.nudges.events import Undone
from handlers.nudges.messages import show_again
from handlers.planning.handouts import QUESTION
from handlers.recognition import points
from handlers.registry.events import happened
from handlers.results import totals
from handlers.sharing import cards, evidence
from handlers.sharing.echoes import echoes
from handlers.sharing.events import SharePosted, SpeaksForCompany
from handlers.sharing.evidence import check_address, check_place
from handlers.sharing.page_token import page_path
from models import Content, ContentTag, Nudge, Person, Preference, Share, Workspace
from models.engine import insert_new
from models.prepared import Change, Query, get, get_one, made

PLACES = Query(
    union_all(  # three reads in one query
        select(literal("mine"), Preference.value).where(
            Preference.workspace == bindparam("workspace"),
            Preference.person == bindparam("person"),
            Preference.kind == "network",
        ),
        select(literal("meant"), ContentTag.value).where(
            ContentTag.workspace == bindparam("workspace"),
            ContentTag.content == bindparam("content"),
            ContentTag.kind == "network",
        ),
        select(literal("used"), Share.network).where(
            Share.workspace == bindparam("workspace"),
            Share.person == bindparam("person"),
            Share.content == bindparam("content"),
            Share.state == "posted",
        ),
    )
)
BEGIN = Change(insert(Share))
STARTED = {"network": "", "state": "started", "evidence": "claimed", "address": "", "revision": 0}


class OwnWords(Submitted):
    """The submitted form that changes the text."""

    text: Filled


class Posted(Submitted):
    """The submitted form that says where it was posted and, optionally, at which address."""

    network: str
    address: Address = ""


class Located(Submitted):
    """The submitted form that adds the address afterwards."""

    network: str = ""  # an old form may send it; the share knows it already
    address: GivenAddress


def share(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Begin a share from a nudge: show the text to change, and the networks that the person uses."""
    person, nudge, content = own_nudge(session, interaction, now)
    still_offered(content, now, person.timezone)
    if content.way != "share":
        raise Refused("This cannot be used here.")
    settle_nudge(session, nudge, "share", now)
    return start(session, person, nudge, content, now)


def share_again(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Begin another share of content that the person shared already, for another network."""
    person, nudge, content = own_nudge(session, interaction, now)
    if content.way == "react":
        raise Refused("This cannot be used here.")
    if content.way == "share":
        still_offered(content, now, person.timezone)
        return start(session, person, nudge, content, now)
    its = (Share.workspace == nudge.workspace, Share.nudge == nudge.id, Share.state != "dropped")
    text = session.scalars(select(Share.text).where(*its).order_by(Share.started_at.desc(), Share.id).limit(1)).first()
    if text is None:
        raise Refused("This card has expired. See what is new: /heraut next")
    return start(session, person, nudge, content, now, text)


def start(session: Session, person: Person, nudge: Nudge, content: Content, now: datetime, text: str = "") -> Card:
    """Begin a share, with its own tracked link if links are on. `text`: the person's own, not a suggested one."""
    if content.official:
        happened(session, SpeaksForCompany(person, content), now)
    link = links.fresh(session, person.workspace) if content.url else None
    url = link.address if link else content.url
    said = text or _first_said(session, person, nudge, content)
    offered = links.put_in(said, content.url, url)
    row = {
        **STARTED,
        "workspace": person.workspace,
        "id": secrets.token_urlsafe(16),
        "person": person.person,
        "nudge": nudge.id,
        "content": content.id,
        "text": offered,
        "offered": "" if text else offered,
        "own_words": bool(text),
        "started_at": now,
    }
    BEGIN.run(session, row)
    if link:
        links.keep_link(session, row, link.token, now)
    begun = made(Share, row)
    return _card(session, person, begun, content, url, warning_of(session, words_of(person), begun, now), now)


def _first_said(session: Session, person: Person, nudge: Nudge, content: Content) -> str:
    """The text that is offered first, with the line that says who speaks where one is due."""
    text = first_text(session, nudge, content)
    return disclosing.saying_so(session, person, content, text, lambda: usable(session, person, content))


def first_text(session: Session, nudge: Nudge, content: Content) -> str:
    """A suggested text, or the title if there is none. Empty if the nudge asked a question instead."""
    if nudge.text == QUESTION:
        return ""
    texts = texts_of(session, content)
    return texts[nudge.text % len(texts)] if texts else content.title


def taken_up(session: Session, person: Person, content: Content, now: datetime) -> Nudge:
    """The person's nudge about this content, made if there is none, and now answered with “share”."""
    key = {"workspace": person.workspace, "id": f"{person.person}.{content.id}"}
    its = {"person": person.person, "content": content.id, "text": 0, "planned_at": now, "asked": True, "round": 1}
    insert_new(session, Nudge, [{**key, **its}])
    nudge = session.get_one(Nudge, tuple(key.values()))
    if nudge.answer in ("skip", "later"):
        nudge.answer = nudge.answered_at = nudge.reason = nudge.later_until = None
        session.flush()
    if nudge.answer is None:
        settle_nudge(session, nudge, "share", now)
    return nudge


def started_card(session: Session, person: Person, share: Share, content: Content, now: datetime) -> Card:
    """The card of a share that was begun: its text, where to post it, and a warning until the text leaves from here."""
    said = warning_of(session, words_of(person), share, now) if share.opened_at is None else ""
    return _card(session, person, share, content, links.to_share(session, share, content.url), said, now)


def _card(session: Session, person: Person, share: Share, content: Content, url: str, said: str, now: datetime) -> Card:
    """`said`: the warning, if there is one."""
    networks = usable(session, person, content)
    begun = cards.Begun(
        id=share.id,
        nudge=share.nudge,
        page=page_path(session, share),
        link=nudge_cards.preview(content).model_copy(update={"url": url}),
        text=share.text,
        lines=disclosing.lines_on(session, person, content),
        networks=networks,
        warning=said,
        tracked=url != content.url,
        public=bool(get_one(session, Workspace, share.workspace).address),
        tip=disclosing.tip(session, words_of(person), share, content),
        line=lines_for(session, person, content, networks[:1], share.nudge).get(networks[0], ""),
        credit=credit_line(words_of(person), credit_of(session, content, now)),
    )
    return cards.share_card(words_of(person), begun)


def warning_of(session: Session, words: Words, share: Share, now: datetime) -> str:
    """The warning about a near copy of a colleague's post; empty for an original or a suggested text."""
    return warning(words, share.nudge) if share.own_words and echoes(session, share, share.text, now) else ""


def usable(session: Session, person: Person, content: Content) -> tuple[str, ...]:
    """The person's networks that the content is meant for and was not yet posted on, and always `copy`."""
    sets: dict[str, set[str]] = {"mine": set(), "meant": set(), "used": set()}
    for kind, network in PLACES.all(session, workspace=person.workspace, person=person.person, content=content.id):
        sets[kind].add(network)
    fitting = (sets["mine"] or {"linkedin"}) - sets["used"] - {"copy"}
    return (*(n for n in NETWORKS if n in (fitting & sets["meant"] if sets["meant"] else fitting)), "copy")


def begun_share(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Share, Content]:
    """The person, share and content behind a card. Refused if it was dropped, or belongs to somebody else."""
    person = meet(session, interaction.actor, now)
    share = get(session, Share, person.workspace, interaction.target)
    if share is None or share.state == "dropped":
        raise Refused("This card has expired. See what is new: /heraut next")
    if share.person != person.person:
        raise Refused("This card belongs to somebody else.")
    return person, share, get_one(session, Content, person.workspace, share.content)


def rewrite(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Ask for the text in the person's own words, and keep it with the share."""
    person, share, content = begun_share(session, interaction, now)
    words = words_of(person)
    if share.state == "posted":
        raise Refused("You already told us that you posted this.")
    if "text" not in interaction.values:
        return cards.text_form(words, share.id, share.nudge, share.text)
    form = check(OwnWords, interaction, words)
    share.own_words, share.text = share.own_words or form.text != share.text, form.text
    said = warning_of(session, words, share, now)
    return _card(session, person, share, content, links.to_share(session, share, content.url), said, now)


def posted(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Record *I posted it*: ask where, and for the address if the person wants to give it."""
    person, share, content = begun_share(session, interaction, now)
    words = words_of(person)
    if share.state == "posted":
        raise Refused("You already told us that you posted this.")
    if "network" not in interaction.values:
        names = usable(session, person, content)
        return cards.posted_form(words, share.id, names, share.network or names[0])
    form = check(Posted, interaction, words)
    check_place(session, person, share, form.network, form.address)
    return record_post(session, person, share, content, form.network, form.address, now)


def record_post(
    session: Session, person: Person, share: Share, content: Content, network: str, address: str, now: datetime
) -> Card:
    """Record the post, its evidence and its points, and return the card of thanks."""
    with totals.counted(session, now, (share.workspace, share.nudge)):
        if share.network != network and share.evidence == "opened":  # it was another network's composer that was opened
            share.evidence, share.opened_at = "claimed", None
        share.network, share.state, share.posted_at = network, "posted", now
        disclosing.keep_whether(session, share, content)
        if address:
            evidence.addressed(share, address, now)
    show_again(session, get_one(session, Nudge, share.workspace, share.nudge), now)
    happened(session, SharePosted(share, content), now)
    gained = points.share_posted(session, share, now)
    words = words_of(person)
    card = cards.posted_card(words, share.id, share.nudge, content.title, network, share.address, gained)
    return cards.with_tip(card, disclosing.tip(session, words, share, content))


def shares_undone(session: Session, event: Undone, now: datetime) -> None:
    """Drop the shares of an undone answer with their texts, and take back their points."""
    nudge = event.nudge
    with totals.counted(session, now, (nudge.workspace, nudge.id)):
        for share in event.shares:
            if share.state == "posted":
                points.share_undone(session, share, now)
                share.revision += 1
            share.state, share.posted_at, share.text, share.offered = "dropped", None, "", ""


def address(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Add the post's address afterwards."""
    person, share, content = begun_share(session, interaction, now)
    words = words_of(person)
    if share.state != "posted" or share.address:
        raise Refused("This card has expired. See what is new: /heraut next")
    if "address" not in interaction.values:
        return cards.address_form(words, share.id, share.network)
    form = check(Located, interaction, words)
    check_address(words, share.network, form.address)
    with totals.counted(session, now, (share.workspace, share.nudge)):
        evidence.addressed(share, form.address, now)
    gained = points.evidence_raised(session, share, now)
    return cards.posted_card(words, share.id, share.nudge, content.title, share.network, share.address, gained)


def link(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Show the share's own link, for a newsletter, a talk, or anywhere else without a button."""
    person, share, content = begun_share(session, interaction, now)
    own = links.own_link(session, share)
    if own is None:
        raise Refused("Heraut has no public address here, so there are no links of its own.")
    return link_cards.own_link_card(words_of(person), content.title, own.address, f"/l/{own.token}.png")
