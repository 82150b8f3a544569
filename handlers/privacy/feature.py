"""What the privacy feature registers: a person's own data, in chat and as a file."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, NameWithdrawn, RoleLost
from handlers.outbox.kinds import AGREEMENTS
from handlers.privacy import privacy, restore, take_along, yearly
from handlers.registry.feature import Action, Command, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import HomeButton, Round, WebPage, one_piece

FEATURE = Feature(
    name="privacy",
    actions={
        "agreements": Action(privacy.show_agreements),
        "ask_forget": Action(privacy.ask_forget),
        "forget": Action(privacy.forget_me, stops="mine", after=restore.settle_list),
        "privacy": Action(privacy.privacy),
        "still_holds": Action(yearly.still_holds),
        "take_along": Action(take_along.take_along),
        "withdraw": Action(privacy.withdraw_agreement, stops="mine"),
    },
    commands=(
        Command("privacy", {"en": ("privacy", "my data", "mydata"), "nl": ("gegevens", "mijn gegevens", "privacy")}),
        Command("ask_forget", {"en": ("forget me", "delete my data"), "nl": ("vergeet mij", "vergeet me")}),
    ),
    help=(HelpLine(130, mark("/heraut privacy – what Heraut keeps about you; take it along, or be forgotten")),),
    rounds={
        "forgotten": Round(60, restore.keep_forgotten, 5),
        "ask_again": Round(3600, one_piece(yearly.ask_again), 15),
    },
    messages={AGREEMENTS: each(yearly.write_question)},
    home_buttons=(HomeButton("own", 40, "privacy", mark("My data"), privacy.is_known),),
    pages=(WebPage("/mine/{token}", take_along.my_data_page),),
    tells=(Forgotten, Left, NameWithdrawn, RoleLost),
)
