"""What champions decide about content: what they mark, see, stop and take back."""

from handlers.interaction import Card, Form, Reply
from tests.support.office import POSTING, Office


def text(card: Reply | None) -> str:
    """All that a card says, a line for each part."""
    assert isinstance(card, Card), card
    return "\n".join(str(getattr(part, "text", "")) for part in card.parts)


async def test_what_is_important_or_of_a_campaign_says_so_in_the_list_and_keeps_it_when_edited(office: Office):
    content = await office.posts(important="yes", campaign="  Open day ")
    assert "Important; Campaign “Open day”; Running, without an end; offered to" in text(
        await office.does("boss", "content")
    )
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form)
    marks = {field.name: field.value for field in form.inputs}
    assert (marks["important"], marks["campaign"]) == ("yes", "Open day")
    await office.does("boss", "edit", content, values=POSTING)
    assert "Important" not in text(await office.does("boss", "content"))
