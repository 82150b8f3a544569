"""A photo of one's own is sent from a phone: plain, by the right person, for as long as it is wanted."""

from datetime import timedelta
from io import BytesIO

import pytest
from aiohttp import ClientSession, FormData
from PIL import Image
from sqlalchemy import select, update

from handlers.core.buttons import all_of
from handlers.core.interaction import Card, Reply
from handlers.pictures.photo import LARGEST, NoPhotoError, plain_photo
from handlers.pictures.upload import drop_unused
from models import Content, Pictured, Upload
from tests.support.office import Office, Values, pressed

STORY: Values = {"title": "The new hall", "text_1": "We moved a whole hall in a weekend."}
SUGGESTED: Values = {"url": "", **STORY}
GPS = 0x8825
ORIENTATION = 0x0112


def taken(size=(40, 20), kind="JPEG", colour="red", **more) -> bytes:
    """A photo as a phone takes it: on its side, with its place and its camera."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Camera"
    exif.get_ifd(GPS)[2] = (52.0, 5.0, 0.0)
    kept = BytesIO()
    Image.new("RGB", size, colour).save(kept, kind, exif=exif, **more)
    return kept.getvalue()


def way(reply: Reply | None) -> str:
    assert isinstance(reply, Card), reply
    return next(button.link for button in all_of(reply) if button.link.startswith("/upload/"))


async def drafted(office: Office) -> tuple[str, str]:
    """The way to send a photo, and the content."""
    await office.champions("boss")
    draft = await office.does("boss", "post", "story", values=STORY)
    assert isinstance(draft, Card)
    return way(draft), pressed(draft, "publish")


async def send(http: ClientSession, path: str, sent: bytes, who: str = "nobody", **more: str) -> tuple[int, str]:
    form = FormData()
    form.add_field("photo", BytesIO(sent), filename="IMG_1.jpg", content_type="image/jpeg")
    for name, value in {"v.who": who, **more}.items():
        form.add_field(name, value)
    async with http.post(path, data=form) as response:
        return response.status, await response.text()


async def image_of(office: Office, content: str) -> str:
    return await office.store.run(lambda s: s.get_one(Content, ("W", content)).image)


async def uploads(office: Office) -> int:
    return len(await office.store.run(lambda s: s.scalars(select(Upload.key)).all()))


async def test_a_champion_sends_a_photo_and_everybody_can_see_it(office: Office, http: ClientSession):
    path, content = await drafted(office)
    async with http.get(path) as page:
        text = await page.text()
        assert page.status == 200 and 'type="file"' in text and "<script" not in text
        assert page.headers["Referrer-Policy"] == "no-referrer"
    status, answer = await send(http, path, taken())
    assert status == 200 and "The photo is here" in answer
    image = await image_of(office, content)
    assert image.startswith("https://heraut.example/photo/")
    async with http.get(image.removeprefix("https://heraut.example")) as seen:
        body = await seen.read()
        assert (seen.status, seen.headers["Content-Type"]) == (200, "image/jpeg")
        assert seen.headers["X-Content-Type-Options"] == "nosniff" and "immutable" in seen.headers["Cache-Control"]
        assert seen.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Image.open(BytesIO(body)).size == (20, 40)
    who = await office.store.run(lambda s: s.get_one(Pictured, ("W", content)).who)
    assert who == "nobody"


async def test_a_colleague_adds_a_photo_to_a_suggestion_until_it_is_decided(office: Office, http: ClientSession):
    await office.champions("boss")
    path = way(await office.does("anna", "suggest", values=SUGGESTED))
    content = await office.store.run(lambda s: s.scalars(select(Content.id)).one())
    assert (await send(http, path, taken(), "me"))[0] == 200
    assert await image_of(office, content)
    await office.does("boss", "decline", content, values={"reason": "Not now."})
    assert (await send(http, path, taken(), "me"))[0] == 404
    assert await uploads(office) == 0 and await image_of(office, content) == ""


async def test_the_last_photo_counts(office: Office, http: ClientSession):
    path, content = await drafted(office)
    await send(http, path, taken())
    first = await image_of(office, content)
    await send(http, path, taken(colour="blue"))
    assert await image_of(office, content) != first and await uploads(office) == 1
    async with http.get(first.removeprefix("https://heraut.example")) as gone:
        assert gone.status == 404


def test_place_and_camera_go_and_the_photo_stands_upright():
    made = Image.open(BytesIO(plain_photo(taken())))
    assert made.size == (20, 40) and not made.getexif() and "exif" not in made.info


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_becomes_a_jpeg_of_a_fair_size(kind: str):
    made = Image.open(BytesIO(plain_photo(taken((3000, 2000), kind))))
    assert (made.format, max(made.size)) == ("JPEG", 1600)


def test_what_is_see_through_becomes_white():
    kept = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(kept, "PNG")
    assert Image.open(BytesIO(plain_photo(kept.getvalue()))).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "sent",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", taken((400, 300))[:-400], taken(kind="TIFF")],
    ids=["empty", "a drawing", "truncated", "another format"],
)
async def test_no_picture_is_told_in_a_sentence(office: Office, http: ClientSession, sent: bytes):
    path, content = await drafted(office)
    status, page = await send(http, path, sent)
    assert status == 422 and "no picture that Heraut can read" in page and await image_of(office, content) == ""


def test_a_picture_with_too_many_pixels_is_not_opened():
    kept = BytesIO()
    Image.new("1", (8000, 7000)).save(kept, "PNG")
    assert len(kept.getvalue()) < 100_000
    with pytest.raises(NoPhotoError):
        plain_photo(kept.getvalue())


async def test_a_photo_that_is_too_large_is_told_in_a_sentence(office: Office, http: ClientSession):
    path, content = await drafted(office)
    status, page = await send(http, path, b"\xff" * (LARGEST + 1))
    assert status == 422 and "too large" in page and await image_of(office, content) == ""


async def test_it_asks_who_is_in_the_photo(office: Office, http: ClientSession):
    path, content = await drafted(office)
    assert (await send(http, path, taken(), ""))[0] == 422
    assert (await send(http, path, taken(), "others", **{"v.names": "Noor"}))[0] == 422
    _, again = await send(http, path, taken(), "others", **{"v.names": "Noor"})
    assert "checked" not in again.split('name="v.agreed"')[1].split(">")[0]
    agreed = {"v.names": "Noor", "v.agreed": "yes"}
    assert (await send(http, path, taken(), "others", **agreed))[0] == 200
    assert await uploads(office) == 1 and await image_of(office, content)


async def test_an_address_that_is_old_or_forged_shows_nothing(office: Office, http: ClientSession):
    path, _ = await drafted(office)
    assert (await send(http, path[:-4] + "AAAA", taken()))[0] == 404
    office.now += timedelta(days=1, seconds=1)
    assert (await send(http, path, taken()))[0] == 404 and await uploads(office) == 0


async def test_what_is_published_keeps_its_picture(office: Office, http: ClientSession):
    path, content = await drafted(office)
    await office.does("boss", "publish", content)
    assert (await send(http, path, taken()))[0] == 404


async def test_leaving_ends_the_address(office: Office, http: ClientSession):
    await office.joins("anna")
    path = way(await office.does("anna", "suggest", values=SUGGESTED))
    await office.does("anna", "leave")
    assert (await send(http, path, taken()))[0] == 404


async def test_forgetting_a_person_takes_the_photo_of_them_alone(office: Office, http: ClientSession):
    await office.joins("anna")
    path = way(await office.does("anna", "suggest", values=SUGGESTED))
    await send(http, path, taken(), "me")
    office.managers = {"mira"}
    await office.does("anna", "forget")
    assert await uploads(office) == 0 and (await send(http, path, taken()))[0] == 404


async def test_a_photo_that_is_not_shown_goes_within_two_days(office: Office, http: ClientSession):
    path, content = await drafted(office)
    await send(http, path, taken())
    office.now += timedelta(days=2)
    await office.store.run(lambda s: drop_unused(s, office.now))
    assert await uploads(office) == 1
    await office.store.run(lambda s: s.execute(update(Content).where(Content.id == content).values(image="")))
    await office.store.run(lambda s: drop_unused(s, office.now))
    assert await uploads(office) == 0


async def test_without_a_public_address_there_is_no_way_to_send_one(office: Office):
    await office.champions("boss")
    draft = await office.does("boss", "post", "story", values=STORY)
    assert isinstance(draft, Card) and "/upload/" not in str(draft.parts)
