"""The form and the card of the certificate that comes before speaking in the organisation's name."""

from collections.abc import Sequence

from handlers.academy.editions import CourseHead
from handlers.core.interaction import Card, Form, Input, Option, Text
from handlers.core.language import Words

NONE = "."  # which no course is called


def course_form(words: Words, heads: Sequence[CourseHead], now_asked: str, *, public: bool) -> Form:
    """Ask for the course. `public`: whether Heraut has an address, without which there are no certificates."""
    t = words.t
    known = [Option(value=one.course, label=one.title) for one in heads] if public else []
    chosen = now_asked if now_asked in {one.value for one in known} else NONE
    field = Input(
        name="course",
        label=t("The course"),
        kind="choice",
        options=(Option(value=NONE, label=t("None: nobody needs a certificate")), *known),
        value=chosen,
        required=True,
    )
    return Form(
        action="certified",
        title=t("Speaking for the organisation"),
        intro=t(
            "Who shares what speaks in the name of the organisation then needs a certificate of this course. What "
            "people share in their own name never needs one."
        ),
        submit=t("Save"),
        cancel=t("Cancel"),
        inputs=(field,),
    )


def certified_card(words: Words, title: str) -> Card:
    """What holds from now on. `title`: of the course; empty: nobody needs a certificate."""
    t = words.t
    said = t("Nobody needs a certificate to share.")
    if title:
        said = t(
            "To share what speaks in the name of the organisation, colleagues now need a certificate of “{title}”. "
            "What they share in their own name never needs one.",
            title=title,
        )
    return Card(title=t("Speaking for the organisation"), summary=said, parts=(Text(text=said),))
