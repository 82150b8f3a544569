"""A platform that fails on request."""

from datetime import datetime

from handlers.core.interaction import Card
from handlers.core.messenger import Blocked, CannotTell, InDoubt, Revoked, Throttled


class Platform:
    """Takes messages and keeps its own record. It fails before or after taking one, on request."""

    per_second = 50.0

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []  # address and mark
        self.shows = True  # whether it lets a bot look back
        self.trouble = ""

    async def send(self, workspace: str, address: str, card: Card, mark: str) -> str:
        trouble = self._fails_before()
        self.taken.append((address, mark))
        if trouble == "after":
            raise InDoubt("time-out")
        return f"{address}/{len(self.taken)}"

    async def update(self, workspace: str, ref: str, card: Card) -> None:
        if self._fails_before() == "after":
            raise InDoubt("time-out")

    async def find(self, workspace: str, address: str, mark: str, since: datetime) -> str | None:
        if not self.shows:
            raise CannotTell
        return f"{address}/found" if (address, mark) in self.taken else None

    def _fails_before(self) -> str:
        trouble, self.trouble = self.trouble, ""
        problems = {
            "throttled": Throttled(30),
            "blocked": Blocked("user_disabled"),
            "revoked": Revoked("token_revoked"),
            "before": InDoubt("500"),
            "broken": RuntimeError("a mistake of ours"),
        }
        if trouble in problems:
            raise problems[trouble]
        return trouble
