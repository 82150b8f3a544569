"""What the retention feature registers."""

from handlers.core.language import mark
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Round
from handlers.registry.vocabulary import Command
from handlers.retention import retention
from handlers.retention.cleanup import clean

FEATURE = Feature(
    name="retention",
    actions={
        "change_retention": Action(retention.change_retention),
        "retention": Action(retention.retention),
    },
    commands=(
        Command(
            "retention",
            {
                "en": ("retention", "how long is data kept", "retention periods"),
                "nl": ("bewaren", "bewaartermijnen", "bewaartermijn"),
            },
            mark("How long data is kept"),
            role="manager",
        ),
    ),
    help=(HelpLine(355, mark("/heraut retention – how long data is kept"), "manager"),),
    rounds={"clean": Round(900, clean, 80)},
)
