"""The words of the audit trail: what each act, and each detail of it, is called."""

from collections.abc import Mapping, Sequence
from typing import get_args

from handlers.core.language import mark
from models.audit import Act, CouncilAct, DataAct, Detail, FiguresAct, OverrideAct

ACTS: Mapping[Act, str] = {
    "edited": mark("{name} changed content"),
    "published": mark("{name} published content"),
    "published_again": mark("{name} published content again"),
    "stopped": mark("{name} stopped content"),
    "stop_undone": mark("{name} undid stopping content"),
    "recalled": mark("{name} took content back"),
    "approved": mark("{name} approved a suggestion"),
    "declined": mark("{name} declined a suggestion"),
    "discarded": mark("{name} discarded a draft"),
    "override_asked": mark("{name} asked to publish above all budgets"),
    "override_confirmed": mark("{name} confirmed publishing above all budgets"),
    "override_declined": mark("{name} declined publishing above all budgets"),
    "role_offered": mark("{name} offered a role"),
    "role_accepted": mark("{name} accepted a role"),
    "role_declined": mark("{name} declined a role"),
    "role_ended": mark("{name} ended a role"),
    "looked_at_figures": mark("{name} looked at figures"),
    "exported": mark("{name} exported the figures"),
    "council_on": mark("{name} switched works-council mode on"),
    "council_off_asked": mark("{name} asked to switch works-council mode off"),
    "council_off": mark("{name} switched works-council mode off"),
    "threshold_changed": mark("{name} changed which shares count"),
    "links_changed": mark("{name} changed the settings of links"),
    "value_changed": mark("{name} changed what a click is assumed to be worth"),
    "retention_changed": mark("{name} changed how long data is kept"),
    "guests_switched": mark("{name} changed whether guests may take part"),
    "keys_rotated": mark("{name} exchanged the keys of the store"),
    "channel_added": mark("{name} started the weekly message in a channel"),
    "channel_changed": mark("{name} changed the weekly message in a channel"),
    "channel_removed": mark("{name} ended the weekly message in a channel"),
    "paused_all": mark("{name} paused everything"),
    "resumed_all": mark("{name} resumed everything"),
    "exported_person": mark("{name} exported one person’s data"),
    "forgot_person": mark("{name} deleted one person’s data"),
}
DETAILS: Mapping[Detail, str] = {
    "address": mark("address"),
    "title": mark("title"),
    "description": mark("description"),
    "picture": mark("picture"),
    "why": mark("why it is worth sharing"),
    "texts": mark("suggested texts"),
    "topics": mark("topics"),
    "networks": mark("networks"),
    "readers": mark("languages"),
    "dates": mark("dates"),
    "importance": mark("importance"),
    "campaign": mark("campaign"),
    "hold_out": mark("who it leaves out at random"),
    "results": mark("results of everything"),
    "content_results": mark("results of content"),
    "content_list": mark("figures in the list of content"),
    "csv": "CSV",
    "xlsx": "XLSX",
    "json": "JSON",
    "claimed": mark("said to be posted"),
    "opened": mark("opened from here"),
    "previewed": mark("previewed by the network"),
    "clicked": mark("clicked by somebody"),
    "verified": mark("read in public"),
    "champion": mark("champion"),
    "manager": mark("programme manager"),
    "ranking": mark("ranking"),
    "on": mark("on"),
    "off": mark("off"),
    "link_base": mark("where links begin"),
    "parameters": mark("what links add"),
}
# Acts that concern everybody, and that everybody may read.
FOR_ALL: Sequence[Act] = (
    *get_args(FiguresAct),
    *get_args(OverrideAct),
    *get_args(CouncilAct),
    "role_accepted",
    "role_ended",
    "retention_changed",
    "guests_switched",
)
# Between two people: nobody has to account for a no, or for what they asked about their own data.
BETWEEN_TWO: Sequence[Act] = ("role_declined", *get_args(DataAct))
