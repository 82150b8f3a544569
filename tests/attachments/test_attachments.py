"""A file is sent with a suggestion, downloaded by the champion who decides, and gone after that."""

from datetime import timedelta
from io import BytesIO

import pytest
from aiohttp import ClientSession, FormData
from sqlalchemy import select, update

from handlers.attachments.attachments import drop_over
from handlers.attachments.kinds import LARGEST
from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Form, FormErrors, Notice, Reply
from models import Attachment, Content, Person
from tests.attachments import files
from tests.stages.web.uploads import barriers_of_upload
from tests.support.office import Office, Values

SLIDES: Values = {"url": "", "title": "Slides of the fair", "why": "Everybody asked.", "file": "yes"}


def way(reply: Reply | None, start: str = "/attach/") -> str:
    assert isinstance(reply, Card), reply
    return next((button.link for button in all_of(reply) if button.link.startswith(start)), "")


async def announced(office: Office, who: str = "anna", **more: str) -> str:
    return way(await office.does(who, "suggest", values={**SLIDES, **more}))


async def content_of(office: Office) -> str:
    return await office.store.run(lambda s: s.scalars(select(Content.id)).one())


async def send(http: ClientSession, path: str, sent: bytes, name: str = "slides.pptx") -> tuple[int, str]:
    form = FormData()
    form.add_field("file", BytesIO(sent), filename=name, content_type="application/octet-stream")
    async with http.post(path, data=form) as response:
        return response.status, await response.text()


async def kept(office: Office) -> list[str]:
    return [*await office.store.run(lambda s: s.scalars(select(Attachment.kind)).all())]


async def judged(office: Office) -> Card:
    """The card on which the boss decides."""
    await office.after(minutes=11)
    [card] = [card for card in office.told("boss") if "Suggestion" in card.title]
    return card


async def test_a_suggestion_may_be_a_file_alone(office: Office, http: ClientSession):
    await office.champions("boss")
    path = await announced(office)
    async with http.get(path) as page:
        text = await page.text()
        assert page.status == 200 and 'type="file"' in text and "<script" not in text
        assert page.headers["Referrer-Policy"] == "no-referrer"
    status, answer = await send(http, path, files.SLIDES)
    assert status == 200 and "The file is here: PowerPoint, 0.1 MB" in answer
    card = await judged(office)
    assert "With a file: PowerPoint, 0.1 MB." in str(card.parts)
    async with http.get(way(card, "/attached/")) as found:
        assert await found.read() == files.SLIDES
        assert found.headers["Content-Type"] == "application/octet-stream"
        assert found.headers["Content-Disposition"].startswith('attachment; filename="suggestion-')
        assert found.headers["Content-Disposition"].endswith('.pptx"')
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert found.headers["Cache-Control"] == "private, no-store"


async def test_champions_are_asked_once_there_was_time_to_send_it(office: Office, http: ClientSession):
    await office.champions("boss")
    path = await announced(office)
    await office.after(minutes=5)
    assert not [card for card in office.told("boss") if "Suggestion" in card.title]
    assert "A file was announced, and is not here yet." in str((await judged(office)).parts)
    await send(http, path, files.PDF)
    await office.after(minutes=1)
    assert "With a file: PDF, 0.1 MB." in str((await judged(office)).parts)


async def test_a_story_may_have_a_file_too_and_a_page_only_if_it_was_announced(office: Office, http: ClientSession):
    story = await announced(office, file="", text_1="We were there.")
    assert (await send(http, story, files.PDF))[0] == 200
    page: Values = {"url": "https://example.com/fair", "title": "The fair", "text_1": "", "why": ""}
    assert isinstance(await office.does("anna", "suggest", values=page), Notice)
    with_file = await office.does("bob", "suggest", values={**page, "url": "https://example.com/two", "file": "yes"})
    assert way(with_file) and not way(with_file, "/upload/")


async def test_without_a_file_or_an_address_the_story_has_to_be_told(office: Office):
    refused = await office.does("anna", "suggest", values={**SLIDES, "file": ""})
    assert isinstance(refused, FormErrors) and [*refused.errors] == ["text_1"]


async def test_the_form_asks_for_a_file_where_one_can_be_sent(office: Office, http: ClientSession):
    for how in ({"text": "suggest"}, {"text": "suggest https://example.com/fair"}):
        form = await office.does("anna", "command", values=how)
        assert isinstance(form, Form)
        shown = [field.name for field in form.inputs if not field.folded]
        assert ("file" in shown) == ("https" not in how["text"])


async def test_nothing_is_asked_where_there_is_no_page_to_send_it(office: Office):
    form = await office.does("anna", "command", values={"text": "suggest"})
    assert isinstance(form, Form) and "file" not in [field.name for field in form.inputs]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture."),
        (files.LOCKED_PDF, "protected by a password"),
        (files.MACROS, "holds macros"),
        (b"<html><script>1</script>", "Heraut takes PDF"),
        (b"%PDF-1.7" + b"\0" * LARGEST, "too large"),
    ],
    ids=["empty", "picture", "locked", "macros", "page", "large"],
)
async def test_what_is_not_taken_is_told_and_not_kept(office: Office, http: ClientSession, sent: bytes, said: str):
    path = await announced(office)
    status, page = await send(http, path, sent)
    assert status == 422 and said in page and await kept(office) == []


async def test_a_form_without_a_file_is_told(office: Office, http: ClientSession):
    path, form = await announced(office), FormData()
    form.add_field("other", b"", filename="x")
    async with http.post(path, data=form) as response:
        assert response.status == 422 and "This file is empty." in await response.text()


async def test_the_last_file_counts(office: Office, http: ClientSession):
    path = await announced(office)
    await send(http, path, files.SLIDES)
    _, page = await send(http, path, files.PDF)
    assert await kept(office) == ["pdf"] and "The file is here: PDF" in page


@pytest.mark.parametrize("decision", ["decline", "approve"])
async def test_it_goes_when_it_is_decided_and_late_files_have_an_answer(
    office: Office, http: ClientSession, decision: str
):
    await office.champions("boss")
    path = await announced(office)
    await send(http, path, files.SLIDES)
    look, content = way(await judged(office), "/attached/"), await content_of(office)
    if decision == "decline":
        await office.does("boss", "decline", content, values={"reason": "Not now."})
    else:
        assert isinstance(
            await office.approves("boss", content, url="https://example.com/slides", text_1="Look!"), Card
        )
    assert await kept(office) == []
    status, page = await send(http, path, files.PDF)
    assert status == 200 and "This has been decided already" in page and await kept(office) == []
    async with http.get(look) as gone:
        assert gone.status == 404


async def test_the_address_is_for_one_person_and_a_day(office: Office, http: ClientSession):
    path = await announced(office)
    assert (await send(http, path[:-4] + "AAAA", files.PDF))[0] == 404
    office.now += timedelta(days=1, seconds=1)
    assert (await send(http, path, files.PDF))[0] == 404 and await kept(office) == []


async def test_leaving_ends_the_address(office: Office, http: ClientSession):
    await office.joins("anna")
    path = await announced(office)
    await office.does("anna", "leave")
    assert (await send(http, path, files.PDF))[0] == 404


async def test_a_champion_who_gave_up_the_role_downloads_nothing(office: Office, http: ClientSession):
    await office.champions("boss", "carl")
    await send(http, await announced(office), files.PDF)
    await office.after(minutes=11)
    [card] = [card for card in office.told("carl") if "Suggestion" in card.title]
    await office.does("carl", "end_role")
    async with http.get(way(card, "/attached/")) as gone:
        assert gone.status == 404


async def test_forgetting_a_person_deletes_it(office: Office, http: ClientSession):
    await office.joins("anna")
    path = await announced(office)
    await send(http, path, files.PDF)
    await office.does("anna", "forget")
    assert await kept(office) == [] and (await send(http, path, files.PDF))[0] == 404


async def test_it_goes_after_thirty_days_undecided(office: Office, http: ClientSession):
    await send(http, await announced(office), files.PDF)
    office.now += timedelta(days=30)
    await office.store.run(lambda s: drop_over(s, office.now))
    assert await kept(office) == ["pdf"]
    office.now += timedelta(seconds=1)
    await office.store.run(lambda s: drop_over(s, office.now))
    assert await kept(office) == []


@pytest.mark.parametrize("locale", ["en", "nl"])
async def test_the_page_has_no_barrier(office: Office, http: ClientSession, chromium_path: str, locale: str):
    path = await announced(office)
    await office.store.run(lambda session: session.execute(update(Person).values(locale=locale)))
    async with http.get(path) as answer:
        address = str(answer.url)
    assert await barriers_of_upload(address, chromium_path) == []
