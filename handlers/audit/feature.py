"""What the audit feature registers: who may read the trail of what was done."""

from handlers.audit import trail
from handlers.core.language import mark
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held
from handlers.registry.vocabulary import Command
from models import AuditEntry

FEATURE = Feature(
    name="audit",
    actions={"audit": Action(trail.show_trail), "audit_content": Action(trail.audit_content)},
    commands=(
        Command(
            "audit",
            {"en": ("audit", "audit trail", "log", "who did what"), "nl": ("logboek", "log", "wie deed wat")},
            mark("Audit trail"),
        ),
    ),
    help=(HelpLine(130, mark("/heraut audit – who did what, and who looked at figures")),),
    holds=(
        Held(
            AuditEntry,
            "person",
            mark("What you did to content, roles and settings, and your looks at figures"),
            fate="tombstone",
            renew="id",
            seen=("colleagues",),
            shows=("act", "details", "at"),
        ),
        Held(
            AuditEntry,
            "about",
            mark("What others did that is about you, such as offering you a role"),
            fate="tombstone",
            seen=("colleagues",),
            shows=("act", "details", "at"),
        ),
    ),
)
