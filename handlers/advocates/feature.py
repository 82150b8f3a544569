"""What the advocates feature registers: joining, settings, breaks, invitations and roles."""

from handlers.advocates import guests, home, invitations, joining, pausing, roles
from handlers.advocates.switches import SWITCHES
from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, NameWithdrawn, RoleLost, RoleTaken
from handlers.outbox.kinds import INVITATION, ROLE
from handlers.registry.events import follow
from handlers.registry.feature import Action, Command, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Section, awake, on_break, receivers, strangers
from models import Participation, Person, Preference, SenderCount

FEATURE = Feature(
    name="advocates",
    actions={
        "accept_role": Action(roles.accept_role),
        "champion": Action(roles.switch_champion),
        "decline_role": Action(roles.decline_role),
        "end_role": Action(roles.end_role, stops="mine"),
        "guests": Action(guests.guests),
        "invite": Action(invitations.invite),
        "join": Action(joining.join),
        "leave": Action(joining.leave, stops="mine"),
        "no_thanks": Action(invitations.no_thanks),
        "pause": Action(pausing.pause, stops="mine"),
        "resume": Action(pausing.resume),
        "settings": Action(joining.settings),
    },
    commands=(
        Command("join", {"en": ("join",), "nl": ("meedoen",)}),
        Command("leave", {"en": ("leave",), "nl": ("stoppen",)}),
        Command("settings", {"en": ("settings",), "nl": ("instellingen",)}),
        Command("pause", {"en": ("pause",), "nl": ("pauze",)}),
        Command("resume", {"en": ("resume",), "nl": ("hervatten", "hervat")}),
        Command("invite", {"en": ("invite",), "nl": ("uitnodigen",)}),
        Command("champion", {"en": ("champion",), "nl": ("aanjager",)}),
        Command("accept_role", {"en": ("champion yes",), "nl": ("aanjager ja",)}),
        Command("end_role", {"en": ("champion stop",), "nl": ("aanjager stoppen", "aanjager stop")}),
        Command("guests", {"en": ("guests",), "nl": ("gasten",)}),
    ),
    help=(
        HelpLine(10, mark("/heraut join – take part")),
        HelpLine(90, mark("/heraut invite @anna – invite a colleague, once")),
        HelpLine(100, mark("/heraut settings – how often, when, and about what")),
        HelpLine(110, mark("/heraut pause until 2 January – take a break")),
        HelpLine(120, mark("/heraut leave – stop, at once")),
        HelpLine(260, mark("/heraut champion stop – get no more suggestions to decide about"), "champion"),
        HelpLine(300, mark("/heraut champion yes – get suggestions to decide about"), "manager"),
        HelpLine(310, mark("/heraut champion @anna – ask a colleague to be a champion, or end it"), "manager"),
        HelpLine(320, mark("/heraut guests on – let guests of the workspace take part"), "manager"),
    ),
    follows=(follow(Forgotten, roles.asker_forgotten),),
    tells=(Left, NameWithdrawn, RoleLost, RoleTaken),
    home=(
        Section(20, home.join_section, strangers),
        Section(20, home.break_section, on_break, leads=True),
        Section(60, roles.duty_section, roles.unasked),
    ),
    home_buttons=(
        HomeButton("first", 10, "join", mark("Join"), strangers, front=True),
        HomeButton("own", 10, "settings", mark("Settings")),
        HomeButton("own", 20, "resume", mark("Resume now"), on_break, front=True),
        HomeButton("own", 20, "pause", mark("Pause"), awake),
        HomeButton("own", 30, "leave", mark("Leave"), receivers),
    ),
    messages={INVITATION: each(invitations.write_invitation), ROLE: each(roles.write_offer)},
    switches=SWITCHES,
    holds=(
        Held(
            Person,
            "offered_by",
            mark("That you asked a colleague to be a champion, until they answer"),
            fate="own",
            shows=("offered_at",),
        ),
        Held(
            Person,
            "person",
            mark("Your name, language, time zone and role, and your settings"),
            fate="delete",
            seen=("you", "colleagues"),
        ),
        Held(
            Preference,
            "person",
            mark("The ways, networks, topics, languages and days off that you chose"),
            fate="delete",
        ),
        Held(
            SenderCount,
            "person",
            mark("How often you invited, suggested, answered or thanked, by day"),
            fate="delete",
            kept=mark("a week"),
        ),
        Held(Participation, "person", mark("What you agreed to and withdrew, and when"), fate="delete"),
    ),
)
