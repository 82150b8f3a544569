"""Everything people can do, by the name that travels on buttons, forms and commands."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import browsing
from handlers.advocates import invitations, joining, pausing
from handlers.contributions import ghostwriting, questions, reactions, thoughts
from handlers.core.interaction import Interaction, Look, Reply
from handlers.links import take_along
from handlers.nudges import answers, digests, next_nudge, nudge, why
from handlers.planning import pace
from handlers.publishing import lifecycle, override, pause_all, posting, recall, suggestions
from handlers.recognition import leaderboard, points, thanks
from handlers.results import click_value, export, results
from handlers.sharing import sharing

Handler = Callable[[Session, Interaction, datetime], Reply | Look]

HANDLERS: dict[str, Handler] = {
    "address": sharing.address,
    "again": sharing.again,
    "answer": questions.answer,
    "approve": suggestions.approve,
    "champion": invitations.champion,
    "content_link": take_along.content_link,
    "content": browsing.content,
    "current": nudge.current,
    "decline": suggestions.decline,
    "digest": digests.digest,
    "discard": lifecycle.discard,
    "drop": thoughts.drop,
    "edit": posting.edit,
    "export": export.export,
    "fewer": pace.fewer,
    "help": browsing.help_,
    "home": browsing.home,
    "invite": invitations.invite,
    "item": digests.item,
    "join": joining.join,
    "keep": pace.keep,
    "later": answers.later,
    "leaderboard": leaderboard.leaderboard,
    "leave": joining.leave,
    "link": take_along.link,
    "links": take_along.links_,
    "me": points.me,
    "next": next_nudge.next_one,
    "no_thanks": invitations.no_thanks,
    "override": override.override,
    "pause": pausing.pause,
    "pause_all": pause_all.pause_all,
    "post": posting.post,
    "posted": sharing.posted,
    "publish": lifecycle.publish,
    "questions": questions.questions,
    "react": reactions.react,
    "ready": thoughts.ready,
    "reason": answers.reason,
    "recall": recall.recall,
    "rephrase": thoughts.rephrase,
    "results": results.results,
    "resume": pausing.resume,
    "resume_all": pause_all.resume_all,
    "rewrite": sharing.rewrite,
    "settings": joining.settings,
    "share": sharing.share,
    "show": answers.show,
    "skip": answers.skip,
    "stop": lifecycle.stop,
    "suggest": suggestions.suggest,
    "take": ghostwriting.take,
    "thank": thanks.thank,
    "thought": thoughts.thought,
    "undo": answers.undo,
    "value": click_value.value,
    "way": posting.way,
    "why": why.why,
    "write": ghostwriting.write,
}
