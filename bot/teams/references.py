"""How to reach people and channels: by the address from which they last wrote to Heraut."""

from collections import OrderedDict
from typing import Protocol

from pydantic import ValidationError

from handlers.core.interaction import Frozen
from handlers.core.messenger import Undeliverable

SERVICE = "service"  # the key under which the newest service address of the tenant is kept
MOST = 50_000


class References(Protocol):
    """Opaque strings, stored by address."""

    async def remember(self, workspace: str, address: str, reference: str) -> None: ...

    async def forget(self, workspace: str, address: str) -> None: ...

    async def recall(self, workspace: str, address: str) -> str | None: ...


class Reference(Frozen):
    """A conversation with a person or in a channel. One with a person may not be open yet."""

    service: str
    conversation: str = ""
    user: str = ""  # the id of the person in this app
    bot: str = ""  # our own id


class AddressBook:
    """The references of one tenant. Writes only what has changed."""

    def __init__(self, references: References, workspace: str, most: int = MOST) -> None:
        self._references = references
        self._workspace = workspace
        self._most = most
        self._written: OrderedDict[str, str] = OrderedDict()

    async def find(self, address: str) -> Reference | None:
        kept = await self._references.recall(self._workspace, address)
        if kept is None and (
            kept := self._written.get(address)
        ):  # deleted when they were forgotten, and they wrote again
            await self._references.remember(self._workspace, address, kept)
        return _read(kept)

    async def service(self) -> str:
        """The newest service address of the tenant. Raises Undeliverable when it has never written."""
        known = self._written.get(SERVICE) or await self._references.recall(self._workspace, SERVICE)
        if not known:
            raise Undeliverable("nothing was heard from Teams yet")
        return known

    async def met(self, address: str, reference: Reference, *, certainly: bool = False) -> None:
        """Somebody wrote. Their known conversation is kept; `certainly` writes even what seems to be known already."""
        await self._write(SERVICE, reference.service)
        if not reference.conversation:
            known = await self.find(address)
            reference = reference.model_copy(update={"conversation": known.conversation if known else ""})
        await self._write(address, reference.model_dump_json(exclude_defaults=True), certainly=certainly)

    async def mentioned(self, address: str, reference: Reference) -> None:
        """A colleague mentioned somebody: keep a way to reach them, unless there is one."""
        if await self.find(address) is None:
            await self._write(address, reference.model_dump_json(exclude_defaults=True))

    async def forget(self, address: str) -> None:
        self._written.pop(address, None)
        await self._references.forget(self._workspace, address)

    async def _write(self, address: str, reference: str, *, certainly: bool = False) -> None:
        if certainly or self._written.get(address) != reference:
            await self._references.remember(self._workspace, address, reference)
        self._written[address] = reference
        for needed in (address, SERVICE):
            if needed in self._written:
                self._written.move_to_end(needed)
        while len(self._written) > self._most:
            self._written.popitem(last=False)


def _read(reference: str | None) -> Reference | None:
    try:
        return Reference.model_validate_json(reference) if reference else None
    except ValidationError:
        return None
