"""What the notifications feature registers: less of this, and the summary of what was beyond the daily limit."""

from handlers.core.language import mark
from handlers.notifications import mutes, summaries
from handlers.notifications.urgent_switch import URGENT_SETTINGS, URGENT_SWITCH
from handlers.outbox.kinds import SUMMARY
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.vocabulary import Command, spoken

FEATURE = Feature(
    name="notifications",
    actions={
        "less": Action(mutes.less),
        "mute": Action(mutes.mute),
        "summary": Action(summaries.summary),
        "unmute": Action(mutes.unmute),
    },
    commands=(
        Command(
            "less",
            spoken(
                en="""
                less, mute, fewer, fewer messages, less messages, too many messages, unmute messages, notifications,
                messages, less often, less of this, too often, too many, spam, reduce, too many notifications, slow
                down, not so often, which messages do i get, calm down
                """,
                nl="""
                minder, minder berichten, te veel berichten, teveel berichten, meldingen, berichten, dempen, demp,
                minder vaak, te vaak, notificaties, minder meldingen, minder hiervan, rustiger, te veel meldingen,
                teveel meldingen, niet zo vaak, rustig aan
                """,
            ),
            mark("Messages from Heraut"),
        ),
    ),
    help=(HelpLine(115, mark("/heraut less – which messages you get")),),
    settings=(URGENT_SETTINGS,),
    switches=(URGENT_SWITCH,),
    messages={SUMMARY: each(summaries.write_summary)},
)
