"""Every time zone for two years, whatever its clocks do."""

from datetime import UTC, datetime

import pytest

from tests.planning.test_budget import Wishes
from tests.planning.years import take_all, zones

pytestmark = pytest.mark.chaos


@pytest.mark.parametrize("hours", [(0, 1440), (0, 60), (90, 150), (120, 180), (570, 990), (1380, 1440)])
def test_one_nudge_a_local_day_inside_the_hours_and_a_day_apart_in_every_zone(hours: tuple[int, int]) -> None:
    for zone in zones():
        take_all(Wishes("anna", zone, datetime(2020, 1, 1, tzinfo=UTC), 7, *hours), 2026, 2028)
