"""What a button carries is read as it was written; buttons of messages that were sent long ago go on working."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.contributions import reaction_cards
from handlers.core.interaction import Card, Part, Preview, Refused
from handlers.core.language import Words
from handlers.core.targets import BAR, Tap, id_in, read_page, read_tap
from handlers.nudges import cards, digest_cards, digests
from handlers.nudges.targets import VERBS, WHENS, read_item, read_later
from handlers.recognition import cards as recognition_cards
from handlers.recognition.targets import LedgerPage, read_ledger_page
from handlers.registry.ways import Offered
from models import Content, Nudge, SuggestedText
from tests.support.office import Office
from tests.support.tree import product

WORDS = Words.of("en")
KNOWS_REACTIONS = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # from this day on the rules do
Pressed = tuple[str, str]  # action and target, as e19d548 rendered them

ids = st.text(st.characters(exclude_characters=BAR))

# ── Both ways ─────────────────────────────────────────────────────────────────────────────────────


@given(st.sampled_from([*VERBS, *WHENS, *cards.REASONS, *reaction_cards.REACTIONS]), st.text())
def test_a_tap_is_read_as_it_was_written(word: str, about: str):
    assert read_tap(Tap(word, about).encode(), [word]) == Tap(word, about)


@given(st.sampled_from(VERBS), st.sampled_from(WHENS), ids)
def test_a_tap_on_a_digest_carries_what_the_button_of_one_alone_would(verb: str, when: str, nudge: str):
    item = read_item(Tap(verb, Tap(when, nudge).encode()).encode())
    assert item == Tap(verb, Tap(when, nudge).encode())
    assert read_later(item.about) == Tap(when, nudge) and read_later(nudge) == nudge
    assert id_in(Tap(verb, Tap(when, nudge).encode()).encode()) == id_in(nudge) == nudge


@given(st.integers(0, 9999))
def test_a_page_is_read_as_it_was_written(number: int):
    assert read_ledger_page(LedgerPage(number).encode()) == LedgerPage(number)
    assert read_page(str(number)) == number


@pytest.mark.parametrize(
    "read",
    [read_item, read_later, read_ledger_page, read_page, id_in, lambda target: read_tap(target, cards.REASONS)],
)
@given(target=st.text() | st.lists(st.sampled_from([*VERBS, *WHENS, BAR, ":", "all", "7", "n1"])).map("".join))
def test_whatever_else_is_sent_is_refused_in_words(read: Callable[[str], object], target: str):
    assert refusal(read, target) in {
        "",
        "This cannot be used here.",
        "This card has expired. See what is new: /heraut next",
    }


def refusal(read: Callable[[str], object], target: str) -> str:
    try:
        read(target)
    except Refused as refused:
        return refused.sentence
    return ""


def test_nothing_else_cuts_targets():
    cuts = re.compile(r"""(?:partition|split)\(["'][|]""")
    assert {name: found for name, text in product().items() if (found := cuts.findall(text))} == {}


def test_every_verb_of_a_digest_does_something():
    assert {*digests.ALONE, *digests.BESIDE, "back"} == {*VERBS}


# ── Buttons in messages that were sent by e19d548 ─────────────────────────────────────────────────


def pressable(parts: Iterable[Part]) -> list[Pressed]:
    return [(button.action, button.target) for part in parts for button in getattr(part, "every", ())]


def test_targets_are_still_written_as_they_were():
    link = Preview(url="https://example.com/owl", title="Owl")
    assert pressable(cards.skipped_card(WORDS, "anna.owl", "Owl", tuple(cards.REASONS)).parts) == [
        ("reason", "topic|anna.owl"),
        ("reason", "salesy|anna.owl"),
        ("reason", "time|anna.owl"),
        ("undo", "anna.owl"),
        ("reason", "shared|anna.owl"),
        ("reason", "uneasy|anna.owl"),
    ]
    assert pressable(cards.when_card(WORDS, "anna.owl", "Owl").parts) == [
        ("later", "hour|anna.owl"),
        ("later", "tomorrow|anna.owl"),
        ("later", "monday|anna.owl"),
        ("show", "anna.owl"),
    ]
    content = Content(url=link.url, title=link.title, description="", image="", site="", why="")
    offered = Offered(WORDS, Nudge(id="anna.owl"), content, "", asks=False, reasons="it is new")
    reaction = pressable(reaction_cards.reaction(offered).parts)
    assert [one for one in reaction if one[0] == "react"] == [
        ("react", "like|anna.owl"),
        ("react", "comment|anna.owl"),
        ("react", "congratulate|anna.owl"),
    ]


def test_targets_of_a_digest_are_still_written_as_they_were():
    share, react = (digest_cards.open_(WORDS, "anna.owl", way) for way in ("share", "react"))
    assert pressable([share]) == [("item", "share|anna.owl"), ("item", "skip|anna.owl"), ("item", "later|anna.owl")]
    assert pressable([react]) == [("item", "open|anna.owl"), ("item", "skip|anna.owl"), ("item", "later|anna.owl")]
    assert pressable([digest_cards.when_buttons(WORDS, "anna.owl")]) == [
        ("item", "later|hour|anna.owl"),
        ("item", "later|tomorrow|anna.owl"),
        ("item", "later|monday|anna.owl"),
        ("item", "back|anna.owl"),
    ]
    assert pressable([digest_cards.skipped_buttons(WORDS, "anna.owl", [*cards.REASONS])]) == [
        ("item", "undo|anna.owl"),
        ("item", "reason|topic|anna.owl"),
        ("item", "reason|salesy|anna.owl"),
        ("item", "reason|time|anna.owl"),
        ("item", "reason|shared|anna.owl"),
        ("item", "reason|uneasy|anna.owl"),
    ]
    assert pressable([digest_cards.begun_buttons(WORDS, "anna.owl")]) == [
        ("item", "open|anna.owl"),
        ("item", "undo|anna.owl"),
    ]


@pytest.mark.parametrize(
    ("page", "turns"),
    [
        (1, [("me", "all:2"), ("me", "back")]),
        (2, [("me", "all:3"), ("me", "all:1")]),
        (3, [("me", "all:4"), ("me", "all:2")]),
    ],
)
def test_targets_of_the_ledger_are_still_written_as_they_were(page: int, turns: list[Pressed]):
    assert pressable(recognition_cards.ledger(WORDS, (), 0, "UTC", page, older=True).parts) == turns


async def runs(office: Office, content: str, way: str = "share", hours: float | None = None) -> None:
    """Content with an id that is known beforehand."""
    await office.does("boss", "help")
    row = {"workspace": office.workspace, "id": content, "url": f"https://example.com/{content}", "title": content}
    times = {"starts_at": office.now, "created_at": office.now}
    ends = office.now + timedelta(hours=hours) if hours else None
    text = SuggestedText(workspace=office.workspace, content=content, position=0, text="Have a look.")
    its = Content(**row, **times, ends_at=ends, way=way, state="running", author="boss")
    await office.store.run(lambda session: session.add_all([its, text]))


async def presses(office: Office, *pressed: Pressed, who: str = "anna") -> None:
    for action, target in pressed:
        reply = await office.does(who, action, target)
        assert isinstance(reply, Card), (action, target, reply)


async def answered(office: Office) -> tuple[str | None, str | None]:
    nudge = await office.store.run(lambda session: session.get_one(Nudge, (office.workspace, "anna.owl")))
    return nudge.answer, nudge.reason


@pytest.mark.parametrize("reason", ["topic|anna.owl", "salesy|anna.owl", "time|anna.owl", "uneasy|anna.owl"])
async def test_an_old_reason_still_works(office: Office, reason: str):
    await runs(office, "owl")
    await office.joins("anna")
    await presses(office, ("next", ""), ("skip", "anna.owl"), ("reason", reason))
    assert await answered(office) == ("skip", reason.partition("|")[0])


@pytest.mark.parametrize("when", ["hour|anna.owl", "tomorrow|anna.owl", "monday|anna.owl"])
async def test_an_old_later_still_works(office: Office, when: str):
    await runs(office, "owl")
    await office.joins("anna")
    await presses(office, ("next", ""), ("later", "anna.owl"), ("show", "anna.owl"), ("later", when))
    assert await answered(office) == ("later", None)
    await presses(office, ("undo", "anna.owl"))


@pytest.mark.parametrize("did", ["like|anna.owl", "comment|anna.owl", "congratulate|anna.owl"])
async def test_an_old_reaction_still_works(office: Office, did: str):
    office.now = KNOWS_REACTIONS
    await runs(office, "owl", "react")
    await office.joins("anna", ways=("react",))
    await presses(office, ("next", ""), ("react", did))
    assert await answered(office) == ("react", did.partition("|")[0])


@pytest.mark.parametrize(
    ("pressed", "found"),
    [
        ([("item", "skip|anna.owl"), ("item", "reason|salesy|anna.owl")], ("skip", "salesy")),
        ([("item", "skip|anna.owl"), ("item", "undo|anna.owl")], (None, None)),
        ([("item", "later|anna.owl"), ("item", "back|anna.owl")], (None, None)),
        ([("item", "later|hour|anna.owl")], ("later", None)),
        ([("item", "later|tomorrow|anna.owl")], ("later", None)),
        ([("item", "later|anna.owl"), ("item", "later|monday|anna.owl")], ("later", None)),
        ([("item", "share|anna.owl"), ("item", "open|anna.owl")], ("share", None)),
    ],
)
async def test_an_old_digest_still_works(office: Office, pressed: list[Pressed], found: tuple[str | None, str | None]):
    await runs(office, "owl", hours=20)
    await runs(office, "elk", hours=20)
    await office.joins("anna")
    await office.after(seconds=30)
    await presses(office, *pressed)
    assert await answered(office) == found


async def test_old_pages_still_turn(office: Office):
    await office.joins("anna")
    await presses(office, ("me", "all"), ("me", "all:2"), ("me", "all:1"), ("me", "back"))
    await presses(office, ("content", "0"), ("content", "1"), who="boss")
