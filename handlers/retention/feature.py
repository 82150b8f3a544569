"""What the retention feature registers."""

from handlers.core.language import mark
from handlers.registry.feature import Action, Command, Feature, HelpLine
from handlers.registry.surfaces import Round
from handlers.retention import retention
from handlers.retention.cleanup import clean

FEATURE = Feature(
    name="retention",
    actions={
        "change_retention": Action(retention.change_retention),
        "retention": Action(retention.retention),
    },
    commands=(Command("retention", {"en": ("retention",), "nl": ("bewaren", "bewaartermijnen")}),),
    help=(HelpLine(355, mark("/heraut retention – how long data is kept"), "manager"),),
    rounds={"clean": Round(900, clean, 80)},
)
