"""Suggestions: anybody can make one; a champion approves or declines it with one tap."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.orm import Session

from handlers.approval.requests import ask, required, waits
from handlers.attachments.attachments import drop_file, file_parts, ways_to_send
from handlers.content.already import already
from handlers.content.looks import found_at
from handlers.content.states import find, move
from handlers.content.twins import check_texts, twins_of
from handlers.content.warnings import warnings
from handlers.core.addresses import clean_address
from handlers.core.audit import audit
from handlers.core.forms import Address, Filled, Flag, Line, Long, Submitted, check
from handlers.core.interaction import Card, Form, Interaction, Invalid, NeedsPage, Notice, Page, Refused, Reply, Text
from handlers.core.language import Words
from handlers.core.people import RoleTaken, champion, champions_of, meet, words_of
from handlers.core.targets import id_in
from handlers.forecast import cards as forecast_cards
from handlers.forecast.today import foretold
from handlers.members.credits import agree_to_credit
from handlers.members.limits import check_limit, count_sending
from handlers.outbox.events import Sent
from handlers.outbox.kinds import APPROVAL, DECISION
from handlers.outbox.queue import refresh, tell
from handlers.pictures.pictured import Said, drop_picture, keep_said, picture_errors, said_of, to_open, told_lines
from handlers.publishing import cards, forms
from handlers.publishing.edits import Day
from handlers.publishing.occasions import asked_besides, keep_occasion, occasion_lines, read_occasion
from handlers.publishing.posting import approval_form, asking_of, change, looked_at, posting_of
from handlers.recognition import points
from models import Content, Message, Person, SuggestedText
from models.content import ContentState

SENDING = timedelta(minutes=10)  # that people have to send a file before champions are asked
CAUGHT_UP = 3  # suggestions that a new champion gets at once; the rest is in /heraut content


class Suggestion(Said):
    """The submitted form with a suggestion. Without an address, it is a photo or a story of one's own."""

    url: Address = ""
    title: Line
    why: Long = ""
    text_1: Long = ""
    day: Day = None
    topic: Line = ""
    language: Line = ""
    by_name: Flag = False
    file: Flag = False  # one is to come


class Declining(Submitted):
    """The submitted form with the reason for declining, which the author of the suggestion reads."""

    reason: Filled


def suggest(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """Record a suggestion, and ask every champion about it."""
    person = meet(session, interaction.actor, now)
    words = words_of(person)
    if "url" not in interaction.values:
        check_limit(session, person, "suggest", now)
        return asked_besides(session, person, forms.suggestion_form(words, None), read_occasion(interaction.target))
    form = check(Suggestion, interaction, words)
    if errors := _wrong(words, form):
        raise Invalid(errors)
    seen = found_at(interaction.target, form.url) is not None  # they were told, and suggest it anyway
    if (known := already(session, person, form.url, now)) and (known.open or not seen):
        told = cards.told_already(person, known, Page(url=form.url), interaction.values)
        return asked_besides(session, person, told, form) if isinstance(told, Form) else told
    if not form.url:
        check_texts(session, words, (form.text_1,), person.workspace, "")
        if opens := to_open(words, interaction, form.image, ""):
            return opens
    count_sending(session, person, "suggest", now)
    if form.by_name:
        agree_to_credit(session, person, now)
    content = _propose(session, person, form, now)
    return _thanked(session, interaction, person, content, now, file=form.file)


def _thanked(
    session: Session, interaction: Interaction, person: Person, content: Content, now: datetime, *, file: bool
) -> Reply:
    """Thanks, with the ways to send a file and a photo."""
    words = words_of(person)
    thanks = words.t("Thank you! The champions have your suggestion, and you will hear what they decide.")
    if file:
        thanks = words.t("Thank you! One step is left: send the file. You will hear what the champions decide.")
    ways = () if interaction.channel else ways_to_send(session, person, content, now, file=file)
    return Card(title=content.title, summary=thanks, parts=(Text(text=thanks), *ways)) if ways else Notice(text=thanks)


def _wrong(words: Words, form: Suggestion) -> dict[str, str]:
    """What is wrong, by field. A story has to be told; a page speaks for itself."""
    if form.url:
        return forms.posting_errors(words, form.url, form.title, ("-",), None, None)
    wrong = forms.posting_errors(words, None, form.title, (form.text_1,), None, None)
    if form.file:
        wrong.pop("text_1", None)  # the file tells it
    elif "text_1" in wrong:
        wrong["text_1"] = words.t("Without an address, please tell the story here.")
    return {**wrong, **picture_errors(words, form)}


def hand_in(session: Session, person: Person, question: str, text: str, now: datetime) -> Notice:
    """Record an answer to a question as material: a suggestion without an address."""
    words = words_of(person)
    title = words.t("Answer: {question}", question=question)[:300]
    _propose(session, person, Suggestion(url="", title=title, text_1=text), now, own=False)
    return Notice(text=words.t("Thank you! The champions have your answer, and you will hear what they decide."))


def _ask(session: Session, person: Person, content: Content, now: datetime, due: datetime) -> None:
    for judge in champions_of(session, person, now):
        tell(session, judge, APPROVAL.key(content.id, judge.person), content.id, now, due)


def approve(session: Session, interaction: Interaction, now: datetime) -> Reply | NeedsPage:
    """Open the editor, filled, then publish what it holds. Material becomes a draft that a champion finishes."""
    judge = champion(meet(session, interaction.actor, now))
    content = find(session, judge, id_in(interaction.target))
    if content.state != "proposed":
        raise Refused("Somebody else was first: this has been decided already.")
    if not content.url and not content.own:
        return _approved(session, judge, content, "draft", now)
    page = _page_of(judge, content, interaction)
    if isinstance(page, NeedsPage):
        return page
    asked = approval_form(session, judge, content, page, now)
    if "title" not in interaction.values:
        return asked
    words = words_of(judge)
    form = posting_of(interaction, words, asking_of(content), said_of(session, content))
    if not form.url:
        check_texts(session, words, form.all_texts, content.workspace, content.id)
    seen = found_at(interaction.target, form.url) is not None
    if not seen and warnings(session, words, judge, page, now, content.id):
        return forms.refilled(asked, interaction.values)
    content.zone = judge.timezone  # its days are the champion's
    change(session, judge, content, form, now)
    return _published(session, judge, content, now)


def _published(session: Session, judge: Person, content: Content, now: datetime) -> Card:
    """Let an approved suggestion run. Where a second champion is needed, who approves it is the first."""
    if not required(session, content):
        return _approved(session, judge, content, "running", now)
    move(session, content, "proposed", "draft", decided_by=judge.person)
    ask(session, judge, content, now)
    return _credited(session, judge, content, now)


def _page_of(judge: Person, content: Content, interaction: Interaction) -> Page | NeedsPage:
    """The page that is to be published; none for a photo or a story, of which a new picture is opened first."""
    url = str(interaction.values.get("url", content.url))
    if url or not content.own:
        return looked_at(interaction, clean_address(url) or "", "") or NeedsPage(url=url)
    image = clean_address(str(interaction.values.get("image", ""))) or ""
    return to_open(words_of(judge), interaction, image, content.image) or Page(url="")


def credit(session: Session, judge: Person, content: Content, now: datetime) -> None:
    """Approve what a colleague suggested, because a champion publishes that page as content of their own."""
    waiting = twins_of(session, content.workspace, content.url, content.id, "proposed")
    if others := [one for one in waiting if one.author != judge.person]:
        content.suggested_by = others[0].suggested_by
        _approved(session, judge, others[0], "stopped", now)


def _approved(session: Session, judge: Person, content: Content, state: ContentState, now: datetime) -> Card:
    move(session, content, "proposed", state, decided_by=judge.person)
    return _credited(session, judge, content, now)


def _credited(session: Session, judge: Person, content: Content, now: datetime) -> Card:
    audit(session, judge, "approved", content.id, now)
    drop_file(session, content)
    points.suggestion_approved(session, content, now)
    _decided(session, content, now)
    return _card(session, judge, content)


def decline(session: Session, interaction: Interaction, now: datetime) -> Reply:
    """Decline: ask why, and tell the person who suggested it."""
    judge = champion(meet(session, interaction.actor, now))
    content = find(session, judge, interaction.target)
    words = words_of(judge)
    if "reason" not in interaction.values:
        return cards.decline_form(words, content.id, content.title)
    form = check(Declining, interaction, words)
    move(session, content, "proposed", "declined", decided_by=judge.person, reason=form.reason)
    audit(session, judge, "declined", content.id, now)
    wipe_declined(session, content)
    _decided(session, content, now)
    return _card(session, judge, content)


def wipe_declined(session: Session, content: Content) -> None:
    """Wipe the texts of a declined suggestion. The reason goes once its author has read it: see `reason_sent`."""
    content.why = content.description = ""
    drop_picture(session, content)
    drop_file(session, content)
    its = (SuggestedText.workspace == content.workspace, SuggestedText.content == content.id)
    session.execute(delete(SuggestedText).where(*its))


def reason_sent(session: Session, event: Sent, now: datetime) -> None:
    """Wipe why a suggestion was declined, as soon as its author has the message."""
    told = [message for message in event.messages if message[1].startswith(f"{DECISION.name}:")]
    if told:
        keys = tuple_(Message.workspace, Message.key).in_(told)
        subjects = select(Message.workspace, Message.subject).where(Message.kind == DECISION.name, keys)
        declined = (Content.state == "declined", tuple_(Content.workspace, Content.id).in_(subjects))
        session.execute(update(Content).where(*declined).values(reason=""))


def write_approval(session: Session, message: Message, now: datetime) -> Card | None:
    """The suggestion with its buttons, or what was decided; None if the reader is not on duty."""
    judge = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    if not judge.on_duty or (message.ref is None and content.state != "proposed"):
        return None
    card = _card(session, judge, content)
    if content.state != "proposed":
        return card
    files = file_parts(session, judge, content, now)
    told = forecast_cards.parts(words_of(judge), foretold(session, content, now, judge.timezone), judge.timezone)
    return card.model_copy(update={"parts": (*card.parts[:-1], *files, *told, *card.parts[-1:])})


def write_decision(session: Session, message: Message, now: datetime) -> Card | None:
    """Tell the person who suggested it what was decided."""
    person = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    judge = session.get(Person, (message.workspace, content.decided_by))
    approved = content.state != "declined"
    name = judge.name if judge else ""
    material = not content.url and not content.own
    return cards.decision(
        words_of(person), content.title, name, content.reason, approved, material, waits(session, content)
    )


def catch_up(session: Session, event: RoleTaken, now: datetime) -> None:
    """Send a new champion the suggestions that still wait for a decision."""
    judge = event.person
    its = (Content.workspace == judge.workspace, Content.state == "proposed", Content.author != judge.person)
    for content in session.scalars(select(Content).where(*its).order_by(Content.created_at.desc()).limit(CAUGHT_UP)):
        tell(session, judge, APPROVAL.key(content.id, judge.person), content.id, now)


def _propose(session: Session, person: Person, form: Suggestion, now: datetime, *, own: bool = True) -> Content:
    """Add the suggested content, and ask every champion about it."""
    own = own and not form.url
    its = {"workspace": person.workspace, "id": secrets.token_hex(6), "author": person.person, "state": "proposed"}
    its["suggested_by"] = person.person
    shown = {"url": form.url, "title": form.title, "why": form.why, "image": form.image if own else "", "own": own}
    since = {"created_at": now, "starts_at": now, "zone": person.timezone}
    content = Content(**its, **shown, **since, description="", site="", reason="")
    session.add(content)
    session.flush()
    if form.text_1:
        session.add(SuggestedText(workspace=person.workspace, content=content.id, position=0, text=form.text_1))
    if own:
        keep_said(session, person, content, form, now)
    keep_occasion(session, person, content, form, now)
    _ask(session, person, content, now, now + SENDING if form.file else now)
    return content


def _decided(session: Session, content: Content, now: datetime) -> None:
    """Tell the person who suggested it, and update the other champions' cards."""
    author = session.get_one(Person, (content.workspace, content.author))
    tell(session, author, DECISION.key(content.id), content.id, now)
    refresh(session, content.workspace, APPROVAL, [content.id], now)


def _card(session: Session, judge: Person, content: Content) -> Card:
    author = session.get_one(Person, (content.workspace, content.author))
    decider = session.get(Person, (content.workspace, content.decided_by)) if content.decided_by else None
    text = session.get(SuggestedText, (content.workspace, content.id, 0))
    return cards.approval(
        words_of(judge),
        content,
        (*occasion_lines(words_of(judge), content), *told_lines(session, words_of(judge), content)),
        text.text if text else "",
        author.name,
        "running" if waits(session, content) else content.state,  # nothing of it is left to this reader
        decider.name if decider else "",
    )
