"""What the disclosure feature registers."""

from handlers.core.language import mark
from handlers.disclosure.my_texts import my_texts
from handlers.disclosure.settings import disclosure
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.vocabulary import Command

FEATURE = Feature(
    name="disclosure",
    actions={"disclosure": Action(disclosure), "my_texts": Action(my_texts)},
    commands=(
        Command(
            "disclosure",
            {"en": ("disclosure", "disclosures", "who speaks"), "nl": ("wie spreekt", "afzender", "vermelding")},
            mark("Who speaks"),
            role="manager",
        ),
    ),
    help=(HelpLine(325, mark("/heraut disclosure – the line that says where colleagues work"), "manager"),),
)
