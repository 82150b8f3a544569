"""What champions and managers see of the funnel: figures with denominators, and nothing about a few people."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from handlers.core.anonymity import FEWEST
from handlers.core.interaction import Card, Notice, Picture
from handlers.core.language import Words
from handlers.results import cards, results
from handlers.results.click_value import read
from handlers.results.funnel import EVER, Funnel
from handlers.results.steps import Row, tell_apart
from models import Total
from models.total import COUNTS
from tests.recognition.company import said
from tests.support.office import Office

WEEK = "2026-W10"
NONE: dict[str, int] = dict.fromkeys(COUNTS, 0)
PNG = b"\x89PNG\r\n\x1a\n"


async def counted(
    office: Office, content: str, team: str = "", network: str = "", week: str = WEEK, **counts: int
) -> None:
    """Add counts to the totals."""
    where = {"workspace": "W", "week": week, "content": content, "team": team, "network": network}
    await office.store.run(lambda session: session.execute(insert(Total), [{**NONE, **where, **counts}]))


@pytest.fixture
async def content(office: Office) -> str:
    """Content whose funnel has everything."""
    its = await office.posts(new_topic="Owls")
    await counted(
        office, its, "Sales", nudged=300, opened=70, shared=40, posts_claimed=20, posts_clicked=20, clicks=100
    )
    await counted(office, its, "Bats", nudged=112, opened=28, shared=11, asked=6, posts_opened=17, clicks=43)
    await counted(office, its, clicks=9)
    await counted(office, its, network="linkedin", opened=60, posts_claimed=20, posts_clicked=20, clicks=100)
    await counted(office, its, network="x", opened=38, posts_opened=17, clicks=43)
    await counted(office, its, network="qr", clicks=9)
    return its


async def reads(office: Office, action: str, target: str = "", who: str = "boss") -> str:
    card = await office.does(who, action, target)
    return said(card) if isinstance(card, Card) else str(card)


async def test_each_figure_of_a_piece_of_content_has_its_denominator(office: Office, content: str):
    text = await reads(office, "results", content)
    for line in (
        "Nudges: 412",
        "Opened: 98 of 412 (24%, between 20% and 28%)",
        "Shared: 51 of 412 (12%, between 10% and 16%)",
        "Shared without a nudge: 6",
        "Clicks of people: 152, on 57 posts",
        "How we know of the posts: 20 followed by somebody, 17 opened from here and 20 told by the person.",
    ):
        assert line in text, text


async def test_a_rate_out_of_few_is_not_shown(office: Office):
    its = await office.posts()
    await counted(office, its, nudged=29, opened=3, shared=2)
    text = await reads(office, "results", its)
    assert "Shared: 2 of 29 (not enough data for a rate: that takes 30)" in text and "%" not in text


async def test_nothing_is_shown_about_fewer_than_five_people(office: Office):
    its = await office.posts()
    await counted(office, its, nudged=4, opened=3, shared=2)
    for target in (its, ""):
        text = await reads(office, "results", target)
        assert "Figures appear once 5 colleagues have been nudged" in text and "of 4" not in text


async def test_the_last_weeks_are_shown_by_topic_team_network_and_week(office: Office, content: str):
    other = await office.posts(title="Bats", url="https://example.com/bats")
    await counted(office, other, "Sales", week="2026-W09", nudged=50, opened=9, shared=5)
    await counted(office, other, "Sales", week="2026-W01", nudged=1000)  # outside the period
    text = await reads(office, "results")
    for line in (
        "Nudges of the weeks 2026-W06 to 2026-W10, and what came of them:",
        "Nudges: 462",
        "('Owls', 'shared by 51 of 412 (12%, between 10% and 16%); 152 clicks')",
        "('No topic', 'shared by 5 of 50 (10%, between 4% and 21%); 0 clicks')",
        "('Sales', 'shared by 45 of 350 (13%, between 10% and 17%); 100 clicks')",
        "('LinkedIn', 'opened 60 times; 40 posts; 100 clicks')",
        "('QR code', 'opened 0 times; 0 posts; 9 clicks')",
        "('2026-W09', 'shared by 5 of 50 (10%, between 4% and 21%); 0 clicks')",
    ):
        assert line in text, text


async def test_a_small_team_is_counted_among_the_rest(office: Office, content: str):
    await counted(office, content, "Owls", nudged=4, shared=4)
    text = await reads(office, "results")
    assert "('Owls', 'shared by 4 of 4" not in text and "Bats" not in text
    assert "('The rest', 'shared by 15 of 116" in text


some = st.builds(Row, key=st.text(max_size=3), people=st.integers(0, 12), nudged=st.integers(0, 40))


@given(st.lists(some, max_size=9, unique_by=lambda row: row.key))
def test_no_row_about_a_few_is_shown_or_follows_from_the_others(given_: Sequence[Row]):
    table = tell_apart(given_)
    assert all(row.people >= FEWEST for row in table.rows)
    hidden = [row for row in given_ if row not in table.rows]
    if table.rest:
        assert table.rest.people >= FEWEST and len(hidden) > 1
        assert sum(row.nudged for row in (*table.rows, table.rest)) == sum(row.nudged for row in given_)
    elif table.rows:
        assert hidden == []


@pytest.mark.parametrize("action", ["results", "export", "value"])
async def test_figures_are_for_champions_and_files_for_managers(office: Office, content: str, action: str):
    assert isinstance(await office.does("anna", action, content), Notice)


async def test_the_chart_is_drawn_only_for_people_with_its_address(office: Office, content: str):
    card = await office.does("boss", "results", content)
    assert isinstance(card, Card)
    [picture] = [part for part in card.parts if isinstance(part, Picture)]
    assert "Shared: 51 of 412" in picture.alt
    token = picture.path.removeprefix("/charts/").removesuffix(".png")
    drawn = await results.chart_image(office.store, token)
    assert drawn is not None and drawn.startswith(PNG)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.swapcase(), "", ".", "x.y", "é.é"):
        assert await results.chart_image(office.store, forged) is None


async def test_what_is_drawn_is_also_put_in_words(office: Office, content: str):
    total = await office.store.run(lambda session: Funnel(session, "W", EVER, content).total())
    chart = cards.chart(Words("nl"), total)
    assert (chart.labels, chart.unit, chart.language) == (("geopend", "gedeeld"), "%", "nl")
    assert "Gedeeld: 51 van 412 (12%, tussen 10% en 16%)" in cards.alt(Words("nl"), total)
    few = cards.chart(Words(), Row(nudged=12, opened=3, shared=2, clicks=1, people=12))
    assert few.unit == "" and few.series[0].values == (12, 3, 2, 1)


async def test_a_value_is_shown_as_somebodys_assumption(office: Office, content: str):
    assert "€" not in await reads(office, "results", content)
    said_ = await office.does("boss", "value", values={"text": "3.50 EUR a click"})
    assert isinstance(said_, Notice) and "€3.50" in said_.text
    text = await reads(office, "results", content)
    assert "152 clicks × €3.50 = €532.00." in text
    assert "That a click is worth €3.50 is Boss’s assumption, made on 4 March 2026." in text
    await office.does("boss", "value", values={"text": "off"})
    assert "€" not in await reads(office, "results", content)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("3.50 EUR a click", (350, "EUR")),
        ("3,5 euro per klik", (350, "EUR")),
        ("€ 3,5 per klik", (350, "EUR")),
        ("USD 12", (1200, "USD")),
        ("0.07 gbp", (7, "GBP")),
        ("0 EUR", None),
        ("3.50", None),
        ("3.50 XQZ", None),
        ("-3 EUR", None),
        ("much", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, means: tuple[int, str] | None):
    assert read(typed) == means
