"""`answer` handles every interaction, in one transaction each. Refusals and failures become sentences."""

import logging
import secrets
from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.commands.resolve import resolve
from handlers.core.affiliation import turn_away
from handlers.core.buttons import refusal_of
from handlers.core.interaction import (
    Card,
    FormErrors,
    Interaction,
    Invalid,
    NeedsPage,
    Notice,
    Page,
    ReadPage,
    Refused,
    Reply,
)
from handlers.core.language import Words, mark
from handlers.core.people import at_hand, meet, words_of
from handlers.outbox.drain import wait_until_silent
from handlers.outbox.pause import refuse_while_paused
from handlers.registry.feature import Action, features_of
from handlers.repeats import is_new
from models.store import Store, Unavailable

__all__ = ["answer"]

log = logging.getLogger("heraut")

FAILED = mark("Something went wrong, and nothing was changed. Please try again. Reference: {reference}")
IN_DOUBT = mark(
    "Something went wrong, and Heraut cannot tell whether this was saved. Please look before you try again. "
    "Reference: {reference}"
)


class _Nothing(Exception):
    """Carries an outcome out of a transaction that is rolled back."""

    def __init__(self, outcome: Notice | Card | FormErrors | NeedsPage) -> None:
        super().__init__()
        self.outcome = outcome


_Done = tuple[Reply | NeedsPage | None, Action | None]  # the action that was done, if one was


async def no_page(url: str) -> Page:
    """Reads no page, for places that cannot."""
    return Page(url=url)


async def answer(store: Store, interaction: Interaction, now: datetime, read_page: ReadPage = no_page) -> Reply | None:
    """The reply for the actor, once it is committed. None for an event that was handled before.

    Raises `Unavailable` if the store is unavailable and the platform will repeat the event by itself.
    """
    try:
        return await _answered(store, interaction, now, read_page)
    except Exception as problem:  # the first of the product's two: a failure becomes a sentence with a reference
        if isinstance(problem, Unavailable) and interaction.repeats:
            raise
        reference = secrets.token_hex(4)
        log.exception("failed", extra={"reference": reference, "action": interaction.action})
        sentence = IN_DOUBT if isinstance(problem, Unavailable) and problem.in_doubt else FAILED
        return Notice(text=Words.of(interaction.actor.locale).t(sentence, reference=reference))


async def _answered(store: Store, interaction: Interaction, now: datetime, read_page: ReadPage) -> Reply | None:
    outcome, action = await _transact(store, interaction, now)
    if isinstance(outcome, NeedsPage):
        page = await read_page(outcome.url)
        outcome, action = await _transact(store, interaction.model_copy(update={"page": page}), now)
    if isinstance(outcome, NeedsPage):
        raise RuntimeError(f"{interaction.action} asked for a second page")
    if isinstance(outcome, Card) and action:
        with suppress(Unavailable):  # they have left anyway, and a process that cannot review sends nothing
            await wait_until_silent(store, interaction.actor, action.stops, now)
            if action.after:
                await action.after(store, now)
    return outcome


async def _transact(store: Store, interaction: Interaction, now: datetime) -> _Done:
    try:
        return await store.run(lambda session: _handle(session, interaction, now))
    except _Nothing as nothing:
        return nothing.outcome, None


def _handle(session: Session, interaction: Interaction, now: datetime) -> _Done:
    actor = interaction.actor
    if notice := turn_away(session, actor, now):
        return notice, None
    if not is_new(session, interaction, now):
        return None, None
    with at_hand(session, actor):
        return _act(session, interaction, now)


def _act(session: Session, interaction: Interaction, now: datetime) -> _Done:
    person = meet(session, interaction.actor, now)
    try:
        features = features_of(session.info)
        resolved = resolve(interaction, features, person)
        action = features.actions.get(resolved.action)
        if action is None:
            raise Refused("Heraut does not know this button any more. Start again with: /heraut help")
        if action.refused_while_paused:
            refuse_while_paused(session, person.workspace)
        outcome = action.handle(session, resolved, now)
    except Invalid as invalid:
        raise _Nothing(FormErrors(errors=invalid.errors)) from None
    except Refused as refusal:
        raise _Nothing(refusal_of(words_of(person), refusal)) from None
    if isinstance(outcome, FormErrors | NeedsPage):
        raise _Nothing(outcome)
    return outcome, action
