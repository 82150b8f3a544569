"""What feeds register: champions follow them, and what is new becomes drafts."""

from handlers.approval.events import SecondApproved
from handlers.core.language import mark
from handlers.core.people import Forgotten, Left, RoleLost, RoleTaken
from handlers.feeds import day_drafts, decisions, feed_round, handover, list_page, subscriptions
from handlers.outbox.kinds import FEED_DRAFTS, FEED_SILENT
from handlers.registry.events import follow
from handlers.registry.feature import Action, Feature, HelpLine
from handlers.registry.messages import each
from handlers.registry.surfaces import Held, HomeButton, Round, WebPage, champions, one_piece
from handlers.registry.vocabulary import Command, spoken
from models import Feed

FEATURE = Feature(
    name="feeds",
    actions={
        "add_feed": Action(subscriptions.add_feed),
        "drop_entry": Action(decisions.drop_entry),
        "feeds": Action(subscriptions.feeds),
        "older_drafts": Action(decisions.older_drafts),
        "pause_feed": Action(subscriptions.pause_feed),
        "remove_feed": Action(subscriptions.remove_feed),
        "resume_feed": Action(subscriptions.resume_feed),
        "take_feeds": Action(subscriptions.take_feeds),
        "use_entry": Action(decisions.use_entry),
        "use_feed": Action(subscriptions.use_feed),
    },
    commands=(
        Command(
            "feeds",
            spoken(
                en="feeds, feed, rss, atom, opml, subscriptions, follow", nl="feeds, feed, rss, volgen, abonnementen"
            ),
            mark("Feeds"),
            role="champion",
            takes="text",
        ),
    ),
    help=(HelpLine(225, mark("/heraut feeds https://… – follow a feed; what is new becomes drafts"), "champion"),),
    home_buttons=(HomeButton("publish", 30, "feeds", mark("Feeds"), champions),),
    rounds={
        "read_feeds": Round(60, feed_round.read_due, 70),
        "offer_feeds": Round(600, one_piece(day_drafts.offer_entries), 71),
    },
    messages={FEED_DRAFTS: each(decisions.write_drafts), FEED_SILENT: each(handover.write_silent)},
    follows=(
        follow(Forgotten, handover.give_feeds_over),
        follow(Left, handover.hand_over_of_leaver),
        follow(RoleLost, handover.give_feeds_over),
        follow(RoleTaken, handover.role_taken),
        follow(SecondApproved, decisions.draft_approved),
    ),
    pages=(WebPage("/feeds/{token}", list_page.list_page),),
    holds=(
        Held(
            Feed,
            "added_by",
            mark("Feeds that you follow for the programme"),
            fate="tombstone",
            seen=("champions",),
            shows=("title", "address", "added_at"),
        ),
    ),
)
