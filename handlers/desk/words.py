"""The outbox in words, for an administrator: what a state means, why a message waits, what can be done."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from shlex import quote

from handlers.calendar.localtime import local
from handlers.core.interaction import Frozen
from handlers.desk.desk import Hours, LaneState, Story
from handlers.outbox.claims import RAMP
from handlers.outbox.gate import FULL, GATHERED, OUTSIDE
from handlers.outbox.outcomes import ATTEMPTS
from handlers.outbox.queue import HELD
from models.message import WAITING, MessageState

COMMAND = "python app.py outbox"
# Each follows the message's name, or "it".
STATES: Mapping[MessageState, str] = {
    "queued": "waits for its turn",
    "deferred": "was put off, and goes when its time comes",
    "sending": "is being sent at this moment",
    "sent": "has arrived",
    "stale": "has arrived; what it says has changed since, and the change waits for its turn",
    "doubt": "perhaps arrived: no answer came, and Heraut is finding out",
    "unknown": "perhaps arrived, and nobody can tell: it is not sent again by itself",
    "blocked": "cannot arrive: the reader blocked or removed Heraut, or is no longer there",
    "failed": f"did not arrive: the platform does not take it, or {ATTEMPTS} attempts have failed",
    "cancelled": "was taken back, for good",
}
PERHAPS: tuple[MessageState, ...] = ("doubt", "unknown")  # if these are sent again, they may be read twice
TROUBLE: tuple[MessageState, ...] = ("failed", "blocked", "unknown")  # an administrator may want to look at these
OWN_REASONS: Mapping[str, str] = {  # Heraut's own; any other single word is the platform's
    "left": "the recipient has left",
    "paused": "the recipient takes a break",
    "stopped": "its content was stopped",
    "not their way to take part": "the recipient takes part in another way",
    "muted": "the recipient wants no messages of this kind",
    "not for them": "the recipient does not take part, or has not accepted this role",
    OUTSIDE: "outside the recipient's hours, in a break, or away",
    FULL: "the recipient got enough for today",
    GATHERED: "the recipient got enough for today: the next summary takes it along",
    "the moment is not right": "a second nudge on the same day",
}
When = Callable[[datetime], str]


class Explained(Frozen):
    """A sentence, facts with their labels, and commands with what they do."""

    what: str
    facts: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]


def because(reason: str) -> str:
    """A stored reason, in readable words."""
    if reason in OWN_REASONS:
        return OWN_REASONS[reason]
    if reason.startswith("wait "):
        return "the platform asked to wait"
    if reason.startswith("reference "):
        return f"an error in Heraut itself: the log has the details ({reason})"
    return f"the platform said {reason}" if reason and " " not in reason else reason


def explain(story: Story, now: datetime, when: When) -> Explained:
    """What an administrator may want to know about one message."""
    item = story.item
    whom = f"the person {item.person}" if item.person else f"the channel {item.address}"
    where = f"in the workspace {item.workspace} ({story.way.platform})"
    return Explained(
        what=f"This is {story.kind.words}, for {whom}, {where}.",
        facts=tuple(_facts(story, now, when)),
        options=tuple(_options(story)),
    )


def in_the_way(way: LaneState, now: datetime, when: When) -> Iterator[str]:
    """What holds up a whole workspace."""
    if way.suspended:
        fixed = f"{COMMAND} resume {quote(way.workspace)}"
        yield f"{way.workspace} is suspended: {because(way.suspended)}. Nothing goes there. Once that is fixed: {fixed}"
    if way.held_until and way.held_until > now:
        yield f"{way.workspace}: the platform asked to wait until {when(way.held_until)}."
    if way.changes_held_until and way.changes_held_until > now:
        yield f"{way.workspace}: the platform asked to wait with changes until {when(way.changes_held_until)}."


def _facts(story: Story, now: datetime, when: When) -> Iterator[tuple[str, str]]:
    item = story.item
    yield "State", f"{item.state}: it {STATES[item.state]}."
    if item.reason:
        yield "Because", f"{because(item.reason)}."
    if item.state in WAITING:
        yield "Goes", _goes(story, now, when)
        yield from (("Waits for", reason) for reason in _reasons(story, now, when))
    if item.state == "doubt":
        yield "Asked next", _asked(story, when)
    yield "Written", f"{when(item.created_at)}."
    if item.tried_at:
        yield "Last tried", f"{when(item.tried_at)}; {item.attempts} of {ATTEMPTS} attempts are spent."
    latest = story.kind.latest
    if latest and item.ref is None and item.state != "cancelled":
        yield "Too late", f"after {when(item.created_at + latest)}: then it is not sent any more."


def _goes(story: Story, now: datetime, when: When) -> str:
    item, way = story.item, story.way
    if way.suspended:
        return "when the suspension is lifted."
    if item.reason == HELD:
        return "when a champion resumes: /heraut resume all. No clock does."
    if item.reason == GATHERED:
        return "with the next summary, on the recipient's next day."
    held = way.changes_held_until if item.ref else way.held_until
    earliest = max(item.due_at, held or item.due_at)
    if earliest > now:
        return f"{when(earliest)}, if it still holds then."
    return "within seconds, if it still holds; provided that a Heraut runs (all or worker) that speaks there."


def _reasons(story: Story, now: datetime, when: When) -> Iterator[str]:
    """Why it does not go earlier."""
    item, way = story.item, story.way
    yield from in_the_way(way, now, when)
    if item.due_at > now and item.reason not in (HELD, GATHERED):
        yield f"its own time, {when(item.due_at)}."
        if story.hours and item.reason in (OUTSIDE, "the moment is not right"):
            yield _clock(story.hours, now)
    if story.ahead:
        yield f"its turn: {story.ahead:,} due before it in the same workspace."
    if way.ramp_at and now < way.ramp_at + RAMP:
        yield f"the pace: after an outage it is slow at first, and full at {when(way.ramp_at + RAMP)}."


def _clock(hours: Hours, now: datetime) -> str:
    opens, closes = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (hours.opens, hours.closes))
    return f"the recipient's hours, {opens} to {closes} on working days; there it is {local(now, hours.zone):%a %H:%M}."


def _asked(story: Story, when: When) -> str:
    asked = "when the suspension is lifted" if story.way.suspended else when(story.item.due_at)
    again = "it is sent again" if story.kind.repeats else "it is not sent again"
    return f"{asked}. Where the platform cannot tell, {again}."


def _options(story: Story) -> Iterator[tuple[str, str]]:
    item, key = story.item, quote(story.item.key)
    match item.state:
        case "unknown" | "doubt":
            yield f"{COMMAND} retry {key}", "send it again: it may arrive twice"
        case "blocked" | "failed" | "deferred":
            yield f"{COMMAND} retry {key}", "try it now, as if it were new"
        case _:
            pass
    if item.state in ("queued", "deferred"):
        yield f"{COMMAND} cancel {key}", "take it back for good"
