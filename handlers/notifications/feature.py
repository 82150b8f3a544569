"""What the notifications feature registers: less of this, and the summary of what was beyond the daily limit."""

from handlers.core.language import mark
from handlers.notifications import mutes, summaries
from handlers.notifications.urgent_switch import URGENT_SETTINGS, URGENT_SWITCH
from handlers.outbox.kinds import SUMMARY
from handlers.registry.feature import Action, Command, Feature, HelpLine
from handlers.registry.messages import each

FEATURE = Feature(
    name="notifications",
    actions={
        "less": Action(mutes.less),
        "mute": Action(mutes.mute),
        "summary": Action(summaries.summary),
        "unmute": Action(mutes.unmute),
    },
    commands=(Command("less", {"en": ("less", "mute"), "nl": ("minder",)}),),
    help=(HelpLine(115, mark("/heraut less – which messages you get")),),
    settings=(URGENT_SETTINGS,),
    switches=(URGENT_SWITCH,),
    messages={SUMMARY: each(summaries.write_summary)},
)
