"""How Heraut runs until it is stopped."""

import asyncio
import os
import signal
import sys

import pytest

from bot.server import until_stopped


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop is not made for Windows")
def test_the_server_runs_on_the_fastest_event_loop_and_stops_in_order() -> None:
    told: list[str] = []

    async def work() -> None:
        told.append(type(asyncio.get_running_loop()).__module__)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.Event().wait()

    until_stopped(work(), lambda: told.append("ended"))

    assert told == ["uvloop", "ended"]
