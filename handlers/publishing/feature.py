"""What the publishing feature registers: what champions do with content."""

from handlers.approval.events import SecondApproved
from handlers.core.language import mark
from handlers.core.people import Forgotten, RoleTaken
from handlers.figures.events import FiguresReleased
from handlers.outbox.events import Sent
from handlers.outbox.kinds import APPROVAL, DECISION, LESSON, OVERRIDE, RECALL
from handlers.publishing import (
    answers,
    lessons,
    lifecycle,
    override,
    pause_all,
    posting,
    recall,
    suggestions,
)
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, champions
from handlers.registry.vocabulary import Command, spoken
from models import Content, Workspace

EVERYBODY = ("all", "everything", "everybody", "alles", "allemaal", "iedereen")  # as people type it


def _all(*verbs: str) -> tuple[str, ...]:
    return tuple(f"{verb} {everybody}" for verb in verbs for everybody in EVERYBODY)


FEATURE = Feature(
    name="publishing",
    actions={
        "approve": Action(suggestions.approve),
        "ask_pause_all": Action(pause_all.ask_pause_all),
        "confirm_override": Action(override.confirm_override),
        "decline": Action(suggestions.decline),
        "decline_override": Action(override.decline_override),
        "discard": Action(lifecycle.discard),
        "edit": Action(posting.edit),
        "editor": Action(posting.editor),
        "override": Action(override.override),
        "pause_all": Action(pause_all.pause_all, stops="everybody's"),
        "post": Action(posting.post),
        "publish": Action(lifecycle.publish),
        "publish_again": Action(lifecycle.publish_again),
        "recall": Action(recall.recall),
        "resume_all": Action(pause_all.resume_all),
        "stop": Action(lifecycle.stop),
        "suggest": Action(suggestions.suggest),
        "undo_stop": Action(lifecycle.undo_stop),
        "way": Action(posting.way),
    },
    commands=(
        Command(
            "ask_pause_all",
            {"en": _all("pause"), "nl": _all("pauze", "pauzeer")},
            mark("Pause all"),
            careful=True,
            role="champion",
            beside="pause",
        ),
        Command(
            "resume_all",
            {"en": _all("resume"), "nl": _all("hervatten", "hervat")},
            mark("Resume all"),
            careful=True,
            role="champion",
            beside="resume",
            help_of="ask_pause_all",
        ),
        Command(
            "post",
            spoken(
                en="""
                post, suggest, publish, submit, add, propose, suggestion, suggest something, new post
                """,
                nl="""
                plaatsen, voorstellen, plaats, publiceren, publiceer, toevoegen, insturen, tip, voorstel, stel,
                stel voor
                """,
            ),
            mark("Suggest something"),
            takes="text",
        ),
    ),
    help=(
        HelpLine(50, mark("/heraut suggest https://… – suggest something worth sharing")),
        HelpLine(210, mark("/heraut post https://… – post something for colleagues to share"), "champion"),
        HelpLine(250, mark("/heraut pause all – stop all messages; /heraut resume all – start them again"), "champion"),
    ),
    home_buttons=(
        HomeButton("first", 40, "suggest", mark("Suggest something")),
        HomeButton("publish", 10, "post", mark("Post something"), champions, front=True),
    ),
    messages={
        APPROVAL: each(suggestions.write_approval),
        DECISION: each(suggestions.write_decision),
        LESSON: each(lessons.write_lesson),
        OVERRIDE: each(override.write_override),
        RECALL: each(recall.write_recall),
    },
    follows=(
        follow(FiguresReleased, answers.release_answers),
        follow(FiguresReleased, lessons.learn),
        follow(Forgotten, lifecycle.content_forgotten),
        follow(SecondApproved, lifecycle.second_approved),
        follow(RoleTaken, suggestions.catch_up),
        follow(Sent, suggestions.reason_sent),
    ),
    holds=(
        Held(
            Content,
            "author",
            mark("Content that you posted or suggested"),
            fate="tombstone",
            seen=("you", "colleagues"),
            shows=("title", "url", "why", "state", "created_at"),
        ),
        Held(
            Content,
            "decided_by",
            mark("Suggestions that you decided on"),
            fate="tombstone",
            seen=("champions", "colleague"),
            blank=("reason",),
            shows=("title", "state", "reason"),
        ),
        Held(
            Content,
            "urgent_asked_by",
            mark("Content for which you asked to go above all budgets"),
            fate="tombstone",
            seen=("champions",),
            blank=("reason",),
            shows=("title", "urgent_asked_at"),
        ),
        Held(
            Content,
            "urgent_by",
            mark("Content that you published above all budgets"),
            fate="tombstone",
            seen=("champions",),
            shows=("title", "urgent_at"),
        ),
        Held(
            Workspace,
            "paused_by",
            mark("That you paused everything, as long as it is paused"),
            fate="tombstone",
            seen=("champions",),
            shows=("paused_at",),
        ),
    ),
)
