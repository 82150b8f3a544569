"""docs/delivery.md says what the code does: its diagram, its tables, its numbers."""

import re

import pytest

from bot.slack.settings import SlackSettings
from bot.teams.pace import TENANT
from handlers.desk.changes import RETRY
from handlers.desk.words import STATES
from handlers.outbox.claims import LATE, LEASE, SHARE, SLOWLY
from handlers.outbox.courier import IN_FLIGHT
from handlers.outbox.drain import PAUSE, POLLS
from handlers.outbox.outcomes import SHOWN
from handlers.registry.messages import Kind
from models.message import MOVES
from tests.outbox.kinds import KINDS
from tests.support.tree import ROOT

PAGE = ROOT / "docs" / "delivery.md"
OTHERWISE = {
    "leaderboard": "Wednesday noon",
    **dict.fromkeys(("nudge", "digest", "pace"), "moves to their next hour"),
}  # the writers of these cards decide
BEYOND = {"summary": "next summary", "later": "a later day", "never": "never"}
A_MINUTE = SlackSettings.model_fields["messages_per_minute"].default


@pytest.fixture
def page() -> str:
    return PAGE.read_text()


def rows(page: str, first: str) -> list[list[str]]:
    """The cells of the table whose first column has that heading, without backticks."""
    table = re.search(rf"^\| {first} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert table, first
    return [[cell.strip().replace("`", "") for cell in line.strip("| ").split(" | ")] for line in table[1].splitlines()]


def test_the_diagram_shows_every_move_that_a_message_can_make(page: str):
    drawn = re.findall(r"^    (\S+) --> (\S+)$", page, re.MULTILINE)
    assert sorted(drawn) == sorted([("[*]", "queued"), *((start, end) for start in MOVES for end in MOVES[start])])


def test_the_states_are_described_in_the_words_of_the_command(page: str):
    assert rows(page, "state") == [[state, words] for state, words in STATES.items()]


def test_each_kind_is_in_the_table_with_its_rules(page: str):
    told = {row[0]: tuple(row[1:8]) for row in rows(page, "kind")}
    assert told == {name: rules(name, kind) for name, kind in KINDS.items()}


def rules(name: str, kind: Kind) -> tuple[str, ...]:
    latest = f"{kind.latest.days} days" if kind.latest else OTHERWISE.get(name, "never")
    return (
        str(kind.rank),
        "sent again" if kind.repeats else "not sent again",
        latest,
        "cancelled" if kind.ends_on_break else "waits",
        BEYOND[kind.beyond],
        kind.audience,
        "yes" if kind.mutes else "no",
    )


def test_the_worst_case_follows_from_the_rule_and_from_which_platforms_can_look_back(page: str):
    for name, *_, looks_back, slack, teams, web in rows(page, "kind"):
        worst = "twice" if KINDS[name].repeats else "missing"
        assert (slack, teams, web) == (worst, worst, "once")
        assert looks_back.startswith("missing" if name == "leaderboard" else "once")


def test_the_kinds_that_still_go_out_while_everything_is_paused_are_named(page: str):
    said = re.search(r"so do these kinds: (.*?)\.", " ".join(page.split()))
    assert said and re.findall(r"`(\w+)`", said[1]) == sorted(name for name, kind in KINDS.items() if not kind.pauses)


def test_the_numbers_on_the_page_are_those_of_the_code(page: str):
    said = " ".join(page.split())
    for number in (
        f"ours for {LEASE.seconds} s",
        f"held up for half of the {LEASE.seconds} s",
        f"After {SHOWN:.0f} s the platform is asked",
        f"Slack: {A_MINUTE} a minute",
        f"Teams: {TENANT[0][0]} a second; of both {SHARE * 100:.0f} %",
        f"more than {LATE.seconds // 60} minutes) a workspace begins at {SLOWLY * 100:.0f} %",
        f"for longer than {LEASE.seconds // 2} s",
        f"at most the {IN_FLIGHT} messages",
        f"but for {POLLS * PAUSE} s at most",
        f"`retry` takes what is {', '.join(RETRY.states[:-1])} or {RETRY.states[-1]};",
    ):
        assert number in said, number
