"""A whole Heraut in memory with a clock moved by hand: weeks pass in seconds, with the real handlers and planner."""

from datetime import UTC, datetime
from functools import partial

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers import answer
from handlers.campaigns.results import AFTER
from handlers.core.interaction import Interaction, Reply
from handlers.core.messenger import Messenger
from handlers.core.workspaces import known_workspace
from handlers.evergreen.evergreen import comes_back
from handlers.features import FEATURES, open_store
from handlers.planning.due import JOINED
from handlers.planning.plan_round import plan_everybody
from handlers.registry.feature import Feature
from handlers.registry.fetched import FetchFeed, nothing_fetched
from handlers.rounds import Rounds
from models import Campaign, Content, Feed, Message, Person
from models.message import waits
from models.prepared import Query

WORKSPACE = "offline"
NEVER = datetime.max.replace(tzinfo=UTC)
LOOK = Query(
    select(Person.next_at)
    .where(Person.workspace == bindparam("workspace"), Person.next_at.is_not(None), *JOINED)
    .order_by(Person.next_at)
    .limit(1)
)
DUE = Query(
    select(Message.due_at).where(Message.workspace == bindparam("workspace"), waits()).order_by(Message.due_at).limit(1)
)
FEED = Query(
    select(Feed.next_at)
    .where(Feed.workspace == bindparam("workspace"), Feed.next_at.is_not(None))
    .order_by(Feed.next_at)
    .limit(1)
)
RETURNS = Query(select(func.min(Content.ends_at)).where(Content.workspace == bindparam("workspace"), *comes_back()))
CAMPAIGNS = Query(
    select(Campaign.state, Campaign.ends_at).where(
        Campaign.workspace == bindparam("workspace"), Campaign.told_at.is_(None), Campaign.state != "draft"
    )
)


class Offline:
    """One workspace with one messenger. Nothing happens by itself: `tick` makes the rounds at the moment in `now`."""

    def __init__(
        self, mouth: Messenger, now: datetime, fetch: FetchFeed = nothing_fetched, *, learns: bool = True
    ) -> None:
        self.now = self._look = self._feed = self._campaign = self._return = now
        self._store = open_store("sqlite://", FEATURES if learns else [_unlearning(one) for one in FEATURES])
        self._rounds = Rounds(self._store, {WORKSPACE: mouth}, lambda: self.now, self._elapsed)
        self._rounds.fetch = fetch

    async def open(self, name: str) -> None:
        """Create the workspace. Call this first."""
        await self._store.run(lambda session: known_workspace(session, WORKSPACE, WORKSPACE, name, self.now))

    async def answer(self, interaction: Interaction) -> Reply | None:
        """Handle an interaction."""
        return await answer(self._store, interaction, self.now)

    async def tick(self) -> None:
        """Read feeds, bring content back, plan and deliver what is due by now."""
        if self._feed <= self.now:
            await self._rounds.make("read_feeds")
        await self._rounds.make("offer_feeds")
        if self._campaign <= self.now:
            await self._rounds.make("end_campaigns")
        await self._rounds.make("late_approvals")
        if self._return <= self.now:
            await self._rounds.make("returns")
        if self._look <= self.now:
            await self._rounds.make("plan")
        await self._rounds.deliver()

    async def moment(self) -> datetime:
        """When the next tick has something to do, unless somebody acts before."""
        self._look, self._feed, self._campaign, self._return, due = await self._store.run(_moments)
        return min(self._look, self._feed, self._campaign, self._return, due)

    def _elapsed(self) -> float:
        return self.now.timestamp()

    def close(self) -> None:
        self._store.close()


def _unlearning(feature: Feature) -> Feature:
    """The feature, planning at a pace that what people did before does not change."""
    plan = feature.rounds.get("plan")
    if plan is None:
        return feature
    return feature._replace(
        rounds={**feature.rounds, "plan": plan._replace(work=partial(plan_everybody, learns=False))}
    )


def _moments(session: Session) -> tuple[datetime, datetime, datetime, datetime, datetime]:
    (look,) = LOOK.first(session, workspace=WORKSPACE) or (None,)
    (due,) = DUE.first(session, workspace=WORKSPACE) or (None,)
    (feed,) = FEED.first(session, workspace=WORKSPACE) or (None,)
    open_ = CAMPAIGNS.all(session, workspace=WORKSPACE)
    over = (ends if state == "active" else ends + AFTER for state, ends in open_ if ends)
    (returns,) = RETURNS.first(session, workspace=WORKSPACE) or (None,)
    return look or NEVER, feed or NEVER, min(over, default=NEVER), returns or NEVER, due or NEVER
