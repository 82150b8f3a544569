"""What the profile registers: its checklist, hints for a text, an exercise, and what a person ticked off."""

from handlers.core.language import mark
from handlers.profile import profile
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.surfaces import Held, HomeButton
from handlers.registry.vocabulary import Command, spoken
from models import ProfileTick

FEATURE = Feature(
    name="profile",
    actions={
        "profile": Action(profile.profile_list),
        "profile_done": Action(profile.profile_done),
        "profile_people": Action(profile.profile_people),
        "profile_text": Action(profile.profile_text),
    },
    commands=(
        Command(
            "profile",
            spoken(
                en="profile, my profile, check my profile, profile check, my linkedin profile, bio, my bio",
                nl="profiel, mijn profiel, profielcheck, mijn linkedinprofiel, mijn linkedin-profiel, mijn bio",
            ),
            mark("Your profile"),
            takes="words",
        ),
        Command(
            "profile_people",
            spoken(
                en="three people, people worth talking to, my network",
                nl="drie mensen, mensen om mee te praten, mijn netwerk",
            ),
            mark("Three people worth talking to"),
            help_of="profile",
        ),
    ),
    help=(HelpLine(78, mark("/heraut profile – a checklist for your profile, and hints for its text")),),
    home_buttons=(HomeButton("contribute", 31, "profile", mark("Your profile")),),
    holds=(
        Held(
            ProfileTick,
            "person",
            mark("What you ticked off for your profile"),
            fate="delete",
            shows=("network", "name", "at"),
        ),
    ),
)
