"""Replies after the acknowledgement: a message is sent, changed or removed."""

import logging
from functools import partial
from typing import assert_never

from bot.patience import try_twice
from bot.tasks import Tasks
from bot.teams.replies import Change, Deed, Remove, Say
from bot.teams.send import TeamsMessenger
from bot.teams.wire import Activity
from handlers.core.interaction import Interaction, Unavailable
from handlers.core.messenger import InDoubt, Throttled, Undeliverable

log = logging.getLogger("heraut.teams")


class Talk:
    def __init__(self, messenger: TeamsMessenger) -> None:
        self._messenger = messenger
        self.tasks = Tasks()

    def start(self, heard: Interaction, sent: Activity, deeds: tuple[Deed, ...]) -> None:
        if deeds:
            about = f"to {heard.actor.person} on {heard.action}"
            self.tasks.start(self._do(heard, sent, deeds, about), about)

    async def _do(self, heard: Interaction, sent: Activity, deeds: tuple[Deed, ...], about: str) -> None:
        """In order; one that fails does not stop the next."""
        for deed in deeds:
            try:
                await try_twice(partial(self._one, heard, sent, deed))
            except (Throttled, Undeliverable, InDoubt, Unavailable) as error:
                log.warning("not said: %s %s (%s: %s)", type(deed).__name__, about, type(error).__name__, error)

    async def _one(self, heard: Interaction, sent: Activity, deed: Deed) -> None:
        service, conversation = sent.service_url, sent.conversation.id
        match deed:
            case Say():
                await self._messenger.say(heard.actor.person, deed.content, deed.summary)
            case Change():
                await self._messenger.change(service, conversation, deed.message, deed.content, deed.summary)
            case Remove():
                await self._messenger.remove(service, conversation, deed.message)
            case _:
                assert_never(deed)
