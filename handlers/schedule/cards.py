"""The form that asks on which day and at what time content begins, and what planned content answers."""

from handlers.content.days import first_content_day
from handlers.core.buttons import button_row, clock
from handlers.core.interaction import Card, Form, Input, Text
from handlers.core.language import Words
from models import Content


def schedule_form(words: Words, content: Content, *, later: bool) -> Form:
    """`later`: it begins later as it is, so that its day and time are filled in."""
    t = words.t
    day = words.date(first_content_day(content)) if later else ""
    time = clock(content.first_time) if later and content.first_time is not None else ""
    hint = t("Such as: next Tuesday, 5 January, or in two weeks")
    hours = t("On your clock. Empty: it begins with the day. Colleagues get it in their own hours.")
    return Form(
        action="schedule",
        target=content.id,
        title=t("Plan it"),
        intro=content.title,
        submit=t("Plan it"),
        cancel=t("Cancel"),
        inputs=(
            Input(name="day", label=t("On which day?"), hint=hint, value=day, required=True, longest=100),
            Input(name="time", label=t("At what time?"), hint=hours, kind="time", value=time),
        ),
    )


def not_yet_card(words: Words, content: Content) -> Card:
    """Planned content is a draft again."""
    t = words.t
    text = t("It is a draft again. Nobody has seen it.")
    row = button_row(
        ("schedule", t("Plan it")), ("publish", t("Publish")), ("edit", t("Edit")), target=content.id, lead=True
    )
    return Card(title=content.title, summary=text, parts=(Text(text=text), row), instead=True)
