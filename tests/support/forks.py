"""Run our programs as forks of one process that has imported them all, because a fresh start takes a second."""

import asyncio
import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Protocol

PRELOADED = [
    *("bot.program.live", "bot.program.playground", "bot.program.doctor", "bot.slack.connect", "bot.teams.connect"),
    *("bot.terminal.outbox", "bot.terminal.people", "alembic.command", "holidays", "jinja2", "psycopg"),
]  # which imports what our other programs use
FORKS = get_context("forkserver")


class Given(Protocol):
    """A file to pass to the fork."""

    def detach(self) -> int: ...


class File:
    """A file descriptor that should be open in the fork too."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Callable[[Given], "File"], tuple[Given]]:
        return arrived, (DupFd(self.number),)


def arrived(given: Given) -> File:
    return File(given.detach())


def fork(
    program: str,
    words: Sequence[str],
    *,
    files: tuple[int, int, int],
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> ForkServerProcess:
    """`python PROGRAM WORDS`, or `python -m PROGRAM WORDS`, with `files` as its input, output and errors."""
    FORKS.set_forkserver_preload([*PRELOADED])
    given = [File(number) for number in files]
    process = FORKS.Process(target=_run, args=(program, [*words], given, str(cwd), dict(env or os.environ)))
    process.start()
    return process


async def ended(process: ForkServerProcess) -> int:
    """Wait for a fork. Returns its exit code, negative if a signal ended it."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    await over.wait()
    loop.remove_reader(process.sentinel)
    process.join()
    code = process.exitcode
    process.close()
    assert code is not None
    return code


def _run(program: str, words: list[str], given: list[File], cwd: str, env: dict[str, str]) -> None:
    """Become that program, inside the fork."""
    for number, file in enumerate(given):
        os.dup2(file.number, number)
        os.close(file.number)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - multiprocessing has put nothing in its place
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = [program, *words]
    run = runpy.run_path if program.endswith(".py") else runpy.run_module
    run(program, run_name="__main__")
