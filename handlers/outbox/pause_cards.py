"""Cards for pausing everything: the question, paused, resumed, and what other places show meanwhile."""

from datetime import datetime

from handlers.core.buttons import as_it_is
from handlers.core.interaction import Button, Buttons, Card, Divider, Items, Part, Text
from handlers.core.language import Words


def pause_question(words: Words) -> Card:
    """Says what pausing does, and asks for confirmation."""
    t = words.t
    return Card(
        title=t("Pause everything?"),
        summary=t("Pause everything, for everybody?"),
        parts=(
            Text(text=t("This is for everybody, at once:")),
            Items(
                items=(
                    t("No nudge, digest, badge, thanks, invitation or weekly message goes out any more."),
                    t("Cards that nobody has answered yet say that everything is paused."),
                    t("Suggestions and what you decide about them go on, and so does taking content back."),
                    t("It stays that way until a champion or manager resumes. Champions see who paused."),
                )
            ),
            Buttons(buttons=(Button(action="pause_all", label=t("Pause everything"), style="danger"),)),
        ),
    )


def paused_card(words: Words) -> Card:
    """Everything is paused now."""
    text = words.t("Nothing goes out from now on. Cards that nobody has answered yet will say so, one after the other.")
    title = words.t("Everything is paused")
    return Card(title=title, summary=text, parts=(Text(text=text), _resume(words)), instead=True)


def resumed_card(words: Words) -> Card:
    """Everything has been resumed."""
    t = words.t
    text = t("Messages go out again, slowly at first, and in each person’s own hours. Cards come back.")
    rest = t("Messages that are too old by now are not sent any more, and nobody gets more than one nudge a day.")
    parts = (Text(text=text), Text(text=rest, style="quiet"))
    return Card(title=t("Everything is running again"), summary=text, parts=parts, instead=True)


def notice(words: Words, by: str, since: datetime, zone: str) -> tuple[Part, ...]:
    """For the top of Home and of lists. `by` and `since` are only shown to champions; `by` is empty for others."""
    t = words.t
    if not by:
        return (Text(text=t("Everything is paused for now: you get no messages.")), Divider())
    when = words.when(since, zone)
    text = Text(text=t("{name} paused everything on {when}.", name=by, when=when), style="strong")
    return text, _resume(words), Divider()


def instead(words: Words, nudge_id: str, title: str) -> Card:
    """Replaces an unanswered nudge while everything is paused."""
    text = comes_back_later(words)
    return Card(title=title, summary=text, parts=(Text(text=text, style="quiet"),), refresh=as_it_is(nudge_id))


def comes_back_later(words: Words) -> str:
    return words.t("Everything is paused for now. There is nothing you need to do: this card comes back.")


def _resume(words: Words) -> Buttons:
    t = words.t
    ask = t("Messages go out again, to everybody. Resume?")
    return Buttons(buttons=(Button(action="resume_all", label=t("Resume everything"), confirm=ask),))
