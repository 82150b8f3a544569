"""The kinds of messages, in one table. The feature that a kind belongs to registers it with its writer."""

from datetime import timedelta

from handlers.registry.messages import Kind, Rank

TWO_DAYS, WEEK, TWO_WEEKS = timedelta(days=2), timedelta(days=7), timedelta(days=14)

DECISION = Kind(name="decision", rank=Rank.ANSWER, words="what became of a suggestion", repeats=True, pauses=False)
DRAFT = Kind(
    name="draft",
    rank=Rank.ANSWER,
    words="the text that a champion made of somebody's thought",
    repeats=True,
    pauses=False,
    ends_on_leaving=True,
)
APPROVAL = Kind(
    name="approval", rank=Rank.DECISION, words="a suggestion to approve or decline", repeats=True, pauses=False
)
OVERRIDE = Kind(
    name="override", rank=Rank.DECISION, words="that something went above all budgets", repeats=True, pauses=False
)
RECALL = Kind(
    name="recall", rank=Rank.DECISION, words="that something shared is taken back", repeats=True, pauses=False
)
THOUGHT = Kind(
    name="thought",
    rank=Rank.DECISION,
    words="somebody's rough thought, for a champion",
    repeats=True,
    pauses=False,
    ends_on_leaving=True,
)
COUNCIL_BACK = Kind(
    name="council_back",
    rank=Rank.DECISION,
    words="the question whether to switch works-council mode off",
    latest=TWO_WEEKS,
)
COUNCIL_ENDED = Kind(
    name="council_ended", rank=Rank.NEWS, words="that works-council mode is off", repeats=True, ends_on_leaving=True
)
INVITATION = Kind(name="invitation", rank=Rank.NEWS, words="a colleague's invitation", latest=WEEK)
LESSON = Kind(name="lesson", rank=Rank.NEWS, words="why a piece of content rests", latest=WEEK)
BADGE = Kind(name="badge", rank=Rank.NEWS, words="congratulations on a badge", latest=TWO_DAYS, ends_on_leaving=True)
THANKS = Kind(name="thanks", rank=Rank.NEWS, words="thanks from a colleague", latest=TWO_DAYS, ends_on_leaving=True)
OPENED = Kind(name="opened", rank=Rank.NEWS, words="what came of a share", latest=WEEK, ends_on_leaving=True)
# Its writer cancels it after Wednesday noon.
LEADERBOARD = Kind(name="leaderboard", rank=Rank.OFFER, words="the week's message in a channel")
PACE = Kind(name="pace", rank=Rank.OFFER, words="the question how to go on", ends_on_leaving=True, ends_on_break=True)
NUDGE = Kind(  # outside the recipient's hours it waits for the next of them
    name="nudge", rank=Rank.OFFER, words="something to share", ends_on_leaving=True, ends_on_break=True
)
DIGEST = Kind(name="digest", rank=Rank.OFFER, words="several things to share", ends_on_leaving=True, ends_on_break=True)
