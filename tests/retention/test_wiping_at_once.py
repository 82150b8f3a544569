"""What people drop, undo or have declined is wiped in the very act, not some night later."""

from sqlalchemy import select

from handlers.core.interaction import Card, Notice
from models import Content, Share, SuggestedText
from tests.support.office import Office, pressed

ROUGH = "owls are rather good"
SUGGESTION = {"url": "https://example.com/heron", "title": "A heron", "why": "Because of its legs", "text_1": "Look!"}


async def suggested(office: Office) -> str:
    assert isinstance(await office.does("anna", "suggest", values=SUGGESTION), Notice)
    return await office.store.run(lambda s: s.scalars(select(Content.id)).one())


async def words_of(office: Office, content: str) -> tuple[str, str, list[str]]:
    """Why it was suggested, why it was declined, and its texts."""

    def work(session):
        row = session.get_one(Content, ("W", content))
        return row.why, row.reason, [*session.scalars(select(SuggestedText.text))]

    return await office.store.run(work)


async def test_the_texts_of_a_declined_suggestion_go_at_once_and_the_reason_once_it_was_read(office: Office):
    await office.joins("anna")
    await office.does("boss", "home")
    content = await suggested(office)
    assert await words_of(office, content) == ("Because of its legs", "", ["Look!"])
    declined = await office.does("boss", "decline", content, values={"reason": "We had it last week"})
    assert isinstance(declined, Card)
    assert await words_of(office, content) == ("", "We had it last week", [])
    await office.after(minutes=1)
    [told] = [card for card in office.told("anna") if card.title.startswith("Declined")]
    assert "We had it last week" in told.model_dump_json()
    assert await words_of(office, content) == ("", "", [])


async def test_the_text_of_a_share_goes_when_it_is_undone(office: Office):
    await office.joins("anna")
    await office.posts()
    offered = await office.does("anna", "next")
    assert isinstance(offered, Card)
    begun = await office.does("anna", "share", pressed(offered, "share"))
    assert isinstance(begun, Card)
    await office.does("anna", "rewrite", pressed(begun, "posted"), values={"text": ROUGH})
    await office.does("anna", "undo", pressed(begun, "undo"))
    assert await office.store.run(lambda s: s.execute(select(Share.state, Share.text)).all()) == [("dropped", "")]
