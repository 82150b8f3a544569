"""Plays both rules at once, each in a process of its own: the weeks of a company keep a whole core busy."""

import asyncio
import gc
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from bot.terminal.simulate.figures import Figures, figures
from bot.terminal.simulate.founding import found
from bot.terminal.simulate.play import RULES, Broken, Play, Rule

Progress = Callable[[Rule, float], None]  # how much of the weeks with a rule is over, from 0 to 1
STEP = 0.01


def play(people: int, weeks: int, seed: int, rule: Rule, progress: Progress) -> Figures:
    """The weeks with one rule, in this process."""
    weeks_ = Play(found(people, weeks, seed), seed, rule)

    async def run() -> None:
        told = 0.0
        async for part in weeks_.run():
            if part >= told + STEP:
                progress(rule, told := part)

    asyncio.run(run())
    return figures(weeks_.played())


def play_both(people: int, weeks: int, seed: int, progress: Progress) -> tuple[Figures, Figures]:
    """The weeks with both rules. Raises Broken when a process ends before its weeks do."""
    context = get_context("spawn")
    lines: dict[Connection, Rule] = {}
    for rule in RULES:
        here, there = context.Pipe(duplex=False)
        context.Process(target=_alone, args=(there, people, weeks, seed, rule), daemon=True).start()
        there.close()
        lines[here] = rule
    done: dict[Rule, Figures] = {}
    while len(done) < len(RULES):
        for line in wait([line for line, rule in lines.items() if rule not in done]):
            if isinstance(line, Connection):
                _listen(line, lines[line], done, progress)
    return done[RULES[0]], done[RULES[1]]


def _listen(line: Connection, rule: Rule, done: dict[Rule, Figures], progress: Progress) -> None:
    try:
        said: float | Figures = line.recv()
    except EOFError:
        raise Broken(f"the weeks with the rule “{rule}” did not come to their end") from None
    if isinstance(said, Figures):
        done[rule] = said
    else:
        progress(rule, said)


def _alone(line: Connection, people: int, weeks: int, seed: int, rule: Rule) -> None:
    gc.freeze()  # what is loaded by now stays
    gc.set_threshold(10_000, 20, 50)  # as in a running Heraut: `bot.server.freeze`
    with line:
        line.send(play(people, weeks, seed, rule, lambda _, part: line.send(part)))
