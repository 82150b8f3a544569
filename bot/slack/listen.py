"""From an event of Slack to its reply: event → Interaction → answer → acknowledge → talk.

A new button, form or command is a new handler; nothing here has to know it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol, assert_never

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck, AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.payload_utils import is_action, is_event, is_slash_command, is_view_submission
from slack_bolt.response import BoltResponse

from bot.slack import forms, interactions
from bot.slack.forms import Kept, Origin
from bot.slack.people import People
from bot.slack.profiles import Profiles
from bot.slack.talk import Heard, Talk
from bot.slack.text import mentions
from bot.slack.wire import Changed, Command, Event, Press, Submission, View
from bot.wire import read
from handlers.core.interaction import Actor, Answer, Card, Form, FormErrors, Interaction, Notice, Unavailable

log = logging.getLogger("heraut.slack")

MOST_MENTIONED = 5  # colleagues that Slack is asked about for one command
Body = dict[str, object]


class Departures(Protocol):
    """Is told who leaves, who is away or does not want to be disturbed, and who is back."""

    async def of_person(self, workspace: str, person: str) -> None: ...

    async def for_now(self, workspace: str, person: str, until: datetime | None) -> None: ...

    async def undisturbed(self, workspace: str, person: str, until: datetime) -> None: ...

    async def of_workspace(self, workspace: str, reason: str, at: datetime) -> None: ...


class Listening(AsyncMiddleware):
    """Takes what Bolt has read. For a listener of its own, Bolt would build thirty arguments, twice: 50 µs a press."""

    def __init__(self, listener: "Listener") -> None:
        self._listener = listener

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's name
    ) -> BoltResponse:
        body, ack = req.body, req.context.ack
        if is_action(body):
            return await self._listener.press(body, ack)
        if is_view_submission(body):
            return await self._listener.submission(body, ack)
        if is_slash_command(body):
            return await self._listener.command(body, ack)
        if is_event(body):
            return await self._listener.event(body, ack)
        return await next()


class Listener:
    def __init__(
        self, answer: Answer, people: People, talk: Talk, departures: Departures | None, profiles: Profiles | None
    ) -> None:
        self._answer = answer
        self._people = people
        self._talk = talk
        self._departures = departures
        self._profiles = profiles

    async def press(self, body: Body, ack: AsyncAck) -> BoltResponse:
        sent = read(Press, body, log)
        action = interactions.pressed_action(sent) if sent else ""
        if sent and sent.view and sent.view.type == "modal":
            await self._unfold(sent, sent.view)
        elif sent and action:
            interaction = interactions.press(sent, action, await self._actor(sent))
            reply = await self._answer(interaction)
            self._talk.start(Heard(interaction, interactions.origin(sent), sent.trigger_id), reply)
        return await ack()

    async def _unfold(self, sent: Press, view: View) -> None:
        """The only button in a form: the rest of its fields."""
        kept = _kept(view)
        if kept and (form := await self._whole(view, kept, await self._actor(sent))):
            self._talk.change(view, forms.unfolded(form, view, kept))

    async def _whole(self, view: View, kept: Kept, actor: Actor) -> Form | None:
        """An open form with its folded fields, if it has any and can still be used."""
        asked = interactions.unfolding(view, kept, actor)
        reply = await self._answer(asked) if asked else None
        return reply if isinstance(reply, Form) else None

    async def _needed(self, found: FormErrors, view: View, kept: Kept, actor: Actor) -> Form | None:
        """The whole form, where something is wrong in a field that is not in sight."""
        return await self._whole(view, kept, actor) if found.errors.keys() & kept.folded.keys() else None

    async def command(self, body: Body, ack: AsyncAck) -> BoltResponse:
        sent = read(Command, body, log)
        if sent is None:
            return await ack()
        actor = await self._people.actor(sent.team_id, sent.user_id, sent.user_name)
        interaction = interactions.command(sent, actor, await self._mentioned(sent))
        reply = await self._answer(interaction)
        if said := self._talk.at_once(sent.team_id, reply):
            return await ack(text=said.text, blocks=said.blocks, response_type="ephemeral")
        origin = Origin(response_url=sent.response_url, channel=sent.channel_id)
        self._talk.start(Heard(interaction, origin, sent.trigger_id), reply)
        return await ack()

    async def _actor(self, sent: Press | Submission) -> Actor:
        who, team = sent.user, sent.team.id if sent.team else sent.user.team_id
        return await self._people.actor(team, who.id, who.name or who.username, who.team_id)

    async def _mentioned(self, sent: Command) -> list[Actor]:
        named = list(mentions(sent.text).items())[:MOST_MENTIONED]
        return await asyncio.gather(*(self._people.mentioned(sent.team_id, person, name) for person, name in named))

    async def submission(self, body: Body, ack: AsyncAck) -> BoltResponse:
        sent = read(Submission, body, log)
        kept = _kept(sent.view) if sent else None
        if not (sent and kept):
            return await ack()
        actor = await self._actor(sent)
        interaction = interactions.submission(sent, kept, actor)
        reply = await self._answer(interaction)
        match reply:
            case FormErrors() if form := await self._needed(reply, sent.view, kept, actor):
                whole = forms.unfolded(form, sent.view, kept, reply.errors)
                return await ack(response_action="update", view=whole)
            case FormErrors() if beside := forms.errors(reply, sent.view):
                return await ack(response_action="errors", errors=beside)
            case Form():
                return await ack(response_action="update", view=forms.modal(reply, kept.origin))
            case Card() | Notice() | FormErrors() | None:
                self._talk.start(Heard(interaction, kept.origin), reply)
                return await ack()
            case _:
                assert_never(reply)

    async def event(self, body: Body, ack: AsyncAck) -> BoltResponse:
        sent = read(Event, body, log)
        try:
            if sent:
                await self._happened(sent)
        except Unavailable:
            return BoltResponse(status=503)  # not taken, and in Socket Mode not acknowledged: Slack sends it again
        return await ack()

    async def _happened(self, sent: Event) -> None:
        at = datetime.fromtimestamp(sent.event_time, UTC)
        match sent.event.type, sent.event.user:
            case "app_home_opened", str(person) if sent.event.tab == "home":
                actor = await self._people.actor(sent.team_id, person)
                interaction = Interaction(key=f"event:{sent.event_id}", actor=actor, action="home", repeats=True)
                self._talk.start(Heard(interaction, Origin(home=True)), await self._answer(interaction))
            case "user_change", Changed() as changed:
                self._people.forget(changed.id)
                if changed.deleted and self._departures:
                    await self._departures.of_person(sent.team_id, changed.id)
                elif self._profiles:
                    await self._profiles.told(interactions.changed(sent.team_id, changed))
            case "user_status_changed", Changed() as changed if self._departures:
                await self._departures.for_now(sent.team_id, changed.id, interactions.away_until(changed.profile, at))
            case "dnd_updated_user", str(person) if self._departures:
                if until := interactions.undisturbed_until(sent.event.dnd_status, at):
                    await self._departures.undisturbed(sent.team_id, person, until)
            case "app_uninstalled", _:
                await self._removed(sent, at)
            case "tokens_revoked", _ if sent.event.tokens and sent.event.tokens.bot:
                await self._removed(sent, at)
            case _:
                pass

    async def _removed(self, sent: Event, at: datetime) -> None:
        log.warning("%s in %s: Slack takes no more messages from Heraut", sent.event.type, sent.team_id)
        if self._departures:
            await self._departures.of_workspace(sent.team_id, sent.event.type, at)


def _kept(view: View) -> Kept | None:
    try:
        return Kept.model_validate_json(view.private_metadata)
    except ValidationError:
        log.warning("a form of another version was used: %s", view.id)
        return None
