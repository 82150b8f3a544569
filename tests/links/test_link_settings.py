"""Links and codes to take along, and the choices of a programme manager about links."""

import pytest
from sqlalchemy import func, select, update

from handlers.content.networks import NETWORKS
from handlers.core.interaction import Card, Form, FormErrors, Notice, Picture
from handlers.links import qr
from models import Click, Link, Threshold, Workspace
from tests.links.conftest import BASE, Street, begins
from tests.support.office import Office, pressed

WISHES = {"link_base": "", "utm": "utm_source={network}", "evidence": "claimed"}


def picture(card: Card) -> str:
    [found] = [part.path for part in card.parts if isinstance(part, Picture)]
    return found


async def decides(office: Office, who: str = "boss", **more: str) -> object:
    return await office.does(who, "links", values={**WISHES, **more})


async def test_people_share_the_shares_own_link(office: Office, street: Street):
    await office.posts(text_1="Read https://example.com/owl today.")
    share, token = await begins(office)
    card = await office.does("anna", "current", pressed(await _sharing(office, share), "undo"))
    assert isinstance(card, Card)
    assert f"{BASE}/l/{token}" in str(card) and "example.com/owl" not in str(card)
    page = await street.opens_share_page(share)
    assert f'data-url="{BASE}/l/{token}"' in page and f"Read {BASE}/l/{token} today." in page
    for network in (name for name, one in NETWORKS.items() if one.opens):
        where = {"network": network, "text": "Mine."}
        async with street.session.post(
            f"{street.address}{await street.share_page(share)}/open", data=where, allow_redirects=False
        ) as sent:
            assert token in sent.headers["Location"] and "owl" not in sent.headers["Location"].partition("?")[0]


async def _sharing(office: Office, share: str) -> Card:
    card = await office.does("anna", "rewrite", share, values={"text": "Read it."})
    assert isinstance(card, Card)
    return card


async def test_a_card_keeps_its_link_on_another_day(office: Office, street: Street):
    await office.posts()
    share, token = await begins(office)
    for _ in range(2):
        assert token in str(await _sharing(office, share))
    assert await office.store.run(lambda s: s.scalar(select(func.count()).select_from(Link))) == 1


async def test_without_a_public_address_people_share_the_contents_own_address(office: Office):
    await office.posts()
    share, token = await begins(office)
    assert token == "" and "https://example.com/owl" in str(await _sharing(office, share))
    assert isinstance(await office.does("anna", "link", share), Notice)


async def test_a_person_takes_their_link_and_its_code_along(office: Office, street: Street):
    await office.posts()
    share, token = await begins(office)
    card = await office.does("anna", "link", share)
    assert isinstance(card, Card) and card.summary == f"{BASE}/l/{token}"
    for kind, drawn in (("png", qr.png), ("svg", qr.svg)):
        async with street.session.get(f"{street.address}/l/{token}.{kind}") as answer:
            assert answer.status == 200 and await answer.read() == drawn(f"{BASE}/l/{token}")
    assert picture(card) == f"/l/{token}.png"
    assert isinstance(await office.does("bob", "link", share), Notice)


async def test_an_unknown_link_has_no_code(street: Street):
    async with street.session.get(f"{street.address}/l/AAAAAAAAAAAA.png") as answer:
        assert answer.status == 404


async def test_a_champion_takes_a_link_and_a_code_that_belong_to_nobody(office: Office, street: Street):
    content = await office.posts()
    await decides(office)
    card = await office.does("boss", "content_link", content)
    assert isinstance(card, Card)
    again = await office.does("boss", "content_link", content)
    assert again == card
    code = picture(card).removeprefix("/l/").removesuffix(".png")
    assert await street.comes(code) == (302, "https://example.com/owl?utm_source=qr")
    plain = card.summary.rpartition("/")[2]
    assert plain != code and await street.comes(plain) == (302, "https://example.com/owl?utm_source=plain")
    assert await street.counted() == {"person": 2}
    rows = await office.store.run(lambda s: s.execute(select(Click.network, Click.link).order_by(Click.network)).all())
    assert [tuple(row) for row in rows] == [("plain", plain), ("qr", code)]


async def test_only_champions_take_links_of_content_and_only_managers_change_settings(office: Office, street: Street):
    content = await office.posts()
    for answer in (await office.does("anna", "content_link", content), await decides(office, "anna")):
        assert isinstance(answer, Notice)
    assert isinstance(await office.does("boss", "content_link", "nothing"), Notice)


async def test_a_manager_chooses_the_domain_of_links_and_what_they_add(office: Office, street: Street):
    form = await office.does("boss", "command", values={"text": "links"})
    assert isinstance(form, Form) and [one.value for one in form.inputs] == ["", "", "claimed"]
    own = "https://go.example.com"
    assert isinstance(await decides(office, link_base=f"{own}/", evidence="opened"), Card)
    form = await office.does("boss", "links")
    assert isinstance(form, Form) and [one.value for one in form.inputs] == [own, WISHES["utm"], "opened"]
    await office.posts()
    share, token = await begins(office)
    assert f"{own}/l/{token}" in str(await _sharing(office, share))


async def test_a_choice_that_changes_nothing_is_not_stored_twice(office: Office, street: Street):
    for level in ("claimed", "opened", "opened"):
        await decides(office, evidence=level)
    rows = await office.store.run(lambda s: s.scalars(select(Threshold.evidence)).all())
    assert rows == ["opened"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("link_base", "https://go.example.com/path"),
        ("link_base", "https://go.example.com/?a=b"),
        ("link_base", "javascript:alert(1)"),
        ("utm", "utm_source"),
        ("utm", "who={person}"),
        ("evidence", "believed"),
    ],
)
async def test_a_meaningless_value_is_reported_beside_its_field(office: Office, street: Street, field: str, value: str):
    answer = await decides(office, **{field: value})
    assert isinstance(answer, FormErrors) and [*answer.errors] == [field]
    assert await office.store.run(lambda s: s.scalar(select(Workspace.link_base))) == ""


async def test_links_that_are_out_work_after_heraut_moves(office: Office, street: Street):
    await office.posts()
    share, token = await begins(office)
    await office.store.run(lambda s: s.execute(update(Workspace).values(address="https://new.example")))
    assert f"https://new.example/l/{token}" in str(await _sharing(office, share))
