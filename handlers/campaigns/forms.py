"""The form of a campaign, and what is wrong with what was filled in. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints

from handlers.audience.choice import GroupChoice, only_input
from handlers.content.choices import LANGUAGE_OPTIONS, network_options
from handlers.core.forms import Address, Long, Many, Submitted
from handlers.core.interaction import Form, Frozen, Input, Option
from handlers.core.language import Words
from handlers.core.targets import Tap
from models.campaign import CampaignCount, CampaignState
from models.content import TagKind

MOST_DAYS = 366
MOST = 10_000_000  # to reach
NOTHING = "none"  # no platform lets a choice be empty


class Planning(Submitted):
    """The submitted form."""

    name: Annotated[str, BeforeValidator(lambda value: " ".join(str(value).split())), StringConstraints(max_length=80)]
    goal: Long = ""
    counts: Literal["none", "shares", "clicks"] = "none"
    target: Annotated[str, BeforeValidator(lambda value: str(value).strip())] = ""
    starts: Annotated[date | None, BeforeValidator(lambda value: value or None)] = None
    ends: Annotated[date | None, BeforeValidator(lambda value: value or None)] = None
    image: Address = ""
    topics: Many = ()
    networks: Many = ()
    languages: Many = ()
    only: Many = ()

    @property
    def to_reach(self) -> int | None:
        """How many are to be reached; None if that is no number. Dots, commas and spaces may part the thousands."""
        digits = "".join(self.target.replace(".", " ").replace(",", " ").split())
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST)) else None


class CampaignPlan(Frozen):
    """What the form starts with."""

    name: str = ""
    goal: str = ""
    counts: CampaignCount = ""
    target: int = 0
    starts: date | None = None
    ends: date | None = None
    image: str = ""
    tags: Mapping[TagKind, tuple[str, ...]] = {}
    only: tuple[str, ...] = ()  # the groups that its content is for
    groups: tuple[GroupChoice, ...] = ()  # to choose from


def campaign_form(
    words: Words,
    planned: CampaignPlan,
    topics: Sequence[str],
    about: str = "",
    version: int = 0,
    state: CampaignState = "draft",
) -> Form:
    """`about`: the id of the campaign that is changed; empty for a new one."""
    t = words.t
    titles = {"draft": t("Start the campaign"), "active": t("Change the campaign"), "ended": t("Reopen the campaign")}
    submits = {"draft": t("Start"), "active": t("Save"), "ended": t("Reopen")}
    return Form(
        action="edit_campaign" if about else "new_campaign",
        target=Tap(str(version), about).encode() if about else "",
        title=titles[state] if about else t("New campaign"),
        submit=submits[state],
        cancel=t("Cancel"),
        more=t("More"),
        inputs=(*_what(words, planned), *_folded(words, planned, topics)),
    )


def _what(words: Words, planned: CampaignPlan) -> tuple[Input, ...]:
    t = words.t
    starts, ends = (day.isoformat() if day else "" for day in (planned.starts, planned.ends))
    return (
        Input(name="name", label=t("Name"), value=planned.name, required=True, longest=80),
        Input(
            name="goal",
            label=t("Goal"),
            hint=t("In your own words. Colleagues read it."),
            kind="text",
            value=planned.goal,
            longest=1000,
        ),
        Input(name="starts", label=t("First day"), kind="date", value=starts, required=True),
        Input(name="ends", label=t("Last day"), kind="date", value=ends, required=True),
    )


def _folded(words: Words, planned: CampaignPlan, topics: Sequence[str]) -> tuple[Input, ...]:
    t = words.t
    counts = ((NOTHING, t("Nothing")), ("shares", t("Posts")), ("clicks", t("Clicks of people")))
    number = str(planned.target) if planned.target else ""
    fields = (
        _one("counts", t("What is counted"), counts, planned.counts or NOTHING),
        Input(name="target", label=t("How many to reach"), value=number, longest=12),
        Input(name="image", label=t("Picture (address)"), kind="url", value=planned.image, longest=2000),
        *_audience(words, planned, topics),
        *only_input(words, planned.groups, planned.only),
    )
    return tuple(field.model_copy(update={"folded": True}) for field in fields)


def _one(name: str, label: str, choices: Sequence[tuple[str, str]], value: str) -> Input:
    options = tuple(Option(value=one, label=said) for one, said in choices)
    return Input(name=name, label=label, kind="choice", options=options, value=value)


def _audience(words: Words, planned: CampaignPlan, topics: Sequence[str]) -> tuple[Input, ...]:
    t, tags = words.t, planned.tags
    subjects = tuple(Option(value=topic, label=topic) for topic in topics)
    kinds = (
        ("topics", t("Topics"), subjects, tags.get("topic", ())),
        ("networks", t("Networks"), network_options(words), tags.get("network", ())),
        ("languages", t("For readers of"), LANGUAGE_OPTIONS, tags.get("language", ())),
    )
    hint = t("New content of the campaign starts with this.")
    return tuple(
        Input(name=name, label=label, kind="choices", options=options, value=chosen, hint=hint)
        for name, label, options, chosen in kinds
        if options
    )


def errors_in(words: Words, form: Planning, today: date) -> dict[str, str]:
    """What is wrong, by field."""
    t = words.t
    found: dict[str, str] = {}
    if not form.name:
        found["name"] = t("Please fill this in.")
    found |= {name: t("Please fill this in.") for name in ("starts", "ends") if getattr(form, name) is None}
    if form.starts and form.ends and form.ends < form.starts:
        found["ends"] = t("This should be later than the beginning.")
    elif form.starts and form.ends and form.ends - form.starts >= timedelta(days=MOST_DAYS):
        found["ends"] = t("A campaign lasts a year at most.")
    elif form.ends and form.ends < today:
        found["ends"] = t("This is over already.")
    if form.counts != NOTHING and not 1 <= (form.to_reach or 0) <= MOST:
        found["target"] = t("Please give a number.")
    return found
