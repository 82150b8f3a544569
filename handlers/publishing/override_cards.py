"""The cards for publishing above all attention budgets: the cost, the confirmation, and what other champions see."""

from collections.abc import Sequence

from handlers.core.anonymity import rounded
from handlers.core.buttons import button_row
from handlers.core.interaction import Card, Form, Input, Text
from handlers.core.language import Words
from handlers.forecast.forecast import Forecast


def override_form(words: Words, content_id: str, title: str, told: Forecast) -> Form:
    """The form that states the cost, then asks for the reason."""
    t = words.t
    return Form(
        action="override",
        target=content_id,
        title=t("Above all budgets"),
        intro=f"{title}\n\n{_cost(words, told)}",
        submit=t("Publish anyway"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="reason",
                label=t("Why can it not wait?"),
                hint=t("Every champion and manager will hear about it and read this."),
                kind="text",
                required=True,
                longest=1000,
            ),
        ),
    )


def _cost(words: Words, told: Forecast) -> str:
    t, n = words.t, words.number
    all_, beyond = rounded(told.fits, told.least), rounded(told.spent + told.behind, told.least)
    most = t("It goes to everybody it fits, the next time they are within their hours.")
    if all_:
        most = t("It goes to all of about {n} people it fits, the next time they are within their hours.", n=n(all_))
    if beyond:
        most = f"{most} " + t("For about {n} of them, this is more than they asked for.", n=n(beyond))
    kept = t("Nobody gets it outside their hours or during a break. This is for emergencies, and each use is counted.")
    return f"{most} {kept}"


def published_above_budgets(words: Words, content_id: str, title: str) -> Card:
    """The content is running, ahead of everything else."""
    t = words.t
    text = t(
        "It goes before everything else, as soon as people are within their hours. "
        "The other champions and managers hear about it."
    )
    verbs = button_row(("edit", t("Edit")), ("stop", t("Stop")), target=content_id)
    return Card(title=t("Published: {title}", title=title), summary=text, parts=(Text(text=text), verbs), instead=True)


def told(words: Words, content_id: str, title: str, by: str, reason: str, runs: bool) -> Card:
    """What other champions and managers see, with a button to stop it."""
    t = words.t
    text = t("{name} published this above all attention budgets, and gave this reason:", name=by)
    end = (
        button_row(("stop", t("Stop")), ("content", t("Content")), target=content_id)
        if runs
        else Text(text=t("It is no longer running."), style="strong")
    )
    parts = (Text(text=text), Text(text=reason, style="quote"), end)
    return Card(title=t("Above all budgets: {title}", title=title), summary=text, parts=parts)


def times_overridden(words: Words, times: Sequence[tuple[str, int]], *, named: bool) -> Text:
    """How often it was used, and by whom. Champions see each other's names, except in works-council mode."""
    if not named:
        often = words.tn(
            "Once in the last 90 days something was published above all budgets.",
            "{n} times in the last 90 days something was published above all budgets.",
            sum(number for _, number in times),
        )
        return Text(text=often, style="quiet")
    total = words.tn(
        "Once in the last 90 days something was published above all budgets: {names}.",
        "{n} times in the last 90 days something was published above all budgets: {names}.",
        sum(number for _, number in times),
        names=words.list(f"{name} ({words.number(number)})" for name, number in times),
    )
    return Text(text=total, style="quiet")
