"""What the privacy feature registers: a person's own data, in chat and as a file."""

from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, NameWithdrawn, RoleLost
from handlers.outbox.kinds import AGREEMENTS
from handlers.privacy import privacy, restore, take_along, yearly
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import HomeButton, Round, WebPage, one_piece
from handlers.registry.vocabulary import Command, spoken

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
        Command(
            "privacy",
            spoken(
                en="""
                privacy, my data, data, what do you know about me, what do you store, gdpr, export my data, download
                my data, take my data along, who sees what, agreements, consent, personal data
                """,
                nl="""
                gegevens, mijn gegevens, privacy, avg, data, mijn data, wat weet je van mij, inzage, wat weet je over
                mij, wat bewaar je, download mijn gegevens, toestemming, persoonsgegevens
                """,
            ),
            mark("My data"),
        ),
        Command(
            "ask_forget",
            spoken(
                en="""
                forget me, delete my data, delete me, erase me, erase my data, remove my data, forget, delete all my
                data, delete everything, delete my account, remove my account, wipe my data, right to be forgotten,
                remove all my data, delete everything about me, forget everything about me
                """,
                nl="""
                vergeet mij, vergeet me, verwijder mijn gegevens, verwijder al mijn gegevens, wis mijn gegevens,
                verwijder mijn data, gegevens verwijderen, mijn gegevens verwijderen, verwijder alles, wis mij,
                verwijder mijn account, account verwijderen, wis alles over mij, wis mijn data, gegevens wissen, recht
                om vergeten te worden, verwijder alles over mij, vergeet alles, mijn data verwijderen, wis alles
                """,
            ),
            mark("Forget me"),
            careful=True,
            maybe={
                "en": ("delete", "remove", "remove me", "erase", "delete account", "clear"),
                "nl": ("verwijder", "verwijderen", "wissen", "wis", "verwijder me", "verwijder mij"),
            },
            beside="leave",
            help_of="privacy",
        ),
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
