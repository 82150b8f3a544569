"""A clock; and Microsoft's own renderer, at each width and in each theme."""

from collections.abc import AsyncIterator

import pytest

from tests.slack.clock import Clock
from tests.stages.teams_official import MISSING, RENDERER, Official
from tests.stages.web_browser import Chromium

LOOKS = [(width, theme) for width in (390, 1280) for theme in ("light", "dark")]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
async def official(request: pytest.FixtureRequest, browser: Chromium) -> AsyncIterator[Official]:
    if not RENDERER.exists():
        pytest.fail(MISSING, pytrace=False)
    official = Official(browser, *request.param)
    yield official
    await official.close()
