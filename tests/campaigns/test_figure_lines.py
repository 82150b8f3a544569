"""What may not be told of a campaign is said to be too few, never shown as a zero."""

from datetime import date
from typing import Literal

import pytest

from handlers.campaigns.cards import CampaignFigures, campaign_card, figure_lines
from handlers.core.interaction import Text
from handlers.core.language import Words
from handlers.results.steps import Row
from models import Campaign
from tests.support.office import MORNING

FEW = "too few to tell"


def lines(total: Row, counts: Literal["", "shares", "clicks"]) -> list[str]:
    campaign = Campaign(name="Open day", counts=counts, target=50 if counts else 0, last_day=date(2026, 4, 30))
    return [*figure_lines(Words("en"), CampaignFigures(campaign, total, 5, [("c", "Owl")], MORNING))]


@pytest.mark.parametrize(("counts", "told"), [("shares", Row(clicks=40)), ("clicks", Row(posts=6)), ("", Row(posts=6))])
def test_a_figure_that_may_not_be_told_is_too_few_and_not_zero(counts: Literal["", "shares", "clicks"], told: Row):
    said = lines(told, counts)
    assert any(FEW in line for line in said)
    assert not any(" 0" in f" {line}" for line in said), said


def test_clicks_are_told_where_posts_may_not_be():
    assert "Clicks of people: 40" in lines(Row(clicks=40), "")


def test_a_goal_that_was_counted_is_told_with_its_rate():
    assert "40 of 50 clicks (80%)" in lines(Row(clicks=40, posts=6), "clicks")
    assert "The goal: 50 clicks. So far: too few to tell." in lines(Row(nudged=30), "clicks")


def test_in_dutch_the_list_of_its_content_has_no_second_word_for_content():
    campaign = Campaign(
        name="Open dag", goal="", image="", counts="", target=0, state="active", starts_at=MORNING, last_day=None
    )
    shown = CampaignFigures(campaign, Row(), 5, [("c", "Uil")], MORNING)
    texts = [part.text for part in campaign_card(Words("nl"), shown).parts if isinstance(part, Text)]
    assert "Wat erbij hoort" in texts and "Inhoud" not in texts
