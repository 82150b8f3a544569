"""The address book writes only what has changed, and forgets what it has not needed for longest."""

from bot.teams.references import AddressBook, Reference
from tests.stages.teams.house import Notebook
from tests.stages.teams.login import TENANT


class Counted(Notebook):
    """Counts what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.order: list[str] = []

    async def remember(self, workspace: str, address: str, reference: str) -> None:
        self.order.append(address)
        await super().remember(workspace, address, reference)


def reference(who: str) -> Reference:
    return Reference(service="https://example.com", conversation=f"a:{who}")


async def test_a_full_book_remembers_the_people_who_wrote_last():
    notebook = Counted()
    book = AddressBook(notebook, TENANT, most=3)  # the service address, and two people
    for who in ("anna", "bram", "cem", "cem", "bram"):
        await book.met(who, reference(who))
    assert notebook.order == ["service", "anna", "bram", "cem"]
    await book.met("anna", reference("anna"))  # forgotten, so it is written again; the service address is not
    assert notebook.order == ["service", "anna", "bram", "cem", "anna"]


async def test_a_person_who_was_forgotten_and_wrote_again_is_reached():
    notebook = Counted()
    book = AddressBook(notebook, TENANT)
    await book.met("anna", reference("anna"))
    await notebook.forget(TENANT, "anna")  # as forgetting a person does, which the book does not hear of
    await book.met("anna", reference("anna"))
    assert await book.find("anna") == reference("anna")
    assert await notebook.recall(TENANT, "anna") is not None
