"""Near copies: how similar two texts are, and which texts are compared."""

import random
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.core.interaction import Card, Form, Text
from handlers.sharing import share_page
from handlers.sharing.originality import FEWEST, NEAR, likeness, near, word_runs
from handlers.sharing.share_page_view import NearCopy
from models import Nudge
from tests.support.office import Office, pressed
from tests.support.share_pages import page_token

OWL = (
    "My colleagues asked an owl how to fly without a sound, and came back with blades that are six decibels "
    "quieter than anything we had built before"
)

OWN = (
    "I have stood under one of these on a windy day and could hear the larks, which I had not believed when Bob "
    "told me over lunch last year"
)


def changed(text: str, *places: int) -> str:
    """The text with the words in these places replaced."""
    return " ".join("something" if place in places else word for place, word in enumerate(text.split()))


@pytest.mark.parametrize(
    "text",
    [OWL, OWL.upper(), f"“{OWL}!” 🦉 https://example.com/owl", changed(OWL, 5), changed(OWL, 5, 20), f"Wow. {OWL}"],
)
def test_a_text_with_a_word_or_two_changed_is_a_near_copy(text: str):
    assert near(text, ["Something else altogether, by somebody else.", OWL])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🦉🦉🦉",
        "My colleagues asked an owl",  # less than half of it
        changed(OWL, 3, 8, 13, 18),
        f"{OWL}. {OWN}",
        " ".join(reversed(OWL.split())),
    ],
)
def test_an_own_text_is_not_a_near_copy(text: str):
    assert not near(text, [OWL])


def test_a_very_short_text_is_never_a_near_copy():
    assert not near("So proud!", ["So proud!"]) and near("So proud of this team!", ["so proud of this team"])


words = st.lists(st.sampled_from("owl wing blade sound quiet night air lark wind hub".split()), max_size=30).map(
    " ".join
)


@given(words, words)
def test_likeness_is_symmetric_and_is_one_only_for_equal_runs(one: str, other: str):
    mine, theirs = word_runs(one), word_runs(other)
    like = likeness(mine, theirs)
    assert like == likeness(theirs, mine) and 0 <= like <= 1
    assert (like == 1) == (mine == theirs and bool(mine))
    assert near(one, [other]) == (like >= NEAR)


@given(words)
def test_each_text_is_a_near_copy_of_itself_unless_it_is_too_short(text: str):
    assert near(text, [text]) == (len(text.split()) >= FEWEST)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str):
    assert near(one, [other]) in (True, False)


def test_texts_with_every_word_moved_are_not_near():
    shuffled = OWL.split()
    random.Random(7).shuffle(shuffled)
    assert not near(" ".join(shuffled), [OWL])


# ── Before it is posted ───────────────────────────────────────────────────────────────────────────


async def begins(office: Office, who: str) -> str:
    """Begin a share."""
    await office.joins(who)
    card = await office.does(who, "share", (await nudge_of(office, who)))
    assert isinstance(card, Card)
    return pressed(card, "posted")


async def nudge_of(office: Office, who: str) -> str:
    rows = select(Nudge.id).where(Nudge.person == who).order_by(Nudge.planned_at.desc())
    return (await office.store.run(lambda session: session.scalars(rows).all()))[0]


async def rewrites(office: Office, who: str, share: str, text: str) -> str:
    """Change its text. Returns all text on the card."""
    card = await office.does(who, "rewrite", share, values={"text": text})
    assert isinstance(card, Card) and text in [part.text for part in card.parts if isinstance(part, Text)]
    return "\n".join(part.text for part in card.parts if isinstance(part, Text))


async def posts(office: Office, who: str, text: str) -> None:
    share = await begins(office, who)
    await rewrites(office, who, share, text)
    assert isinstance(await office.does(who, "posted", share, values={"network": "linkedin"}), Card)


async def test_a_near_copy_of_a_colleagues_post_gets_a_warning_that_names_nobody(office: Office):
    await office.posts()
    await posts(office, "bob", OWL)
    share = await begins(office, "anna")
    said = await rewrites(office, "anna", share, changed(OWL, 7))
    assert "reads much like what was posted from here lately" in said and "Bob" not in said
    form = await office.does("anna", "posted", share)
    assert isinstance(form, Form) and form.intro == ""  # it was said once, while the text could be changed
    assert isinstance(await office.does("anna", "posted", share, values={"network": "linkedin"}), Card)  # it is sent


async def test_the_share_page_warns_once_and_then_lets_it_out(office: Office):
    await office.posts()
    await posts(office, "bob", OWL)
    share = await begins(office, "anna")
    token = await office.store.run(lambda session: page_token(session, share))
    opens = partial(share_page.open_composer, token=token, network="linkedin", text=OWL, now=office.now)
    with pytest.raises(NearCopy) as warned:
        await office.store.run(opens)
    assert str(warned.value.places["question"]).endswith("?")
    assert "linkedin.com" in await office.store.run(partial(opens, anyway=True))


async def test_ones_own_earlier_posts_and_older_posts_bring_no_warning(office: Office):
    await office.posts(ends="2026-06-01")
    await posts(office, "anna", OWL)
    await office.posts(title="More", ends="2026-06-01")
    await office.after(days=6)
    await office.does("anna", "next")
    again = await office.does("anna", "share", await nudge_of(office, "anna"))
    assert isinstance(again, Card)
    assert "reads much" not in await rewrites(office, "anna", pressed(again, "posted"), OWL)
    share = await begins(office, "bob")
    assert "reads much" not in await rewrites(office, "bob", share, OWN)
    assert "reads much" in await rewrites(office, "bob", share, OWL)
    office.now += timedelta(days=25)
    assert "reads much" not in await rewrites(office, "bob", share, OWL)


async def test_a_suggested_text_brings_no_warning_until_the_person_changes_it(office: Office):
    await office.posts(text_1=OWL, text_2="")
    await posts(office, "bob", f"{OWL} Indeed.")
    await office.joins("anna")
    card = await office.does("anna", "share", await nudge_of(office, "anna"))
    assert isinstance(card, Card) and OWL in card.model_dump_json() and "reads much" not in card.model_dump_json()
    share = pressed(card, "posted")
    assert "reads much" not in await rewrites(office, "anna", share, OWL)  # saved as it was
    token = await office.store.run(lambda session: page_token(session, share))
    opens = partial(share_page.open_composer, token=token, network="linkedin", now=office.now)
    assert "linkedin.com" in await office.store.run(partial(opens, text=OWL.replace(" ", "\r\n", 1)))
    assert "reads much" in await rewrites(office, "anna", share, f"{OWL} Really.")


async def test_a_warning_stays_on_the_card_until_the_text_left_from_here(office: Office):
    await office.posts()
    await posts(office, "bob", OWL)
    share = await begins(office, "anna")
    assert "reads much" in await rewrites(office, "anna", share, changed(OWL, 7))
    nudge = await nudge_of(office, "anna")
    assert "reads much" in (await shown_again(office, nudge))
    text = changed(OWL, 7)
    token = await office.store.run(lambda session: page_token(session, share))
    opens = partial(share_page.open_composer, token=token, network="linkedin", text=text, now=office.now)
    assert "linkedin.com" in await office.store.run(opens)  # the page warns of what is changed there
    assert "reads much" not in (await shown_again(office, nudge))


async def shown_again(office: Office, nudge: str) -> str:
    card = await office.does("anna", "current", nudge)
    assert isinstance(card, Card)
    return card.model_dump_json()
