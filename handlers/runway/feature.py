"""What the runway registers: its figures of the day, the warning, and what is wanted."""

from handlers.core.language import mark
from handlers.outbox.kinds import RUNWAY
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Round, Section, champions
from handlers.registry.vocabulary import Command, spoken
from handlers.runway import stocks, wanted

FEATURE = Feature(
    name="runway",
    actions={"wanted": Action(wanted.wanted)},
    commands=(
        Command(
            "wanted",
            spoken(
                en="wanted, what is wanted, what is needed, what do you need, runway, what runs dry",
                nl="gevraagd, gezocht, wat is er nodig, wat wordt er gevraagd, wat hebben jullie nodig, wat raakt op",
            ),
            mark("What is wanted"),
        ),
    ),
    help=(HelpLine(51, mark("/heraut wanted – topics and languages that soon have nothing new")),),
    rounds={"stocks": Round(3600, stocks.work_out, 17)},
    home=(Section(55, wanted.home_runway, champions),),
    messages={RUNWAY: each(wanted.write_warning)},
)
