"""The field of the editor that says whether content rests and comes back."""

from datetime import date

from handlers.core.interaction import Input, Option
from handlers.core.language import Words

RESTS = (30, 60, 90, 180, 365)  # days


def rest_input(words: Words, days: int) -> Input:
    t = words.t
    options = (("0", t("It does not come back")), *((str(n), t("After {n} days", n=words.number(n))) for n in RESTS))
    return Input(
        name="rests",
        label=t("Bring it back"),
        hint=t("After its last day it rests, and then comes back to people who neither shared nor skipped it."),
        kind="choice",
        options=tuple(Option(value=value, label=label) for value, label in options),
        value=str(days),
    )


def rest_errors(words: Words, rests: str, ends: date | None) -> dict[str, str]:
    """What never ends cannot rest."""
    return {"ends": words.t("Give it a last day, after which it rests.")} if rests != "0" and ends is None else {}
