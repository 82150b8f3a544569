"""The kinds of messages, in one table. The feature that a kind belongs to registers it with its writer."""

from datetime import timedelta
from functools import partial

from handlers.core.language import mark
from handlers.registry.messages import Kind, Rank

TWO_DAYS, WEEK, TWO_WEEKS = timedelta(days=2), timedelta(days=7), timedelta(days=14)
# What somebody's act leads to comes also while everything is paused, and twice rather than not at all.
_answer = partial(Kind, rank=Rank.ANSWER, beyond="summary", repeats=True, pauses=False)
_question = partial(Kind, rank=Rank.DECISION, beyond="summary", repeats=True, pauses=False)

DECISION = _answer(
    name="decision",
    words="what became of a suggestion",
    called=mark("What became of your suggestions"),
    audience="anybody",
)
DRAFT = _answer(
    name="draft",
    words="the text that a champion made of somebody's thought",
    called=mark("Texts that champions made of your thoughts"),
    audience="members",
)
GUIDE_ANSWER = _answer(
    name="guide_answer",
    words="the answer to a question about the guide",
    called=mark("Answers to what you asked about the guide"),
    audience="anybody",
)
GUIDE_QUESTION = _question(
    name="guide_question",
    words="somebody's question about the guide, for those who answer",
    called=mark("Questions about the guide to answer"),
    audience="champions",
)
COLLEAGUE_ANSWER = GUIDE_ANSWER._replace(
    name="colleague_answer",
    words="the answer to a question to colleagues, or that nobody answered",
    called=mark("Answers to what you asked colleagues"),
)
COLLEAGUE_QUESTION = GUIDE_QUESTION._replace(
    name="colleague_question",
    words="a colleague's question, for those who offered to answer",
    called=mark("Questions of colleagues to answer"),
    audience="anybody",
)
APPROVAL = _question(
    name="approval",
    words="a suggestion to approve or decline",
    called=mark("Suggestions to approve or decline"),
    audience="champions",
)
FEED_DRAFTS = Kind(  # its writer cancels it once all of them are decided
    name="feed_drafts",
    rank=Rank.NEWS,
    words="what is new in the feeds, for champions",
    called=mark("What is new in your feeds"),
    audience="champions",
    beyond="summary",
    latest=TWO_DAYS,
)
FEED_SILENT = Kind(
    name="feed_silent",
    rank=Rank.NEWS,
    words="that a feed cannot be read any more",
    called=mark("News about feeds that cannot be read"),
    audience="champions",
    beyond="summary",
    latest=WEEK,
)
OVERRIDE = _question(
    name="override",
    words="that something went above all budgets",
    called=mark("News of content above all budgets"),
    audience="champions",
)
SECOND = _question(
    name="second",
    words="content for a second champion to approve",
    called=mark("Content for a second champion to approve"),
    audience="champions",
)
SECOND_ANSWER = _answer(
    name="second_answer",
    words="what a second champion said",
    called=mark("What a second champion said about your content"),
    audience="anybody",
)
RECALL = _question(
    name="recall",
    words="that something shared is taken back",
    called=mark("Requests about posts that are taken back"),
    audience="members",
)
THOUGHT = _question(
    name="thought",
    words="somebody's rough thought, for a champion",
    called=mark("Rough thoughts to write up"),
    audience="champions",
)
COUNCIL_BACK = Kind(
    name="council_back",
    rank=Rank.DECISION,
    words="the question whether to switch works-council mode off",
    called=mark("Questions about works-council mode"),
    audience="managers",
    beyond="summary",
    latest=TWO_WEEKS,
)
COUNCIL_ENDED = Kind(
    name="council_ended",
    rank=Rank.NEWS,
    words="that works-council mode is off",
    called=mark("News about works-council mode"),
    audience="members",
    beyond="summary",
    mutes=False,
    repeats=True,
)
EVENT_NEWS = Kind(  # its writer cancels it once the event has begun, and the next one too
    name="event_news",
    rank=Rank.DECISION,
    words="that a seat at an event came free, or that it moved or was called off",
    called=mark("News of events that you come to"),
    audience="anybody",
    beyond="summary",
    repeats=True,
)
EVENT_REMINDER = Kind(
    name="event_reminder",
    rank=Rank.DECISION,
    words="a reminder of an event that somebody comes to",
    called=mark("Reminders of events that you come to"),
    audience="anybody",
    beyond="never",
)
EVENT_AFTER = Kind(
    name="event_after",
    rank=Rank.NEWS,
    words="the question how an event was",
    called=mark("The question how an event was"),
    audience="anybody",
    beyond="summary",
    latest=WEEK,
)
INVITATION = Kind(
    name="invitation",
    rank=Rank.NEWS,
    words="a colleague's invitation",
    called=mark("Invitations"),
    audience="anybody",
    beyond="later",
    latest=WEEK,
    mutes=False,
)
ROLE = Kind(
    name="role",
    rank=Rank.NEWS,
    words="the offer to be a champion",
    called=mark("Offers to be a champion"),
    audience="anybody",
    beyond="later",
    latest=TWO_WEEKS,
    mutes=False,
)
LESSON = Kind(
    name="lesson",
    rank=Rank.NEWS,
    words="why a piece of content rests",
    called=mark("Why your content rests"),
    audience="champions",
    beyond="summary",
    latest=WEEK,
)
CAMPAIGN_RESULT = Kind(
    name="campaign_result",
    rank=Rank.NEWS,
    words="what came of a campaign that is over",
    called=mark("Results of campaigns"),
    audience="champions",
    beyond="summary",
    latest=WEEK,
)
RUNWAY = Kind(
    name="runway",
    rank=Rank.NEWS,
    words="that content runs dry within a week",
    called=mark("Warnings that content runs dry"),
    audience="champions",
    beyond="summary",
    latest=WEEK,
)
TOO_FEW = Kind(
    name="too_few",
    rank=Rank.NEWS,
    words="that content is for groups that became too small",
    called=mark("Content for groups that became too small"),
    audience="champions",
    beyond="summary",
    latest=WEEK,
)
BADGE = Kind(
    name="badge",
    rank=Rank.NEWS,
    words="congratulations on a badge",
    called=mark("Badges"),
    audience="members",
    beyond="summary",
    latest=TWO_DAYS,
)
THANKS = Kind(
    name="thanks",
    rank=Rank.NEWS,
    words="thanks from a colleague",
    called=mark("Thanks from colleagues"),
    audience="members",
    beyond="summary",
    latest=TWO_DAYS,
)
COLLEAGUE_THANKS = THANKS._replace(
    name="colleague_thanks",
    words="thanks for the answer to a colleague's question",
    called=mark("Thanks for your answers"),
    audience="anybody",
)
OPENED = Kind(
    name="opened",
    rank=Rank.NEWS,
    words="what came of a share",
    called=mark("How often your links were opened"),
    audience="members",
    beyond="summary",
    latest=WEEK,
)
SUMMARY = Kind(  # what was beyond the day's limit, in one message
    name="summary",
    rank=Rank.NEWS,
    words="what waited because of the daily limit, in one message",
    called=mark("Summaries"),
    audience="anybody",
    beyond="later",
)
LEADERBOARD = Kind(  # its writer cancels it after Wednesday noon
    name="leaderboard",
    rank=Rank.OFFER,
    words="the week's message in a channel",
    called=mark("The week in a channel"),
    audience="anybody",
    beyond="later",
    mutes=False,
)
COURSE = Kind(  # in place of a nudge
    name="course",
    rank=Rank.OFFER,
    words="a course that somebody stopped halfway in, or asked for",
    called=mark("Courses to go on with"),
    audience="members",
    beyond="later",
    ends_on_break=True,
)
PACE = Kind(
    name="pace",
    rank=Rank.OFFER,
    words="the question how to go on",
    called=mark("The question how to go on"),
    audience="members",
    beyond="later",
    ends_on_break=True,
    mutes=False,
)
AGREEMENTS = Kind(
    name="agreements",
    rank=Rank.OFFER,
    words="the question, once a year, whether what somebody agreed to still holds",
    called=mark("The yearly question about what you agreed to"),
    audience="members",
    beyond="later",
)
NUDGE = Kind(
    name="nudge",
    rank=Rank.OFFER,
    words="something to share",
    called=mark("Something to share"),
    audience="members",
    beyond="later",
    ends_on_break=True,
    mutes=False,
)
DIGEST = NUDGE._replace(name="digest", words="several things to share")
