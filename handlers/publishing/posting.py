"""Champions post and edit content; everybody else suggests it."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.approval.requests import changed_after_approval, wait_again
from handlers.calendar.localtime import local_date
from handlers.content.address_changes import check_site, lead_to
from handlers.content.looks import found_at, with_look
from handlers.content.networks import network_of
from handlers.content.states import find
from handlers.content.twins import check_texts, twins_of
from handlers.content.warnings import warnings
from handlers.core.addresses import clean_address, page_of
from handlers.core.audit import audit
from handlers.core.commands import argument
from handlers.core.forms import Address, Submitted, check, checked
from handlers.core.interaction import Form, Interaction, Invalid, NeedsPage, Page, Refused, Reply
from handlers.core.language import Words
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import id_in, read_tap
from handlers.evergreen.inputs import rest_errors
from handlers.members.council import is_on
from handlers.nudges.messages import show_all_again
from handlers.pictures.address import with_way
from handlers.pictures.pictured import NOTHING, Kept, picture_errors, said_of, teller_of, to_open
from handlers.publishing import forms, request_forms
from handlers.publishing.drafts import saved_card
from handlers.publishing.edits import LIFE, Posting, as_draft, edited_fields, fill, with_choices
from handlers.publishing.occasions import asked_to_suggest
from models import Content, Nudge, Person, Topic
from models.content import WayName


class Choosing(Submitted):
    """The submitted form that chooses the way, before the form with the details."""

    way: request_forms.Asking
    url: Address = ""


def post(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """`/heraut post https://…`: read the page first, then show the form filled with its metadata."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if _submitted(interaction):
        return _save(session, champion(person), interaction, now, request_forms.asking(id_in(interaction.target)))
    typed = argument(interaction)
    url = address_of(typed or "")
    if typed and url is None:
        raise Refused("This is not a web address. It should look like https://example.com/page.")
    if person.champion and (url is None or network_of(url)):
        return request_forms.way_form(words, "react" if url else "share", url or "")
    if url and interaction.page is None:
        return NeedsPage(url=url)
    if person.champion:
        return _new_form(session, person, "share", interaction.page, now)
    return asked_to_suggest(session, person, interaction.page, url or "", now)


def way(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """Record what colleagues are asked to do, then show the form with the fields that this needs."""
    person = champion(meet(session, interaction.actor, now))
    form = check(Choosing, interaction, words_of(person))
    if form.way == request_forms.STORY:
        return _story_form(session, person, now)
    if form.way == "share" and form.url and interaction.page is None:
        return NeedsPage(url=form.url)
    return _new_form(session, person, form.way, interaction.page or Page(url=form.url), now)


def _submitted(interaction: Interaction) -> bool:
    return bool({"url", "title"} & {*interaction.values})


def _new_form(session: Session, person: Person, way: WayName, page: Page | None, now: datetime) -> Form:
    """A new form, or the suggestion of a colleague who had the same idea: they are credited for it."""
    words, today, topics = words_of(person), local_date(now, person.timezone), topics_of(session, person)
    waiting = twins_of(session, person.workspace, page.url if page and way == "share" else "", "", "proposed")
    if page and (others := [one for one in waiting if one.author != person.person]):
        return approval_form(session, person, others[0], page, now)
    draft = forms.Draft.of_page(page, today, today + LIFE, topics)
    if is_on(session, person.workspace):
        draft = draft.model_copy(update={"hold_out": None})
    told: tuple[str, ...] = ()
    target: str = way
    if page and way == "share":
        told, target = tuple(warnings(session, words, person, page, now)), with_look(page, way)
    return _form(session, person, forms.Asked(purpose="post", target=target, way=way, told=told), draft, now)


def _story_form(session: Session, person: Person, now: datetime) -> Form:
    """A new form for a photo or a story of one's own."""
    today = local_date(now, person.timezone)
    draft = forms.Draft(starts=today, ends=today + LIFE, hold_out=None if is_on(session, person.workspace) else "0")
    asked = forms.Asked(purpose="post", target=request_forms.STORY, way="share", story=True)
    return _form(session, person, asked, draft, now)


def _form(session: Session, person: Person, asked: forms.Asked, draft: forms.Draft, now: datetime) -> Form:
    """The editor, with the topics, campaigns and groups of the programme."""
    draft = with_choices(session, person, draft, now)
    return forms.post_form(words_of(person), asked, draft, topics_of(session, person))


def approval_form(session: Session, judge: Person, content: Content, page: Page, now: datetime) -> Form:
    """The editor, filled with what a colleague suggested and with what the page says."""
    words, today, topics = words_of(judge), local_date(now, judge.timezone), topics_of(session, judge)
    author = session.get_one(Person, (content.workspace, content.author))
    first = max(content.first_day or today, today)
    read = forms.Draft.of_page(page, first, first + LIFE, topics)
    own = as_draft(session, judge, content).model_copy(update={"starts": None})
    kept = {name: value for name, value in own if value}
    draft = read.model_copy(update={**kept, "hold_out": None})
    told = tuple(warnings(session, words, judge, page, now, content.id))
    who = words.t("{name} suggests this.", name=author.name)
    asked = _asked(session, judge, content, "approve", with_look(page, content.id), told)
    asked = asked.model_copy(update={"told": (who, *told)})
    return _form(session, judge, asked, draft, now)


def edit(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """Edit content: show the form with the current values, then replace them."""
    person = champion(meet(session, interaction.actor, now))
    content = find(session, person, id_in(interaction.target))
    if _submitted(interaction):
        return _save(session, person, interaction, now, asking_of(content), content)
    return _edit_form(session, person, content, content.id, (), now)


def _edit_form(
    session: Session, person: Person, content: Content, target: str, told: tuple[str, ...], now: datetime
) -> Form:
    asked = _asked(session, person, content, "edit", target, told)
    return _form(session, person, asked, as_draft(session, person, content), now)


def editor(session: Session, interaction: Interaction, now: datetime) -> Form:
    """The editor's fields once more, for a platform that draws the folded ones only when asked."""
    person = champion(meet(session, interaction.actor, now))
    purpose, about = read_tap(interaction.target, forms.PURPOSES)
    if purpose == "post":
        asking = request_forms.asking(about)
        way, story = request_forms.way_of(asking), asking == request_forms.STORY
        asked = forms.Asked(purpose=purpose, target=about, way=way, story=story)
        draft = forms.Draft(hold_out=None if is_on(session, person.workspace) else "0")
    else:
        content = find(session, person, about)
        asked, draft = _asked(session, person, content, purpose, about, ()), as_draft(session, person, content)
    return _form(session, person, asked, draft, now)


def _asked(
    session: Session, person: Person, content: Content, purpose: forms.Purpose, target: str, told: tuple[str, ...]
) -> forms.Asked:
    """The editor of what is here already."""
    return forms.Asked(
        purpose=purpose,
        target=target,
        way=content.way,
        told=told,
        anyway=bool(told),
        story=content.own if purpose == "approve" else asking_of(content) == request_forms.STORY,
        stored=True,
        teller=teller_of(session, content, person),
    )


def asking_of(content: Content) -> request_forms.Asking:
    """Which editor it has. Without an address, that of a story: an answer is to become one too."""
    return request_forms.STORY if content.way == "share" and not content.url else content.way


def topics_of(session: Session, person: Person) -> tuple[str, ...]:
    """The names of the workspace's topics, sorted."""
    rows = select(Topic.name).where(Topic.workspace == person.workspace)
    return tuple(session.scalars(rows.order_by(Topic.name)))


def _save(
    session: Session,
    person: Person,
    interaction: Interaction,
    now: datetime,
    asked: request_forms.Asking,
    content: Content | None = None,
) -> Reply | NeedsPage:
    words, way = words_of(person), request_forms.way_of(asked)
    form = posting_of(interaction, words, asked, said_of(session, content))
    page = seen(words, interaction, form, content) if way == "share" else Page(url="")
    if isinstance(page, NeedsPage):
        return page
    told = _told(session, person, form, page, content, now)
    if content is None:
        content = add_draft(session, person, way, form, now)
    elif told and content.state == "running" and found_at(interaction.target, form.url) is None:
        check_site(session, words, content, form.url)
        again = _edit_form(session, person, content, with_look(page, content.id), told, now)
        return forms.refilled(again, interaction.values)
    else:
        change(session, person, content, form, now)
    saved = saved_card(session, person, content, form.texts, told, now)
    return saved if interaction.channel else with_way(session, person, content, saved, now)


def _told(
    session: Session, person: Person, form: Posting, page: Page, content: Content | None, now: datetime
) -> tuple[str, ...]:
    """What to know before it is published. Raises `Invalid` if it says, without an address, what other content says."""
    words, own = words_of(person), content.id if content else ""
    if not page.url:
        check_texts(session, words, form.all_texts, person.workspace, own)
    known = content is not None and page_of(content.url) == page_of(page.url)
    return () if known else tuple(warnings(session, words, person, page, now, own))


def address_of(typed: str) -> str | None:
    """The address that was typed, alone or as in "stel https://example.com voor". None if it is none."""
    return clean_address(typed.removesuffix(" voor"))


def posting_of(interaction: Interaction, words: Words, asked: request_forms.Asking, kept: Kept = NOTHING) -> Posting:
    """What a champion submitted. `kept`: the picture so far, and who is in it. Raises `Invalid`."""
    return posting_from(interaction.values, words, asked, kept, interaction.actor.person)


def posting_from(
    values: Mapping[str, str | tuple[str, ...]],
    words: Words,
    asked: request_forms.Asking,
    kept: Kept = NOTHING,
    by: str = "",
) -> Posting:
    """Values by field, from a form or a file, held to the rules of the editor. Raises `Invalid`."""
    form = checked(Posting, values, words)
    if errors := _wrong(words, asked, form, kept, by):
        raise Invalid(errors)
    return form


def looked_at(interaction: Interaction, url: str, old: str) -> Page | None:
    """What was found at an address when it was opened; None if somebody has to look. An old address needs no look."""
    return interaction.page or found_at(interaction.target, url) or (Page(url=url) if url == old else None)


def seen(words: Words, interaction: Interaction, form: Posting, content: Content | None) -> Page | NeedsPage:
    """The page that the form leads to, or no page; whatever has to be opened first is asked for.

    Raises `Invalid` if there is no picture where there should be one.
    """
    if form.url:
        return looked_at(interaction, form.url, content.url if content else "") or NeedsPage(url=form.url)
    return to_open(words, interaction, form.image, content.image if content else "") or Page(url="")


def add_draft(session: Session, person: Person, way: WayName, form: Posting, now: datetime) -> Content:
    """Store what the editor was filled with as a new draft of this person."""
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "state": "draft", "author": person.person}
    content = Content(**its, way=way, url=_address(way, form), site="", reason="", created_at=now)
    session.add(content)
    fill(session, person, content, form, now)
    return content


def _address(way: WayName, form: Posting) -> str:
    return "" if way == request_forms.CREATE else form.url


def change(session: Session, person: Person, content: Content, form: Posting, now: datetime) -> None:
    """Change stored content, record which fields changed, and show a new address to those who shared it."""
    before = as_draft(session, person, content)
    lead_to(session, words_of(person), content, _address(content.way, form))
    fill(session, person, content, form, now)
    started = {"starts": form.starts or before.starts}  # it starts now if its first day is over
    fields = edited_fields(before, as_draft(session, person, content).model_copy(update=started))
    if fields:
        anew = changed_after_approval(session, person, content, fields, now)
        content.urgent_asked_at, content.urgent_asked_by = None, ""  # a colleague would confirm something else
        audit(session, person, "edited", content.id, now, *fields)
        if anew:
            wait_again(session, person, content, now)
    if "address" in fields:
        its = (Nudge.workspace == content.workspace, Nudge.content == content.id, Nudge.answer == "share")
        show_all_again(session, content.workspace, select(Nudge.id).where(*its), now)


def _wrong(words: Words, asked: request_forms.Asking, form: Posting, kept: Kept, by: str) -> dict[str, str]:
    way, story = request_forms.way_of(asked), asked == request_forms.STORY
    if way in request_forms.WAYS:
        wrong = request_forms.request_errors(words, way, form.url, form.title, (form.starts, form.ends))
        return {**rest_errors(words, form.rests, form.ends), **wrong}
    address = form.url or (None if story else "")
    wrong = forms.posting_errors(words, address, form.title, form.all_texts, form.starts, form.ends)
    wrong |= rest_errors(words, form.rests, form.ends)
    return {**wrong, **(picture_errors(words, form, kept, by) if story and not form.url else {})}
