"""Who takes part: workspaces, people, what they chose, and the record of what they agreed to."""

from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Base, Id, Ref, UtcDateTime, When, WorkspaceKey, one_of, partial_index
from models.content import FactKind, WayName

PersonRole = Literal["employee", "champion", "manager"]
WishKind = Literal["network", "topic", "language", "way", "off", "mute"]
Trait = Literal[WishKind, FactKind]  # what decides which content suits a person
ChosenWay = Literal[WayName, "support"]  # supporters are never nudged
ANYBODY = "person <> ''"
Purpose = Literal["nudges", "named", "clicks", "thanks", "urgent", "role", "credited", "guide"]


class Workspace(Base):
    """A Slack workspace, a Teams tenant, or the playground."""

    __tablename__ = "workspace"
    __table_args__ = (
        CheckConstraint("(worth_at IS NULL) = (worth_by = '')", name="worth"),
        CheckConstraint("(council_at IS NULL) = (council_by = '')", name="council"),
        CheckConstraint("(council_back_at IS NULL) = (council_back_by = '')", name="council_back"),
    )

    workspace: Mapped[WorkspaceKey]
    platform: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[str] = mapped_column(String(35), default="en")
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    created_at: Mapped[When]
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nothing goes out until somebody resumes
    paused_by: Mapped[str] = mapped_column(String(255), default="")
    address: Mapped[str] = mapped_column(String(300), default="")  # where browsers reach Heraut, from its settings
    link_base: Mapped[str] = mapped_column(String(300), default="")  # of tracked links: https://go.example.com
    utm: Mapped[str] = mapped_column(String(500), default="")  # what links add: utm_source={network}&utm_medium=social
    secret: Mapped[str] = mapped_column(String(200), default="")  # signs addresses and draws lots; encrypted
    company: Mapped[str] = mapped_column(String(80), default="")  # by which readers know the organisation
    company_sites: Mapped[str] = mapped_column(
        String(300), default=""
    )  # hosts, with spaces between; empty: all are its
    second: Mapped[bool] = mapped_column(default=False)  # whether a second champion approves all content
    certified: Mapped[str] = mapped_column(String(64), default="")  # the course to know before speaking for it; or none
    guests: Mapped[bool] = mapped_column(default=False)  # whether guests of the workspace may take part
    worth: Mapped[int] = mapped_column(default=0)  # of a click, in hundredths, as a manager assumes
    worth_currency: Mapped[str] = mapped_column(String(3), default="")
    worth_by: Mapped[str] = mapped_column(String(255), default="")
    worth_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    groups_on: Mapped[str] = mapped_column(String(10), default="")  # the day on which groups were last counted
    released_on: Mapped[str] = mapped_column(String(10), default="")  # the day up to which figures were released
    council_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # since when works-council mode is on
    council_by: Mapped[str] = mapped_column(String(255), default="")
    council_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when a manager asked to switch it off
    council_back_by: Mapped[str] = mapped_column(String(255), default="")


class Person(Base):
    """Somebody Heraut has met. An advocate is a person who joined and has not left."""

    __tablename__ = "person"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        CheckConstraint(one_of("role", get_args(PersonRole)), name="role"),
        CheckConstraint("weekly_most BETWEEN 1 AND 7", name="weekly_most"),
        CheckConstraint("0 <= hours_from AND hours_from < hours_to AND hours_to <= 1440", name="hours"),
        CheckConstraint("0 <= days AND days < 128", name="days"),
        partial_index("person_owed", "workspace", where="owed"),
        # Only the one query that repeats this condition uses it. SQLite would otherwise prefer it to better ones.
        partial_index("person_joined", "workspace", "joined_at", where=ANYBODY),
        partial_index("person_next", "workspace", "next_at", where="joined_at IS NOT NULL AND left_at IS NULL"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    name: Mapped[str] = mapped_column(String(200), default="")
    locale: Mapped[str] = mapped_column(String(35), default="en")
    language: Mapped[str] = mapped_column(String(8), default="")  # as they chose; empty: what their client says
    timezone: Mapped[str] = mapped_column(String(64), default="UTC")
    role: Mapped[PersonRole] = mapped_column(String(16), default="employee")
    duty_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # accepted the role, and the messages that ask for it
    offered_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # last asked to be a champion, or gave the role back
    offered_by: Mapped[str] = mapped_column(String(255), default="")  # until they answer
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # wants no more messages
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when to check next whether a nudge is due
    weekly_most: Mapped[int] = mapped_column(default=2)  # nudges in seven days
    hours_from: Mapped[int] = mapped_column(default=570)  # minutes after local midnight
    hours_to: Mapped[int] = mapped_column(default=990)
    days: Mapped[int] = mapped_column(default=31)  # of the week that suit, as bits: 1 Monday, 2 Tuesday, 4 …
    country: Mapped[str] = mapped_column(String(8), default="")  # whose public holidays are kept: NL or DE-BY
    team: Mapped[str] = mapped_column(String(80), default="")  # as the person calls it
    place: Mapped[str] = mapped_column(String(80), default="")  # where they work, as they call it
    named: Mapped[bool] = mapped_column(default=False)  # agreed to be named in channels
    thanks: Mapped[bool] = mapped_column(default=True)  # if named, then in thanks as well
    credited: Mapped[bool] = mapped_column(default=False)  # agreed to be named with what they suggested
    urgent: Mapped[bool] = mapped_column(default=True)  # above their number a week, in emergencies
    clicks: Mapped[bool] = mapped_column(default=False)  # agreed that clicks on their links count for them
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when last asked whether all agreements still hold
    unreachable_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # blocked us; until heard from again
    nudged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # last unasked nudge that went out
    quiet_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # away, according to the platform
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # asked how to go on, and silent until they answer
    # Nudges that were ignored before this moment no longer count.
    pace_from: Mapped[datetime | None] = mapped_column("afresh_at", UtcDateTime)
    nudged_by: Mapped[str] = mapped_column(String(255), default="")  # its message's key
    told_on: Mapped[str] = mapped_column(String(10), default="")  # 2026-03-04, their last day with a message
    told_today: Mapped[int] = mapped_column(default=0)  # messages of any kind on that day
    browsed: Mapped[str] = mapped_column(String(255), default="")  # the content that `next` showed last
    met_at: Mapped[When]
    owed: Mapped[bool] = mapped_column(default=False)  # the platform could not say who this is, and is asked again
    guest: Mapped[bool] = mapped_column(default=False)  # of the workspace, when the platform last described them

    @validates("timezone", "unreachable_at", "quiet_until")
    def _changes(self, _: str, value: object) -> object:
        """Check an advocate at once when their time zone changes, or they are reachable again or back early."""
        if self.next_at is not None:
            self.next_at = self.met_at
        return value

    @property
    def joined(self) -> bool:
        """Whether they are an advocate now: joined, and not left since."""
        return self.joined_at is not None and self.left_at is None

    @property
    def champion(self) -> bool:
        """Whether they may post and approve."""
        return self.role in ("champion", "manager")

    @property
    def manages(self) -> bool:
        """Whether they manage the programme."""
        return self.role == "manager"

    @property
    def on_duty(self) -> bool:
        """Whether they accepted to receive what champions decide about. Managers may decide without that."""
        return self.champion and self.duty_at is not None and self.left_at is None


class Preference(Base):
    """One value that a person chose: a network, a topic, a language, a way, days off, a kind of message they muted.

    The ways to take part are share, react, create and support; supporters are never nudged. Days off look like
    2026-12-24/2027-01-02, both days included.
    """

    __tablename__ = "preference"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"], ondelete="CASCADE"),
        CheckConstraint(one_of("kind", get_args(WishKind)), name="kind"),
    )

    workspace: Mapped[WorkspaceKey]
    person: Mapped[Id]
    kind: Mapped[WishKind] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)


class Participation(Base):
    """What a person agreed to or withdrew, and when. Rows are only ever added."""

    __tablename__ = "participation"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person"], ["person.workspace", "person.person"]),
        CheckConstraint(one_of("purpose", get_args(Purpose)), name="purpose"),
        Index("participation_person", "workspace", "person", "at"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]
    person: Mapped[Ref]
    purpose: Mapped[Purpose] = mapped_column(String(16))
    agreed: Mapped[bool]
    wording: Mapped[str] = mapped_column(String(16))  # the version of the text that was shown
    at: Mapped[When]
