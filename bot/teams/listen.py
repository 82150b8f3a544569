"""From an activity of Teams to its reply: activity → Interaction → answer → acknowledge → talk."""

import logging

from aiohttp import web
from pydantic_core import to_json

from bot.teams import interactions, replies
from bot.teams.dialogs import to_dialog
from bot.teams.people import People
from bot.teams.references import AddressBook
from bot.teams.replies import CANCEL, At, Replied
from bot.teams.settings import TeamsSettings
from bot.teams.talk import Talk
from bot.teams.wire import Activity, Execute, Extension, Pressed
from bot.wire import read
from handlers.core.interaction import Answer, Interaction, Unavailable

log = logging.getLogger("heraut.teams")

ADDED, REMOVED = "add", "remove"
INVOKE = "invoke"  # Teams waits for an answer to it


class Listener:
    def __init__(self, answer: Answer, book: AddressBook, people: People, talk: Talk, settings: TeamsSettings) -> None:
        self._answer = answer
        self._book = book
        self._people = people
        self._talk = talk
        self._settings = settings

    async def receive(self, sent: Activity) -> web.Response:
        try:
            return await self._receive(sent)
        except Unavailable:
            return web.Response(status=503)  # not taken: Teams sends it again

    async def _receive(self, sent: Activity) -> web.Response:
        match sent.type:
            case "message":
                return await self._message(sent)
            case "invoke":
                return await self._invoke(sent)
            case "installationUpdate":
                return await self._installation(sent)
            case "conversationUpdate":
                return await self._members(sent)
            case _:  # reactions, typing, edits: Heraut does not read them
                return web.Response()

    # ── Words ─────────────────────────────────────────────────────────────────────────────────────

    async def _message(self, sent: Activity) -> web.Response:
        if not interactions.person(sent.from_):
            return web.Response()
        if isinstance(sent.value, dict):
            data = Extension(data=sent.value).data
            return await self._press(sent, _submitted(data)) if data.get("verb") else web.Response()
        if not interactions.is_for_us(sent):
            return web.Response()
        await self._met(sent)
        known = await self._people.mentioned(sent)
        interaction = interactions.command(sent, await self._people.actor(sent), known)
        replied = replies.to_command(
            await self._answer(interaction), At(key=interaction.key), self._settings.public_url
        )
        return self._say(sent, interaction, replied)

    # ── Buttons, forms, the message extension ─────────────────────────────────────────────────────

    async def _invoke(self, sent: Activity) -> web.Response:
        if not interactions.person(sent.from_):
            return web.Response(status=400)
        match sent.name:
            case "adaptiveCard/action":
                value = read(Pressed, sent.value, log)
                return await self._press(sent, value.action) if value and value.action.verb else _unknown()
            case "composeExtension/fetchTask":
                extension = read(Extension, sent.value, log)
                return await self._share(sent, extension) if extension else _unknown()
            case "composeExtension/submitAction":
                extension = read(Extension, sent.value, log)
                return await self._submit(sent, extension) if extension else _unknown()
            case _:
                return _unknown()

    async def _press(self, sent: Activity, execute: Execute) -> web.Response:
        await self._met(sent)
        interaction = interactions.pressed(sent, execute, await self._people.actor(sent))
        at = replies.pressed(sent, execute, interaction, alone=interactions.is_personal(sent))
        if execute.verb == CANCEL:
            replied = replies.to_cancel(at)
        elif at.is_refresh:
            replied = replies.to_refresh(await self._answer(interaction), self._settings.public_url)
        elif at.once:
            replied = replies.to_form(await self._answer(interaction), at, self._settings.public_url)
        else:
            replied = replies.to_press(await self._answer(interaction), at, self._settings.public_url)
        return self._say(sent, interaction, replied if sent.type == INVOKE else replies.without_answer(replied, at))

    async def _share(self, sent: Activity, extension: Extension) -> web.Response:
        await self._met(sent)
        who = await self._people.actor(sent)
        interaction = interactions.shared(sent, extension.message_payload, who)
        replied = to_dialog(await self._answer(interaction), At(key=interaction.key), self._settings.public_url)
        return self._say(sent, interaction, replied)

    async def _submit(self, sent: Activity, extension: Extension) -> web.Response:
        await self._met(sent)
        execute = _submitted(extension.data)
        interaction = interactions.pressed(sent, execute, await self._people.actor(sent))
        at = replies.pressed(sent, execute, interaction, alone=False)
        return self._say(sent, interaction, to_dialog(await self._answer(interaction), at, self._settings.public_url))

    # ── Who is there ──────────────────────────────────────────────────────────────────────────────

    async def _installation(self, sent: Activity) -> web.Response:
        """People who get the app are greeted, once; people who remove it get no more messages."""
        if sent.action.startswith(REMOVED):
            await self._gone(sent)
        elif sent.action.startswith(ADDED) and interactions.person(sent.from_):
            await self._met(sent, certainly=True)
            if interactions.is_personal(sent) and sent.action == ADDED:
                interaction = interactions.installed(sent, await self._people.actor(sent))
                replied = replies.to_command(
                    await self._answer(interaction), At(key=interaction.key), self._settings.public_url
                )
                self._talk.start(interaction, sent, replied.deeds)
        return web.Response()

    async def _members(self, sent: Activity) -> web.Response:
        """Only our own coming and going matters."""
        us = sent.recipient.id
        if any(account.id == us for account in sent.members_removed):
            await self._gone(sent)
        elif any(account.id == us for account in sent.members_added) and interactions.person(sent.from_):
            await self._met(sent, certainly=True)
        return web.Response()

    async def _met(self, sent: Activity, *, certainly: bool = False) -> None:
        try:
            await self._book.met(interactions.person(sent.from_), interactions.reference(sent), certainly=certainly)
            if channel := interactions.channel(sent):
                await self._book.met(channel, interactions.place(sent), certainly=certainly)
        except Unavailable:
            if sent.type != INVOKE:  # people who pressed are told so in the answer; anything else is sent again
                raise

    async def _gone(self, sent: Activity) -> None:
        await self._book.forget(interactions.channel(sent) or interactions.person(sent.from_))

    def _say(self, sent: Activity, interaction: Interaction, replied: Replied) -> web.Response:
        self._talk.start(interaction, sent, replied.deeds)
        if replied.answer is None:
            return web.Response()
        return web.Response(body=to_json(replied.answer), content_type="application/json", charset="utf-8")


def _submitted(data: dict[str, object]) -> Execute:
    """Action.Submit has no verb, so ours is in its data."""
    verb = data.get("verb")
    return Execute(verb=verb if isinstance(verb, str) else "", data=data)


def _unknown() -> web.Response:
    return web.Response(status=400)
