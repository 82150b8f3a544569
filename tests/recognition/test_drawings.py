"""A picture is drawn once however many ask for it, one picture at a time, and never on the event loop."""

import asyncio
from collections.abc import Callable
from datetime import date
from threading import Event, current_thread

import pytest

from handlers.core.language import Words
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition.picture import Drawings


def scene(shares: int) -> cards.Scene:
    return cards.scene(Words(), cards.WeekAchieved(monday=date(2026, 3, 2), shares=shares))


class Artist:
    """Draws as soon as it may, and notes what was drawn, on which threads, and how many pictures at once."""

    def __init__(self) -> None:
        self.may, self.drawn = Event(), list[str]()
        self.threads = set[str]()
        self.now = self.most = 0

    def draw(self, shown: cards.Scene) -> bytes:
        self.now += 1
        self.most = max(self.most, self.now)
        self.threads.add(current_thread().name)
        assert self.may.wait(10)
        self.now -= 1
        self.drawn.append(shown.alt)
        return shown.alt.encode()


async def test_all_who_ask_for_a_picture_wait_for_the_same_drawing():
    artist = Artist()
    drawings = Drawings(artist.draw)
    asked = [asyncio.create_task(drawings.picture(scene(1))) for _ in range(20)]
    await asyncio.sleep(0)
    artist.may.set()  # the event loop is free while it is drawn: otherwise nobody could allow it
    assert {*await asyncio.gather(*asked)} == {scene(1).alt.encode()}
    assert artist.drawn == [scene(1).alt]
    assert current_thread().name not in artist.threads


async def test_different_pictures_are_drawn_one_after_another():
    artist = Artist()
    drawings = Drawings(artist.draw)
    asked = [asyncio.create_task(drawings.picture(scene(shares))) for shares in range(1, 6)]
    await asyncio.sleep(0.05)
    artist.may.set()
    await asyncio.gather(*asked)
    assert artist.drawn == [scene(shares).alt for shares in range(1, 6)]
    assert artist.most == 1


async def test_one_who_goes_away_does_not_stop_the_drawing_for_the_others():
    artist = Artist()
    drawings = Drawings(artist.draw)
    first, second = (asyncio.create_task(drawings.picture(scene(1))) for _ in range(2))
    await asyncio.sleep(0.05)
    first.cancel()
    artist.may.set()
    assert await second == scene(1).alt.encode()
    assert first.cancelled() and len(artist.drawn) == 1


async def test_only_the_last_pictures_are_kept():
    artist = Artist()
    artist.may.set()
    drawings = Drawings(artist.draw, most=2)
    for shares in (1, 2, 1, 3, 1, 2):
        await drawings.picture(scene(shares))
    assert artist.drawn == [scene(shares).alt for shares in (1, 2, 3, 2)]


async def test_a_picture_that_could_not_be_drawn_is_tried_again():
    tries: list[Callable[[], bytes]] = [lambda: bytes(-1), lambda: b"png"]
    drawings = Drawings(lambda _: tries.pop(0)())
    with pytest.raises(ValueError, match="negative"):
        await drawings.picture(scene(1))
    assert await drawings.picture(scene(1)) == b"png"
