"""The personal data of supporters, and of those who ask."""

from handlers.core.language import mark
from handlers.registry.surfaces import Held
from models import ColleagueAsked, ColleagueQuestion, Supporter, SupporterTopic

KEPT = mark("180 days after it was asked, unless a manager chose otherwise")

HOLDS = (
    Held(
        Supporter,
        "person",
        mark("How often colleagues may ask you, and how often they did this month"),
        fate="delete",
        shows=("monthly", "month", "times", "at"),
    ),
    Held(
        SupporterTopic,
        "person",
        mark("What you answer questions about"),
        fate="delete",
        shows=("topic", "asked_at"),
    ),
    Held(
        ColleagueQuestion,
        "person",
        mark("Questions that you asked colleagues"),
        fate="delete",
        seen=("you", "colleagues"),
        kept=KEPT,
        shows=("topic", "question", "open_to_all", "state", "asked_at", "answer", "answered_at"),
    ),
    Held(
        ColleagueQuestion,
        "answered_by",
        mark("Questions of colleagues that you answered"),
        fate="tombstone",
        blank=("answer",),
        seen=("you", "colleagues"),
        shows=("answer", "kept", "by_name", "answered_at"),
    ),
    Held(
        ColleagueAsked,
        "person",
        mark("Questions of colleagues that you got"),
        fate="delete",
        kept=KEPT,
        shows=("passed", "at"),
    ),
)
