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
        submit=t("Ask a colleague to confirm"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="reason",
                label=t("Why can it not wait?"),
                hint=t("The other champions read this, and one of them has to confirm it."),
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


def asked_card(words: Words, content_id: str, title: str) -> Card:
    """The other champions are asked. It can still be published as usual."""
    t = words.t
    text = t("Another champion has to confirm it within two days. Then it goes before everything else.")
    verbs = button_row(("publish", t("Publish as usual")), ("discard", t("Discard")), target=content_id)
    asked = t("Asked: {title}", title=title)
    return Card(title=asked, summary=text, parts=(Text(text=text), verbs), instead=True)


def request_card(words: Words, content_id: str, title: str, by: str, reason: str, most: int) -> Card:
    """The request to another champion."""
    t = words.t
    text = t("{name} asks to publish this above all attention budgets, and gives this reason:", name=by)
    note = t(
        "It would go before everything else, also to people who had enough this week, except for those who switched "
        "that off. At most {n} times a month.",
        n=words.number(most),
    )
    verbs = button_row(("confirm_override", t("Confirm")), ("decline_override", t("Do not confirm")), target=content_id)
    parts = (Text(text=text), Text(text=reason, style="quote"), Text(text=note, style="quiet"), verbs)
    return Card(title=t("Above all budgets: {title}", title=title), summary=text, parts=parts, instead=True)


def not_confirmed_card(words: Words, content_id: str, title: str) -> Card:
    """What the champion that asked reads after a colleague did not confirm it."""
    t = words.t
    text = t("Another champion did not confirm it, so it does not go above all budgets. It is still a draft.")
    verbs = button_row(("publish", t("Publish as usual")), ("discard", t("Discard")), target=content_id)
    shown = t("Above all budgets: {title}", title=title)
    return Card(title=shown, summary=text, parts=(Text(text=text), verbs), instead=True)


def not_published_card(words: Words, title: str) -> Card:
    """Nobody asks any more: it was not confirmed, was changed, published as usual, or took too long."""
    text = words.t("It does not go above all budgets.")
    return Card(
        title=words.t("Above all budgets: {title}", title=title), summary=text, parts=(Text(text=text),), instead=True
    )


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
    return Card(title=t("Above all budgets: {title}", title=title), summary=text, parts=parts, instead=True)


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
