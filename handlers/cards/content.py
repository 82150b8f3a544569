"""Posting, previewing, listing and judging content."""

from collections.abc import Sequence
from datetime import date

from handlers.cards.common import row
from handlers.cards.nudge import preview as shown
from handlers.cards.people import LANGUAGE_OPTIONS, network_options
from handlers.interaction import Button, Buttons, Card, Divider, Facts, Form, Frozen, Input, Option, Page, Preview, Text
from handlers.language import Words
from models import Content

__all__ = ["shown"]


class Draft(Frozen):
    """What the post form starts with."""

    url: str = ""
    title: str = ""
    description: str = ""
    image: str = ""
    why: str = ""
    texts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None

    @classmethod
    def of_page(cls, page: Page | None, starts: date, ends: date) -> "Draft":
        """Filled from what the page says of itself; a page that could not be read leaves the fields empty."""
        if page is None:
            return cls(starts=starts, ends=ends)
        return cls(
            url=page.url,
            title=page.title[:300],
            description=page.description[:600],
            image=page.image if len(page.image) <= 2000 else "",
            starts=starts,
            ends=ends,
        )


def post_form(words: Words, content_id: str, draft: Draft, topics: tuple[str, ...]) -> Form:
    """The champion's form, new or filled."""
    t = words.t
    return Form(
        action="edit" if content_id else "post",
        target=content_id,
        title=t("Change content") if content_id else t("Post something"),
        submit=t("Preview"),
        cancel=t("Cancel"),
        inputs=(*_page_inputs(words, draft), *_text_inputs(words, draft), *_audience_inputs(words, draft, topics)),
    )


def _page_inputs(words: Words, draft: Draft) -> tuple[Input, ...]:
    t = words.t
    return (
        Input(name="url", label=t("Address"), kind="url", value=draft.url, required=True, longest=2000),
        Input(name="title", label=t("Title"), value=draft.title, required=True, longest=300),
        Input(name="description", label=t("Description"), kind="text", value=draft.description, longest=600),
        Input(name="image", label=t("Picture (address)"), kind="url", value=draft.image, longest=2000),
        Input(
            name="why",
            label=t("Why is it worth sharing?"),
            hint=t("Colleagues read this first."),
            kind="text",
            value=draft.why,
            longest=1000,
        ),
    )


def _text_inputs(words: Words, draft: Draft) -> tuple[Input, ...]:
    texts = (*draft.texts, "", "", "")[:3]
    labels = (words.t("Suggested text 1"), words.t("Suggested text 2"), words.t("Suggested text 3"))
    hint = words.t("Different texts keep colleagues from posting the same thing.")
    return tuple(
        Input(
            name=f"text_{n}",
            label=labels[n - 1],
            hint=hint if n == 2 else "",
            kind="text",
            value=texts[n - 1],
            required=n < 3,
            longest=2000,
        )
        for n in (1, 2, 3)
    )


def _audience_inputs(words: Words, draft: Draft, topics: tuple[str, ...]) -> tuple[Input, ...]:
    t = words.t
    everybody = t("Nothing chosen means everybody.")
    about = Input(
        name="topics",
        label=t("Topics"),
        hint=everybody,
        kind="choices",
        options=tuple(Option(value=topic, label=topic) for topic in topics),
        value=draft.topics,
    )
    return (
        *((about,) if topics else ()),
        Input(name="new_topic", label=t("A new topic"), longest=80),
        Input(
            name="networks",
            label=t("Networks"),
            hint=everybody,
            kind="choices",
            options=network_options(words),
            value=draft.networks,
        ),
        Input(
            name="languages",
            label=t("For readers of"),
            hint=everybody,
            kind="choices",
            options=LANGUAGE_OPTIONS,
            value=draft.languages,
        ),
        Input(name="starts", label=t("From"), kind="date", value=draft.starts.isoformat() if draft.starts else ""),
        Input(name="ends", label=t("Until"), kind="date", value=draft.ends.isoformat() if draft.ends else ""),
    )


def suggestion_form(words: Words, page: Page | None) -> Form:
    """What everybody may suggest."""
    t = words.t
    return Form(
        action="suggest",
        title=t("Suggest something"),
        intro=t("A champion looks at it and decides. You will hear either way."),
        submit=t("Suggest"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="url", label=t("Address"), kind="url", value=page.url if page else "", required=True, longest=2000
            ),
            Input(name="title", label=t("Title"), value=page.title[:300] if page else "", required=True, longest=300),
            Input(name="why", label=t("Why is it worth sharing?"), kind="text", longest=1000),
            Input(name="text_1", label=t("Suggested text"), kind="text", longest=2000),
        ),
    )


def posting_errors(
    words: Words, url: str, title: str, texts: int, starts: date | None, ends: date | None
) -> dict[str, str]:
    """What is still missing or does not fit together, by field."""
    t = words.t
    errors = {}
    if not url:
        errors["url"] = t("This is not a web address. It should look like https://example.com/page.")
    if not title:
        errors["title"] = t("Please fill this in.")
    if texts < 2:
        errors["text_2" if texts else "text_1"] = t(
            "Please give two texts at least, so that not everybody posts the same."
        )
    if starts and ends and ends < starts:
        errors["ends"] = t("This should be later than the beginning.")
    return errors


def draft(words: Words, content_id: str, link: Preview, why: str, texts: tuple[str, ...]) -> Card:
    """As employees will see it, before anybody does."""
    t = words.t
    return Card(
        title=t("Preview: {title}", title=link.title),
        summary=t("This is how colleagues will see it."),
        instead=True,
        parts=(
            Text(text=t("This is how colleagues will see it. Nobody has yet."), style="quiet"),
            *((Text(text=why),) if why else ()),
            link,
            *(Text(text=text, style="quote") for text in texts),
            row(
                ("publish", t("Publish")), ("edit", t("Edit")), ("discard", t("Discard")), target=content_id, lead=True
            ),
        ),
    )


def published(words: Words, content_id: str, title: str, audience: int) -> Card:
    """It runs."""
    t = words.t
    reach = (
        words.tn("{n} colleague takes part.", "{n} colleagues take part.", audience)
        if audience >= 5
        else t("Fewer than five colleagues take part so far.")
    )
    return Card(
        title=t("Published: {title}", title=title),
        summary=t("It is published."),
        instead=True,
        parts=(
            Text(text=t("It is offered from now on, to everybody in their own hours and at their own pace.")),
            Text(text=reach, style="quiet"),
            row(("edit", t("Edit")), ("stop", t("Stop")), target=content_id),
        ),
    )


def discarded(words: Words, title: str) -> Card:
    return Card(title=title, summary=words.t("Discarded."), parts=(Text(text=words.t("Discarded.")),), instead=True)


def stopped(words: Words, title: str) -> Card:
    text = words.t("It is offered no more. Cards that nobody answered yet now say so.")
    return Card(title=words.t("Stopped: {title}", title=title), summary=text, parts=(Text(text=text),), instead=True)


def changed(words: Words, title: str) -> Card:
    text = words.t("The change is saved. Whoever is offered it from now on sees it.")
    return Card(title=words.t("Changed: {title}", title=title), summary=text, parts=(Text(text=text),))


def listing(
    words: Words,
    lines: Sequence[tuple[Content, tuple[int, int, int]]],
    zone: str,
    page: int,
    *,
    more: bool,
    fewest: int,
) -> Card:
    """What runs, with its figures: people, not messages, and never about fewer than `fewest`."""
    t = words.t
    states = {"running": t("Running"), "draft": t("Draft"), "proposed": t("Suggested")}
    parts: list[Text | Facts | Buttons | Divider] = []
    for content, (offered, skips, posted) in lines:
        figures = _figures(words, offered, skips, posted, fewest)
        until = t("until {day}", day=words.date(content.ends_at, zone)) if content.ends_at else t("without an end")
        parts += [
            Text(text=content.title, style="strong"),
            Text(text=f"{states[content.state]}, {until}; {figures}.", style="quiet"),
        ]
        parts.append(_verbs(words, content))
    if not lines:
        parts.append(Text(text=t("Nothing runs just now.")))
    turn = [Button(action="content", target=str(page - 1), label=t("Newer"))] if page else []
    turn += [Button(action="content", target=str(page + 1), label=t("Older"))] if more else []
    parts += [Divider(), Buttons(buttons=(Button(action="post", label=t("Post something"), style="primary"), *turn))]
    return Card(title=t("Content"), summary=t("What runs now."), parts=tuple(parts))


def _figures(words: Words, offered: int, skips: int, posted: int, fewest: int) -> str:
    """People, with what they are out of. A few who skipped could be guessed, so they are not counted out."""
    t, n = words.t, words.number
    if offered < fewest:
        return t("offered to fewer than {n} people so far", n=n(fewest))
    figures = t("offered to {offered} people, shared by {posted}", offered=n(offered), posted=n(posted))
    return figures if skips < fewest else figures + t(", skipped by {skips}", skips=n(skips))


def _verbs(words: Words, content: Content) -> Buttons:
    t = words.t
    match content.state:
        case "running":
            return row(("edit", t("Edit")), ("stop", t("Stop")), target=content.id)
        case "draft":
            return row(("publish", t("Publish")), ("edit", t("Edit")), ("discard", t("Discard")), target=content.id)
        case _:
            return row(("approve", t("Approve")), ("decline", t("Decline")), target=content.id)


def approval(
    words: Words, content_id: str, link: Preview, why: str, text: str, author: str, state: str, decider: str
) -> Card:
    """A suggestion to judge; once it is judged, by whom."""
    t = words.t
    parts = (
        Text(text=t("{name} suggests this.", name=author)),
        *((Text(text=why),) if why else ()),
        link,
        *((Text(text=text, style="quote"),) if text else ()),
    )
    if state == "proposed":
        end: Text | Buttons = row(("approve", t("Approve")), ("decline", t("Decline")), target=content_id, lead=True)
    elif state == "declined":
        end = Text(text=t("Declined by {name}.", name=decider), style="strong")
    else:
        end = Text(text=t("Approved by {name}.", name=decider), style="strong")
    summary = t("{name} suggests: {title}", name=author, title=link.title)
    return Card(title=t("Suggestion: {title}", title=link.title), summary=summary, parts=(*parts, end), instead=True)


def decline_form(words: Words, content_id: str, title: str) -> Form:
    """Why not?"""
    t = words.t
    return Form(
        action="decline",
        target=content_id,
        title=t("Decline"),
        intro=title,
        submit=t("Decline"),
        cancel=t("Cancel"),
        inputs=(
            Input(
                name="reason",
                label=t("Why not?"),
                hint=t("Your colleague reads this."),
                kind="text",
                required=True,
                longest=1000,
            ),
        ),
    )


def decision(words: Words, title: str, judge: str, reason: str, approved: bool) -> Card:
    """What became of somebody's suggestion."""
    t = words.t
    if approved:
        text = t("{name} approved your suggestion. Colleagues will get it. Thank you!", name=judge)
        return Card(title=t("Approved: {title}", title=title), summary=text, parts=(Text(text=text),))
    text = t("{name} looked at your suggestion and declined it.", name=judge)
    return Card(
        title=t("Declined: {title}", title=title),
        summary=text,
        parts=(Text(text=text), Text(text=reason, style="quote"), row(("suggest", t("Suggest something else")))),
    )
