"""The forms for new content: champions post, everybody can suggest."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from handlers.approval.cards import official_input
from handlers.audience.choice import GroupChoice, only_input
from handlers.campaigns.choice import campaign_inputs
from handlers.content.choices import LANGUAGE_OPTIONS, network_options
from handlers.content.guesses import guessed_language, topics_in
from handlers.content.twins import plain
from handlers.core.interaction import Form, Frozen, Input, Option, Page, Refresh
from handlers.core.language import Words
from handlers.core.targets import Tap, id_in
from handlers.evergreen.inputs import rest_input
from handlers.pictures.pictured import picture_inputs
from handlers.publishing.request_forms import WAYS, request_inputs
from models.content import WayName

SHORT = ("url", "title", "why", "text_1")  # the fields that are not folded, in this order
STORY = ("title", "text_1", "image", "who", "names", "agreed")  # the same for a photo or a story of one's own
HELD_OUT = (5, 10, 20)  # per cent of people that may be held out at random


class Draft(Frozen):
    """The values that the post form starts with."""

    url: str = ""
    title: str = ""
    description: str = ""
    image: str = ""
    who: str = ""  # is in the picture
    names: str = ""
    why: str = ""
    texts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only: tuple[str, ...] = ()  # the groups that it is for; none means everybody
    groups: tuple[GroupChoice, ...] = ()  # to choose from
    starts: date | None = None
    ends: date | None = None
    rests: int = 0
    important: bool = False
    official: bool = False
    campaign: str = ""  # its id
    campaigns: tuple[tuple[str, str], ...] = ()  # to choose from, as (id, name)
    hold_out: str | None = "0"  # per cent; None once it is too late to choose

    @classmethod
    def of_page(cls, page: Page | None, starts: date, ends: date, topics: Sequence[str]) -> "Draft":
        """Filled from the page's own metadata; the fields stay empty if the page could not be read.

        `topics`: those of the programme, of which the page may name some.
        """
        if page is None:
            return cls(starts=starts, ends=ends)
        language = guessed_language(page)
        return cls(
            url=page.url,
            title=page.title[:300],
            description=page.description[:600],
            image=page.image if len(page.image) <= 2000 else "",
            topics=topics_in(page, topics),
            languages=(language,) if language else (),
            starts=starts,
            ends=ends,
        )


Purpose = Literal["post", "edit", "approve"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


class Asked(Frozen):
    """What the editor is opened for, and what the champion should know first."""

    purpose: Purpose
    target: str
    way: WayName
    told: tuple[str, ...] = ()  # warnings, and who suggested it
    anyway: bool = False  # whether the button says that it is done in spite of a warning
    story: bool = False  # a photo or a story of one's own, without an address
    stored: bool = False  # it is here already, so that it may have got an address since
    teller: str = ""  # who says "me" about the picture, if that is not the reader


def post_form(words: Words, asked: Asked, draft: Draft, topics: tuple[str, ...]) -> Form:
    """The champion's editor, empty or filled, with the fields that this way needs."""
    t = words.t
    titles = {"post": t("Post something"), "edit": t("Change content"), "approve": t("Approve")}
    submits = {"post": t("Preview"), "edit": t("Preview"), "approve": t("Publish")}
    anyways = {"post": t("Preview"), "edit": t("Save anyway"), "approve": t("Publish anyway")}
    return Form(
        action=asked.purpose,
        target=asked.target,
        title=titles[asked.purpose],
        intro="\n".join(asked.told),
        submit=(anyways if asked.anyway else submits)[asked.purpose],
        cancel=t("Cancel"),
        more=t("More"),
        refresh=Refresh(action="editor", target=Tap(asked.purpose, id_in(asked.target)).encode()),
        inputs=_short_first(_first(asked, draft), _inputs(words, draft, topics, asked)),
    )


def _inputs(words: Words, draft: Draft, topics: tuple[str, ...], asked: Asked) -> tuple[Input, ...]:
    audience = _audience_inputs(words, draft, topics)
    return (
        *_subject_inputs(words, draft, asked),
        *(field for field in audience if asked.way == "share" or field.name != "networks"),
        *_weight_inputs(words, draft),
    )


def _first(asked: Asked, draft: Draft) -> Sequence[str]:
    """What only the champion knows. The title too, unless the page gave one."""
    if asked.story:
        return STORY
    return [name for name in SHORT if name != "title" or not draft.title or asked.way != "share"]


def _short_first(first: Sequence[str], inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """The first fields in their order. The rest is folded."""
    shown = sorted((field for field in inputs if field.name in first), key=lambda field: first.index(field.name))
    return (*shown, *(field.model_copy(update={"folded": True}) for field in inputs if field.name not in first))


def refilled(form: Form, values: Mapping[str, str | tuple[str, ...]]) -> Form:
    """The form with what somebody filled in before."""
    inputs = (field.model_copy(update={"value": values.get(field.name, field.value)}) for field in form.inputs)
    return form.model_copy(update={"inputs": tuple(inputs)})


def _subject_inputs(words: Words, draft: Draft, asked: Asked) -> tuple[Input, ...]:
    if asked.way in WAYS:
        return request_inputs(words, asked.way, draft.url, draft.title, draft.why)
    about = _story_inputs(words, draft, asked) if asked.story else _page_inputs(words, draft)
    return (*about, *_text_inputs(words, draft))


def _story_inputs(words: Words, draft: Draft, asked: Asked) -> tuple[Input, ...]:
    t = words.t
    later = t("If it has a page by now. Without one, it stays a photo or a story of your own.")
    return (
        Input(name="title", label=t("Title"), value=draft.title, required=True, longest=300),
        *picture_inputs(words, draft.image, draft.who, draft.names, asked.teller),
        _why(words, draft),
        *((Input(name="url", label=t("Address"), kind="url", hint=later, longest=2000),) if asked.stored else ()),
    )


def _why(words: Words, draft: Draft) -> Input:
    label, hint = words.t("Why is it worth sharing?"), words.t("Colleagues read this first.")
    return Input(name="why", label=label, hint=hint, kind="text", value=draft.why, longest=1000)


def _page_inputs(words: Words, draft: Draft) -> tuple[Input, ...]:
    t = words.t
    return (
        Input(name="url", label=t("Address"), kind="url", value=draft.url, required=True, longest=2000),
        Input(name="title", label=t("Title"), value=draft.title, required=True, longest=300),
        Input(name="description", label=t("Description"), kind="text", value=draft.description, longest=600),
        Input(name="image", label=t("Picture (address)"), kind="url", value=draft.image, longest=2000),
        _why(words, draft),
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
            required=n == 1,
            longest=2000,
        )
        for n in (1, 2, 3)
    )


def _audience_inputs(words: Words, draft: Draft, topics: tuple[str, ...]) -> tuple[Input, ...]:
    t = words.t
    everybody = t("Nothing chosen means everybody.")
    subjects = tuple(Option(value=topic, label=topic) for topic in topics)
    about = _choices("topics", t("Topics"), subjects, draft.topics, everybody)
    return (
        *((about,) if topics else ()),
        Input(name="new_topic", label=t("A new topic"), longest=80),
        _choices("networks", t("Networks"), network_options(words), draft.networks, everybody),
        _choices("languages", t("For readers of"), LANGUAGE_OPTIONS, draft.languages, everybody),
        *only_input(words, draft.groups, draft.only),
        Input(name="starts", label=t("First day"), kind="date", value=draft.starts.isoformat() if draft.starts else ""),
        Input(name="ends", label=t("Last day"), kind="date", value=draft.ends.isoformat() if draft.ends else ""),
    )


def _weight_inputs(words: Words, draft: Draft) -> tuple[Input, ...]:
    t = words.t
    return (
        rest_input(words, draft.rests),
        official_input(words, official=draft.official),
        Input(
            name="important",
            label=t("Offer it before other content"),
            kind="flag",
            value="yes" if draft.important else "",
        ),
        *campaign_inputs(words, draft.campaigns, draft.campaign),
        *_hold_out(words, draft.hold_out),
    )


def _hold_out(words: Words, chosen: str | None) -> tuple[Input, ...]:
    if chosen is None:
        return ()
    options = (("0", words.t("Nobody")), *((str(share), words.percent(share / 100)) for share in HELD_OUT))
    return (
        Input(
            name="hold_out",
            label=words.t("Leave out at random"),
            hint=words.t("This percentage of the people it fits is not nudged. Results then show what nudging does."),
            kind="choice",
            options=tuple(Option(value=value, label=label) for value, label in options),
            value=chosen,
        ),
    )


def _choices(name: str, label: str, options: tuple[Option, ...], chosen: tuple[str, ...], hint: str) -> Input:
    return Input(name=name, label=label, hint=hint, kind="choices", options=options, value=chosen)


def suggestion_form(words: Words, page: Page | None, told: str = "", target: str = "") -> Form:
    """The form with which anybody can suggest content. `told`: what became of the page when it was here before."""
    t = words.t
    decides = t("A champion looks at it and decides. You will hear either way.")
    return Form(
        action="suggest",
        target=target,
        title=t("Suggest something"),
        intro="\n".join(filter(None, (told, decides))),
        submit=t("Suggest anyway") if told else t("Suggest"),
        cancel=t("Cancel"),
        more=t("A picture of your own"),
        inputs=_suggestion_inputs(words, page or Page(url="")),
    )


def _suggestion_inputs(words: Words, page: Page) -> tuple[Input, ...]:
    t = words.t
    hint = t("Nothing to link to? Leave this empty, and tell your own story below.")
    return (
        Input(name="url", label=t("Address"), kind="url", hint=hint, value=page.url, longest=2000),
        Input(name="title", label=t("Title"), value=page.title[:300], required=True, longest=300),
        Input(name="why", label=t("Why is it worth sharing?"), kind="text", longest=1000),
        Input(name="text_1", label=t("Suggested text"), kind="text", longest=2000),
        *(field.model_copy(update={"folded": True}) for field in picture_inputs(words)),
    )


def posting_errors(
    words: Words, url: str | None, title: str, texts: Sequence[str], starts: date | None, ends: date | None
) -> dict[str, str]:
    """Errors in a posting, by field. `url`: None if none is needed. `texts`: the suggested ones, empty ones too."""
    t = words.t
    errors = text_errors(words, texts)
    if url == "":
        errors["url"] = t("This is not a web address. It should look like https://example.com/page.")
    if not title:
        errors["title"] = t("Please fill this in.")
    if starts and ends and ends < starts:
        errors["ends"] = t("This should be later than the beginning.")
    return errors


def text_errors(words: Words, texts: Sequence[str]) -> dict[str, str]:
    """There has to be one text, and no two that differ in nothing but spaces and capitals."""
    t = words.t
    plainly = [plain(text) for text in texts]
    errors = {} if any(plainly) else {"text_1": t("Please give a text that colleagues can start from.")}
    for n, text in enumerate(plainly):
        if text and text in plainly[:n]:
            errors[f"text_{n + 1}"] = t("This is the same as another text, so colleagues would post the same thing.")
    return errors
