"""Everything people can do, by the name that travels on buttons, forms and commands."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import (
    answering,
    browsing,
    digests,
    explaining,
    halting,
    inviting,
    joining,
    leaderboard,
    nudging,
    pausing,
    posting,
    publishing,
    questions,
    reacting,
    recognition,
    sharing,
    showing,
    suggesting,
    thanking,
)
from handlers.interaction import Interaction, Look, Reply

Handler = Callable[[Session, Interaction, datetime], Reply | Look]

HANDLERS: dict[str, Handler] = {
    "address": sharing.address,
    "again": sharing.again,
    "answer": questions.answer,
    "approve": suggesting.approve,
    "champion": inviting.champion,
    "content": browsing.content,
    "current": showing.current,
    "decline": suggesting.decline,
    "digest": digests.digest,
    "discard": publishing.discard,
    "edit": posting.edit,
    "help": browsing.help_,
    "home": browsing.home,
    "invite": inviting.invite,
    "item": digests.item,
    "join": joining.join,
    "later": answering.later,
    "leaderboard": leaderboard.leaderboard,
    "leave": joining.leave,
    "me": recognition.me,
    "next": nudging.next_one,
    "no_thanks": inviting.no_thanks,
    "pause": pausing.pause,
    "pause_all": halting.pause_all,
    "post": posting.post,
    "posted": sharing.posted,
    "publish": publishing.publish,
    "questions": questions.questions,
    "react": reacting.react,
    "reason": answering.reason,
    "resume": pausing.resume,
    "resume_all": halting.resume_all,
    "rewrite": sharing.rewrite,
    "settings": joining.settings,
    "share": sharing.share,
    "show": answering.show,
    "skip": answering.skip,
    "stop": publishing.stop,
    "suggest": suggesting.suggest,
    "thank": thanking.thank,
    "undo": answering.undo,
    "way": posting.way,
    "why": explaining.why,
}
