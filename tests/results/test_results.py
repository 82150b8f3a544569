"""What champions and managers see of the funnel: figures with denominators, and nothing about a few people."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import insert, update

from handlers.core.interaction import Card, Notice, Picture
from handlers.core.language import Words
from handlers.figures.release import release
from handlers.results import cards, results
from handlers.results.click_value import read
from handlers.results.funnel import EVER, Funnel
from handlers.results.steps import Row
from models import Content, Total
from models.total import COUNTS
from tests.recognition.company import said
from tests.support.office import POSTING, Office

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
    await office.morning()
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
    await counted(office, its, nudged=29, opened=13, shared=7)
    await office.morning()
    text = await reads(office, "results", its)
    assert "Shared: 7 of 29 (not enough data for a rate: that takes 30)" in text and "%" not in text


@pytest.mark.parametrize(("nudged", "shared"), [(40, 4), (4, 2), (12, 8), (7, 7), (40, 0)])
async def test_nothing_is_shown_unless_five_shared_and_five_did_not(office: Office, nudged: int, shared: int):
    its = await office.posts()
    await counted(office, its, nudged=nudged, opened=shared, shared=shared, posts_claimed=shared, clicks=9)
    await office.morning()
    for target in (its, ""):
        text = await reads(office, "results", target)
        assert "Figures appear in the morning, once 5 colleagues have shared the same content" in text
        assert f"of {nudged}" not in text and "click" not in text


async def test_clicks_on_the_post_of_one_person_are_not_told(office: Office):
    its = await office.posts()
    await counted(office, its, nudged=12, opened=1, shared=1, posts_claimed=1, clicks=7)
    await office.morning()
    assert "Clicks" not in await reads(office, "results", its)


async def test_figures_stay_as_they_were_in_the_morning(office: Office, content: str):
    before = await reads(office, "results", content)
    await counted(
        office, content, "Bats", week="2026-W11", nudged=50, opened=30, shared=20, posts_claimed=20, clicks=50
    )
    assert await reads(office, "results", content) == before
    await office.after(days=1)
    assert "Shared: 71 of 462" in await reads(office, "results", content)


async def test_what_is_new_is_told_only_when_enough_is(office: Office, content: str):
    before = await reads(office, "results", content)
    await counted(office, content, "Bats", week="2026-W11", nudged=50, opened=30, shared=4, posts_claimed=4, clicks=4)
    await office.after(days=1)
    assert await reads(office, "results", content) == before


async def test_content_with_another_topic_takes_all_its_figures_along(office: Office, content: str):
    await office.does("boss", "edit", content, values={**POSTING, "new_topic": "Bats"})
    text = await reads(office, "results")
    assert "Nudges: 412" in text and "Owls" not in text


async def test_the_last_weeks_are_shown_by_topic_team_network_and_week(office: Office, content: str):
    for week, (number, shared) in {
        "2026-W09": (50, 5),
        "2026-W01": (1000, 7),
    }.items():  # the last is outside the period
        its = await office.posts(title=f"Bats {week}", url=f"https://example.com/{week}")
        await counted(office, its, "Sales", nudged=number, opened=15, shared=shared)
        day = date.fromisocalendar(2026, int(week[6:]), 3)
        await office.store.run(partial(release, workspace="W", day=day, k=5))
    text = await reads(office, "results")
    for line in (
        "Content that has figures since the weeks 2026-W06 to 2026-W10:",
        "Nudges: 462",
        "('Owls', 'shared by 51 of 412 (12%, between 10% and 16%); 152 clicks')",
        "('No topic', 'shared by 5 of 50 (10%, between 4% and 21%)')",
        "('Sales', 'shared by 45 of 350 (13%, between 10% and 17%); 100 clicks')",
        "('LinkedIn', 'opened 60 times; 40 posts; 100 clicks')",
        "('QR code', '9 clicks')",
        "('2026-W09', 'shared by 5 of 50 (10%, between 4% and 21%)')",
    ):
        assert line in text, text


async def test_a_small_team_is_counted_among_the_rest(office: Office, content: str):
    its = await office.posts(title="More", url="https://example.com/more")
    for team, nudged in {"Owls": 4, "Bats": 90, "Sales": 60}.items():
        await counted(office, its, team, nudged=nudged, opened=nudged // 2, shared=4 + nudged // 10)
    await office.morning()
    text = await reads(office, "results")
    assert "('Owls', 'shared by 4" not in text and "of 4 " not in text
    assert "('The rest', 'shared by 14 of 64" in text and "('Bats', 'shared by 24 of 202" in text


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
    assert cards.chart(Words(), Row(nudged=22, shared=7)).labels == ("nudged", "shared")
    few = cards.chart(Words(), Row(nudged=22, opened=12, shared=7, clicks=9))
    assert few.unit == "" and few.series[0].values == (22, 12, 7, 9)


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


async def test_posts_that_nobody_can_click_on_are_told_among_all_results(office: Office, content: str):
    note = "Some of these posts have no address to click on"
    assert note not in await reads(office, "results")
    story = await office.posts(title="A story", text_1="Once", text_2="")
    await office.store.run(lambda s: s.execute(update(Content).where(Content.id == story).values(url="", own=True)))
    await counted(office, story, nudged=40, shared=12, posts_claimed=12)
    await office.morning()
    assert note in await reads(office, "results")
    told = await reads(office, "results", story)
    assert "It has no address, so there are no clicks to count." in told and "Clicks of people" not in told
