"""The page where a photo is sent is open to everybody who may see it, and to nobody else."""

from io import BytesIO

import pytest
from aiohttp import ClientSession
from PIL import Image
from sqlalchemy import select, update

from handlers.pictures.photo import plain_photo
from models import Content, Person
from tests.pictures.test_upload import STORY, SUGGESTED, drafted, image_of, send, taken, uploads, way
from tests.stages.web.axe import AXE, MISSING
from tests.stages.web.uploads import barriers_of_upload
from tests.support.office import Office


@pytest.mark.parametrize("locale", ["en", "nl"])
async def test_the_page_has_no_barrier(office: Office, http: ClientSession, chromium_path: str, locale: str):
    if not AXE.exists():
        pytest.fail(MISSING, pytrace=False)
    path, _ = await drafted(office)
    await office.store.run(lambda session: session.execute(update(Person).values(locale=locale)))
    async with http.get(path) as answer:
        address = str(answer.url)
    assert await barriers_of_upload(address, chromium_path) == []


async def test_a_champion_who_gave_up_the_role_sends_nothing_more(office: Office, http: ClientSession):
    await office.champions("boss", "carl")
    path = way(await office.does("carl", "post", "story", values=STORY))
    await office.does("carl", "end_role")
    assert (await send(http, path, taken()))[0] == 404
    assert await uploads(office) == 0


async def test_a_link_is_for_one_piece_of_content(office: Office, http: ClientSession):
    path, content = await drafted(office)
    await office.joins("anna")
    other = way(await office.does("anna", "suggest", values={**SUGGESTED, "text_1": "Another story altogether."}))
    assert (await send(http, other, taken()))[0] == 200
    assert await image_of(office, content) == "" and path != other


async def test_forgetting_a_person_takes_the_photo_of_them_alone_out_of_what_was_published(
    office: Office, http: ClientSession
):
    await office.champions("boss")
    await office.joins("anna")
    suggested = await office.does("anna", "suggest", values=SUGGESTED)
    await send(http, way(suggested), taken(), "me")
    assert await uploads(office) == 1
    office.managers = {"mira"}
    content = await office.store.run(lambda session: session.scalars(select(Content.id)).one())
    await office.approves("boss", content)
    await office.does("anna", "forget")
    assert await image_of(office, content) == "" and await uploads(office) == 0


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "I;16", "LA"])
def test_every_kind_of_colour_becomes_a_plain_jpeg(mode: str):
    kept = BytesIO()
    Image.new(mode, (8, 8)).save(kept, "JPEG" if mode == "CMYK" else "PNG")
    assert Image.open(BytesIO(plain_photo(kept.getvalue()))).mode == "RGB"


def test_of_a_moving_picture_the_first_moment_is_kept():
    kept, red, blue = BytesIO(), Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    red.save(kept, "WEBP", save_all=True, append_images=[blue], lossless=True)
    made = Image.open(BytesIO(plain_photo(kept.getvalue()))).convert("RGB")
    assert made.getcolors() == [(64, (254, 0, 0))]
