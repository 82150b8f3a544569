"""What is true: tables, rules as constraints, and the store."""

from models.approval import Approval
from models.attachment import Attachment
from models.audience import GroupSize
from models.audit import AuditEntry
from models.base import Base
from models.calendar import CalendarAddress, CalendarRevision
from models.campaign import Campaign, CampaignTag
from models.certificate import Certificate, CertificateKey
from models.channel import Channel
from models.content import Content, ContentTag, Handout, Pictured, SuggestedText, Topic
from models.course import Course, CourseFigure, CourseProgress
from models.feed import Feed, FeedEntry
from models.forecast_day import ForecastDay
from models.forgotten import ForgottenMark
from models.gathering import Gathering, Organiser, Seat
from models.guide import GuideCard, GuideHelper, GuideQuestion
from models.knowledge import AnswerWord, ColleagueAsked, ColleagueQuestion, Supporter, SupporterTopic
from models.link import Click, DayKey, Link, Visit
from models.message import Lane, Message, Seen
from models.nudge import Nudge
from models.people import Participation, Person, Preference, Workspace
from models.points import Award, LedgerEntry, Thanks, Threshold, WeekPoints
from models.profile import ProfileTick
from models.reference import Reference
from models.released import Baseline, Released, ReleasedTally
from models.retention import Receipt, Retention
from models.runway import Stock
from models.sender_count import SenderCount
from models.share import Share
from models.thought import Thought
from models.total import Total
from models.upload import Upload
from models.week import TeamWeek

__all__ = [
    "AnswerWord",
    "Approval",
    "Attachment",
    "AuditEntry",
    "Award",
    "Base",
    "Baseline",
    "CalendarAddress",
    "CalendarRevision",
    "Campaign",
    "CampaignTag",
    "Certificate",
    "CertificateKey",
    "Channel",
    "Click",
    "ColleagueAsked",
    "ColleagueQuestion",
    "Content",
    "ContentTag",
    "Course",
    "CourseFigure",
    "CourseProgress",
    "DayKey",
    "Feed",
    "FeedEntry",
    "ForecastDay",
    "ForgottenMark",
    "Gathering",
    "GroupSize",
    "GuideCard",
    "GuideHelper",
    "GuideQuestion",
    "Handout",
    "Lane",
    "LedgerEntry",
    "Link",
    "Message",
    "Nudge",
    "Organiser",
    "Participation",
    "Person",
    "Pictured",
    "Preference",
    "ProfileTick",
    "Receipt",
    "Reference",
    "Released",
    "ReleasedTally",
    "Retention",
    "Seat",
    "Seen",
    "SenderCount",
    "Share",
    "Stock",
    "SuggestedText",
    "Supporter",
    "SupporterTopic",
    "TeamWeek",
    "Thanks",
    "Thought",
    "Threshold",
    "Topic",
    "Total",
    "Upload",
    "Visit",
    "WeekPoints",
    "Workspace",
]
