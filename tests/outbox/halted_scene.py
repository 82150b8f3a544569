"""The outbox while champions pause and resume everything, in between all its other events."""

from hypothesis.stateful import invariant, precondition, rule

from handlers.publishing import pause_all
from tests.outbox.kinds import KINDS
from tests.outbox.scene import PEOPLE, PROCESSES, Outbox


class Halted(Outbox):
    """Nothing unprompted goes out while everything is paused, and nothing is lost afterwards."""

    def __init__(self) -> None:
        self.before: int | None = None  # how many pausable messages had been taken when everything was paused
        super().__init__()

    @precondition(lambda self: self.offered and self.before is None)
    @rule()
    def pauses_everything(self) -> None:
        assert self.run(lambda session: pause_all.begin(session, "W", "anna", self.now))
        self.before = self.unprompted()

    @precondition(lambda self: self.before is None and any(process.turns for process in self.processes.values()))
    @rule(number=PROCESSES)
    def pauses_everything_while_somebody_sends(self, number: int) -> None:
        self.pauses_everything()
        self.says(number)

    @precondition(lambda self: self.before is not None)
    @rule(who=PEOPLE, number=PROCESSES)
    def tries_all_the_same(self, who: str, number: int) -> None:
        self.something_is_due(who, proposed=False)
        self.claims(number)
        self.says(number)

    @precondition(lambda self: self.before is not None)
    @rule()
    def resumes(self) -> None:
        assert self.run(lambda session: pause_all.end(session, "W", self.now))
        self.before = None

    @invariant()
    def nothing_unprompted_goes_out_in_between(self) -> None:
        assert self.before in (None, self.unprompted())

    def unprompted(self) -> int:
        kinds = {mark: row.kind for mark, row in self.messages().items()}
        return sum(KINDS[kinds[mark]].pauses for _, mark in self.platform.taken)

    def ends_well(self) -> None:
        if self.before is not None:
            self.resumes()
        super().ends_well()
