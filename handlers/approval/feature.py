"""What the approval by a second champion registers."""

from handlers.approval import approval, settings
from handlers.approval.events import SecondApproved
from handlers.core.language import mark
from handlers.outbox.kinds import SECOND, SECOND_ANSWER
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, Round, one_piece
from handlers.registry.vocabulary import Command, spoken
from models import Approval

FEATURE = Feature(
    name="approval",
    actions={
        "approval": Action(settings.approval_setting),
        "approve_second": Action(approval.approve_second),
        "second_off": Action(settings.second_off),
        "second_on": Action(settings.second_on),
        "send_back": Action(approval.send_back),
    },
    commands=(
        Command(
            "approval",
            spoken(
                en="approval, approvals, second champion, second approval, four eyes",
                nl="goedkeuring, goedkeuren, tweede aanjager, vier ogen",
            ),
            mark("A second champion"),
            role="manager",
        ),
    ),
    help=(HelpLine(326, mark("/heraut approval – whether a second champion approves content"), "manager"),),
    rounds={"late_approvals": Round(3600, one_piece(approval.end_late), 90)},
    messages={SECOND: each(approval.write_request), SECOND_ANSWER: each(approval.write_answer)},
    tells=(SecondApproved,),
    holds=(
        Held(
            Approval,
            "asked_by",
            mark("Content for which you asked another champion"),
            fate="tombstone",
            seen=("champions",),
            blank=("said",),
            shows=("content", "state", "said", "asked_at"),
        ),
        Held(
            Approval,
            "decided_by",
            mark("Content that you approved or sent back as the second champion"),
            fate="tombstone",
            seen=("champions",),
            blank=("said",),
            shows=("content", "state", "said", "decided_at"),
        ),
    ),
)
