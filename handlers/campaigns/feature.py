"""What campaigns register: their list and cards, their page, their days on the calendar, and their result."""

from handlers.campaigns import campaigns, entries, handover, pages, planning, results
from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken
from handlers.outbox.kinds import CAMPAIGN_RESULT
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, Round, WebPage, one_piece
from handlers.registry.vocabulary import Command, spoken
from models import Campaign

FEATURE = Feature(
    name="campaigns",
    actions={
        "campaign": Action(campaigns.campaign),
        "campaigns": Action(campaigns.campaigns),
        "edit_campaign": Action(planning.edit_campaign),
        "end_campaign": Action(planning.end_campaign),
        "new_campaign": Action(planning.new_campaign),
        "take_in": Action(campaigns.take_in),
        "take_out": Action(campaigns.take_out),
    },
    commands=(
        Command(
            "campaigns",
            spoken(
                en="campaigns, campaign, our campaigns, running campaigns",
                nl="campagnes, campagne, onze campagnes, lopende campagnes",
            ),
            mark("Campaigns"),
        ),
        Command(
            "new_campaign",
            spoken(
                en="new campaign, start campaign, start a campaign, add campaign",
                nl="nieuwe campagne, campagne starten, start campagne, campagne toevoegen",
            ),
            mark("New campaign"),
            role="champion",
            help_of="campaigns",
        ),
    ),
    help=(HelpLine(17, mark("/heraut campaigns – what belongs together, its goal and how it goes")),),
    rounds={"end_campaigns": Round(600, one_piece(results.end_campaigns), 91)},
    messages={CAMPAIGN_RESULT: each(results.write_result)},
    follows=(
        follow(Forgotten, handover.give_over),
        follow(Left, handover.hand_over_of_leaver),
        follow(RoleLost, handover.give_over),
        follow(RoleTaken, handover.role_taken),
    ),
    calendar=(entries.campaign_days,),
    pages=(WebPage("/campaigns/{token}", pages.campaign_page),),
    holds=(
        Held(
            Campaign,
            "run_by",
            mark("Campaigns that you run"),
            fate="tombstone",
            seen=("champions",),
            shows=("name", "goal", "state", "first_day", "last_day"),
        ),
    ),
)
