"""Some people are held out of content by lot, for good, so that results show what nudging does."""

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.core.interaction import Card, Form
from handlers.core.language import Words
from handlers.encryption.signatures import secret_of
from handlers.planning.hold_out import held_out
from handlers.results.cards import ContentResults, content_card
from handlers.results.lift import lift
from handlers.results.rates import Rate
from handlers.results.steps import Row
from models import Content
from tests.recognition.company import said
from tests.support.office import POSTING, Office, pressed

SECRET = "5e" * 32
NAMES = [f"p{number}" for number in range(400)]


@given(st.sampled_from((5, 10, 20)), st.text(min_size=1, max_size=12))
def test_lots_hold_out_the_right_share_and_other_people_for_other_content(per_cent: int, content: str):
    people = [f"U{number}" for number in range(3000)]
    drawn = {person for person in people if held_out(SECRET, content, person, per_cent)}
    assert abs(len(drawn) / 3000 - per_cent / 100) < 0.04
    assert drawn == {person for person in people if held_out(SECRET, content, person, per_cent)}
    assert drawn != {person for person in people if held_out(SECRET, f"{content}.", person, per_cent)}
    assert drawn <= {person for person in people if held_out(SECRET, content, person, 50)}
    assert drawn != {person for person in people if held_out("00" * 32, content, person, per_cent)}


async def content_of(office: Office, **more: str) -> str:
    """Publish content with a hold-out, before anybody takes part."""
    return await office.posts(hold_out="20", **more)


async def two(office: Office, content: str) -> tuple[str, str]:
    """Somebody who is held out, and somebody who is not."""
    secret = await office.store.run(lambda session: secret_of(session, "W"))
    held = next(name for name in NAMES if held_out(secret, content, name, 20))
    return held, next(name for name in NAMES if not held_out(secret, content, name, 20))


async def test_people_held_out_are_not_nudged_but_can_ask_for_it(office: Office):
    content = await content_of(office)
    held, other = await two(office, content)
    for who in (held, other):
        await office.joins(who)
    for _ in range(3):
        await office.after(days=1)
    assert (len(office.told(held)), len(office.told(other))) == (0, 1)
    card = await office.does(held, "next")
    assert isinstance(card, Card) and "What an owl taught us" in card.title


async def test_lots_cannot_change_once_content_runs(office: Office):
    draft = await office.does("boss", "post", values={**POSTING, "hold_out": "20"})
    assert isinstance(draft, Card)
    content = pressed(draft, "publish")
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form) and {one.name: one.value for one in form.inputs}["hold_out"] == "20"
    await office.does("boss", "publish", content)
    form = await office.does("boss", "edit", content)
    assert isinstance(form, Form) and "hold_out" not in {one.name for one in form.inputs}
    values = {one.name: one.value for one in form.inputs} | {"hold_out": "0"}
    await office.does("boss", "edit", content, values=values)
    assert await office.store.run(lambda s: s.scalar(select(Content.hold_out))) == 20


async def test_the_lift_compares_the_shares_of_both_groups(office: Office):
    content = await content_of(office)
    held, other = await two(office, content)
    for who in (held, other, *NAMES[-8:]):
        await office.joins(who)
    await office.after(minutes=30)
    for who in (held, other):
        card = await office.does(who, "next")
        assert isinstance(card, Card)
        share = await office.does(who, "share", pressed(card, "share"))
        assert isinstance(share, Card)
        await office.does(who, "posted", pressed(share, "posted"), values={"network": "linkedin", "address": ""})
    nudgeable, held_back = await office.store.run(lambda s: lift(s, s.get_one(Content, ("W", content)), office.now))
    assert nudgeable.out_of + held_back.out_of == 10
    assert (nudgeable.times, held_back.times) == (1, 1)


def test_the_difference_is_shown_with_its_interval():
    total = Row(nudged=412, opened=98, opened_of=412, shared=51)
    shown = ContentResults(
        content="c", title="Owls", total=total, lift=(Rate(60, 500), Rate(2, 55)), picture="/charts/x.png"
    )
    text = said(content_card(Words(), shown))
    assert "Could be nudged: 60 of 500 (12%, between 9% and 15%) shared" in text
    assert "Held out at random: 2 of 55 (4%, between 1% and 12%) shared" in text
    assert "The difference: 8.4 percentage points, between -0.7 and 12.5" in text
    few = said(content_card(Words("nl"), shown.model_copy(update={"lift": (Rate(60, 500), Rate(2, 29))})))
    assert "Te weinig gegevens voor een verschil" in few
