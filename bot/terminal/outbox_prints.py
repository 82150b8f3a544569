"""Prints the outbox on a terminal of 80 columns."""

from datetime import datetime
from functools import partial

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal import times
from handlers.desk.desk import Item, Overview, Story
from handlers.desk.words import COMMAND, TROUBLE, because, explain, in_the_way

TO_COME = ("queued", "deferred", "stale", "doubt")
COLOURS = {"sent": "green", "failed": "red", "blocked": "red", "unknown": "yellow", "doubt": "yellow"}


def overview(console: Console, found: Overview, state: str, now: datetime) -> None:
    """Print how many messages there are, what holds them up, and the first of them."""
    counts = [f"{found.counts[name]:,} {name}" for name in sorted(found.counts, key=lambda name: -found.counts[name])]
    _line(console, " · ".join(counts) or "Nothing was ever written here.")
    for way in found.ways:
        for sentence in in_the_way(way, now, partial(times.full, now=now)):
            _line(console, sentence, "yellow")
    if found.items:
        console.print(_table(found.items, several=len({item.workspace for item in found.items}) > 1, now=now))
    elif found.counts:
        _line(console, f"Nothing is {state}." if state else "Nothing waits.")
    _hint(console, found, state)


def story(console: Console, told: Story, now: datetime) -> None:
    """Print the facts about one message, and what can be done."""
    said = explain(told, now, partial(times.full, now=now))
    _line(console, told.item.key, "bold")
    console.print(Text(said.what))
    console.print(_pairs(said.facts))
    if said.options:
        _line(console, "You can:")
        for command, effect in said.options:
            _line(console, f"  {command}\n      {effect}")


def _table(items: tuple[Item, ...], *, several: bool, now: datetime) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), caption=f"Times: {times.zone(now)}, as on this machine's clock.")
    table.caption_justify = "left"
    table.add_column("State", no_wrap=True)
    table.add_column("Message", overflow="fold")
    for item in items:
        state = Text(item.state, COLOURS.get(item.state, ""))
        table.add_row(state.append(f"\n{_moment(item)}", "dim"), _told(item, several=several))
    return table


def _moment(item: Item) -> str:
    """→ when it is tried next at the earliest; or when it was last tried."""
    to_come = item.state in TO_COME
    return f"→ {times.short(item.due_at)}" if to_come else times.short(item.tried_at or item.created_at)


def _told(item: Item, *, several: bool) -> Text:
    where = [item.workspace] if several else []
    tries = [f"tried {item.attempts}×"] if item.attempts else []
    return Text(item.key).append("\n" + " · ".join([*where, *tries, because(item.reason)]).strip(" ·"), "dim")


def _hint(console: Console, found: Overview, state: str) -> None:
    """What else there is to see."""
    trouble = [name for name in TROUBLE if found.counts.get(name) and not state]
    for name in trouble:
        _line(console, f"{found.counts[name]:,} {name}: {COMMAND} list --state {name}")
    if found.items:
        _line(console, f"More about one: {COMMAND} explain KEY")


def _pairs(facts: tuple[tuple[str, str], ...]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for label, fact in facts:
        table.add_row(label, Text(fact))
    return table


def _line(console: Console, sentence: str, style: str = "") -> None:
    """Never wrapped: people copy commands from it."""
    console.print(Text(sentence, style), soft_wrap=True)
