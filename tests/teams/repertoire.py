"""Everything that Heraut says, by playing what people do in an office: cards, forms, corrected forms, notices."""

import re
from collections.abc import Mapping

from handlers import answer
from handlers.core.interaction import Actor, Card, Form, FormErrors, Interaction, Notice, Page, Reply
from models.store import Store
from tests.support.office import JOINING, POSTING, Office, Values, pressed

PAGE = Page(
    url="https://example.com/owl",
    title="What an owl taught us about rotor blades",
    description="How a bird that nobody hears made our blades six decibels quieter, and what we learned from it.",
    image="https://example.com/owl.png",
    site="Acme Wind",
)
TEXTS = (
    "My colleagues asked an owl.\n\nSix decibels quieter, and a bird to thank. Proud of Carl & team 🦉 #wind",
    "Ever heard an owl fly? Neither had we. That is why we looked *closely* at its wings.",
)
CONTENT: Values = {
    **POSTING,
    "url": PAGE.url,
    "title": PAGE.title,
    "description": PAGE.description,
    "image": PAGE.image,
    "why": "Our blades are quieter now, and this tells the story well.",
    "text_1": TEXTS[0],
    "text_2": TEXTS[1],
    "topics": ("Products",),
}
TARGETS = re.compile(r'"(target|link)":"[^"]*"')
TEAM = ("anna", "bob", "carl", "dina", "eva", "finn", "gus", "hal")


class Corrected(Form):
    """A form that came back with its errors."""

    errors: dict[str, str]
    filled: dict[str, str | tuple[str, ...]]


class Repertoire(Office):
    """An office that keeps every reply and every message, by what led to it."""

    def __init__(self, store: Store, locale: str, workspace: str = "W") -> None:
        super().__init__(store, workspace)
        self.locale = locale
        self.kept: dict[str, Card | Form | Notice] = {}

    def actor(self, who: str) -> Actor:
        return super().actor(who).model_copy(update={"locale": self.locale})

    async def page(self, url: str) -> Page:
        return PAGE.model_copy(update={"trouble": "gone", "url": url}) if url.endswith("/gone") else PAGE

    async def act(self, name: str, who: str, action: str, target: str = "", **more: object) -> Reply:
        values = more.get("values")
        values = values if isinstance(values, Mapping) else {}
        mentioned = str(more.get("mentioned", ""))
        reply = await self.does(who, action, target, values=values, mentioned=mentioned, look=self.page)
        assert reply is not None, name
        self.keep(name, reply, dict(values))
        return reply

    async def card(self, name: str, who: str, action: str, target: str = "", **more: object) -> Card:
        reply = await self.act(name, who, action, target, **more)
        assert isinstance(reply, Card), (name, reply)
        return reply

    async def says(self, name: str, who: str, text: str, mentioned: str = "") -> Reply:
        return await self.act(name, who, "command", values={"text": text}, mentioned=mentioned)

    def keep(self, name: str, reply: Reply, values: dict[str, str | tuple[str, ...]]) -> None:
        match reply:
            case FormErrors(errors=errors):
                form = next(form for form in reversed(self.kept.values()) if isinstance(form, Form))
                self.kept[name] = Corrected.model_validate({**_asked(form), "errors": errors, "filled": values})
            case _:
                self.kept[name] = reply

    async def passes(self, **time: float) -> None:
        """Let time pass. Keep new and changed messages, unless they look like one that is kept already."""
        await self.after(**time)
        for _, card in self.mouth.shown.values():
            if _look(card) not in {_look(kept) for kept in self.kept.values()}:
                self.kept[f"unasked {len(self.kept)}"] = card


def _look(said: Card | Form | Notice) -> str:
    """Everything in a card except the targets of its buttons."""
    return TARGETS.sub("", said.model_dump_json())


def _asked(form: Form) -> dict[str, object]:
    return form.model_dump(include=set(Form.model_fields))


async def joining(office: Repertoire) -> None:
    for name, action in (("a stranger's home", "home"), ("a stranger's help", "help"), ("a stranger's me", "me")):
        await office.act(name, "anna", action)
    await office.act("this week, of few people", "anna", "leaderboard")
    await office.act("joining", "anna", "join")
    wrong = {**JOINING, "hours_from": "17:00"}
    await office.act("joining with a mistake", "anna", "join", values=wrong)
    for who in ("boss", *TEAM):
        await office.act("joined", who, "join", values={**JOINING, "topics": ("Products", "People")})
    await office.act("settings", "anna", "settings")
    await office.act("settings saved", "anna", "settings", values=JOINING)
    await office.act("me, at the beginning", "anna", "me")
    await office.act("a refusal", "anna", "champion")
    await office.says("a mistyped command", "anna", "jion")
    await office.says("an invitation is on its way", "anna", "invite @gina", "gina")
    await office.passes(minutes=1)
    await office.act("no, thanks", "gina", "no_thanks")
    await office.says("an offer is on its way", "boss", "champion @carl", "carl")
    await office.passes(minutes=1)
    await office.act("a new champion", "carl", "accept_role")
    await office.act("a manager gets suggestions too", "boss", "accept_role")
    await office.act("a manager no longer gets them", "boss", "end_role")
    await office.act("no, thanks to a role", "boss", "decline_role")
    await office.act("a manager gets them again", "boss", "accept_role")
    await office.act("a champion's help", "carl", "help")
    await office.act("a champion's home", "carl", "home")


async def posting(office: Repertoire) -> str:
    await office.act("nothing runs", "carl", "content")
    await office.says("posting", "carl", "post https://example.com/owl")
    wrong = {**CONTENT, "title": "", "text_2": "", "starts": "2026-03-09", "ends": "2026-03-01"}
    await office.act("posting with mistakes", "carl", "post", values=wrong)
    unwanted = await office.card("a draft", "carl", "post", values={**CONTENT, "title": "Unwanted"})
    await office.act("discarded", "carl", "discard", pressed(unwanted, "discard"))
    draft = await office.card("a draft with everything", "carl", "post", values=CONTENT)
    content = pressed(draft, "publish")
    await office.act("published", "carl", "publish", content)
    await office.act("changing", "carl", "edit", content)
    await office.act("changed", "carl", "edit", content, values={**CONTENT, "ends": "2026-12-31"})
    gone = {**CONTENT, "url": "https://example.com/gone"}
    await office.act("changing to a page that is gone", "carl", "edit", content, values=gone)
    return content


async def nudges(office: Repertoire) -> None:
    await office.passes(minutes=30)
    [nudge] = [pressed(card, "share") for card in office.told("anna") if "share" in str(card.parts)][:1]
    share = await office.card("share", "anna", "share", nudge)
    draft = pressed(share, "rewrite")
    await office.act("change the text", "anna", "rewrite", draft)
    await office.act("a text that is missing", "anna", "rewrite", draft, values={"text": " "})
    await office.act("text changed", "anna", "rewrite", draft, values={"text": "In my own words."})
    await office.act("I posted it", "anna", "posted", draft)
    there = {"network": "linkedin", "address": "https://example.com/nowhere"}
    await office.act("a post that is not there", "anna", "posted", draft, values=there)
    await office.act("posted", "anna", "posted", draft, values={"network": "linkedin", "address": ""})
    await office.act("the address of a post", "anna", "address", draft)
    known = {"address": "https://www.linkedin.com/posts/anna-1"}
    await office.act("posted, with its address", "anna", "address", draft, values=known)
    await office.act("on another network", "anna", "again", nudge)
    await office.act("undone", "anna", "undo", nudge)
    [other] = [pressed(card, "skip") for card in office.told("bob") if "share" in str(card.parts)][:1]
    await office.act("skipped", "bob", "skip", other)
    await office.act("skipped, with a reason", "bob", "reason", f"salesy|{other}")
    await office.act("undone, after a skip", "bob", "undo", other)
    await office.act("later", "bob", "later", other)
    await office.act("later, at a time", "bob", "later", f"tomorrow|{other}")
    for who in ("anna", "bob", "carl", "dina", "eva", "finn"):
        await shares(office, who)


async def shares(office: Repertoire, who: str) -> None:
    """Share what they were offered, on LinkedIn."""
    for card in [card for card in office.told(who) if "'share'" in str(card.parts)]:
        begun = await office.does(who, "share", pressed(card, "share"))
        if isinstance(begun, Card):
            await office.act("posted", who, "posted", pressed(begun, "rewrite"), values={"network": "linkedin"})


async def suggestions(office: Repertoire) -> None:
    await office.says("suggesting", "dina", "suggest https://example.com/owl")
    await office.act("suggesting nothing", "dina", "suggest", values={**CONTENT, "url": "x", "text_2": ""})
    asked = {name: value for name, value in CONTENT.items() if name in {"url", "why", "text_1"}}
    for title, page in (("A good one", "https://example.com/good"), ("Not public yet", "https://example.com/later")):
        await office.act("suggested", "dina", "suggest", values={**asked, "title": title, "url": page})
    await office.act("suggested before", "eva", "suggest", values={**asked, "title": "Later", "url": page})
    await office.passes(minutes=30)
    good, bad = (pressed(card, "approve") for card in office.told("carl") if "'approve'" in str(card.parts))
    await office.act("content", "carl", "content")
    editor = await office.act("the editor of a suggestion", "carl", "approve", good)
    assert isinstance(editor, Form)
    await office.card("approved", "carl", "approve", editor.target, values={**CONTENT, "title": "A good one"})
    await office.act("stopped at once", "carl", "stop", good)
    await office.act("the stop undone", "carl", "undo_stop", good)
    await office.act("stopped for good", "carl", "stop", good)
    twin = await office.card("here already", "carl", "publish_again", good)
    await office.act("published again", "carl", "publish_again", pressed(twin, "publish_again"))
    await office.act("declining", "carl", "decline", bad)
    await office.act("declining in silence", "carl", "decline", bad, values={"reason": " "})
    await office.act("declined", "carl", "decline", bad, values={"reason": "Lovely, but it is not public yet."})
    await office.act("declined before", "eva", "suggest", values={**asked, "title": "Later", "url": page})
    for giver in ("anna", "bob", "carl", "eva", "finn"):
        await office.says("thanked", giver, "thank @dina for the great idea about the owls", "dina")
    await office.passes(minutes=30)


async def weeks(office: Repertoire) -> None:
    await office.act("this week so far", "anna", "leaderboard")
    await office.act("me", "anna", "me")
    await office.act("all my points", "anna", "me", "all")
    here = Interaction(
        key="here",
        actor=office.actor("carl"),
        action="command",
        values={"text": "leaderboard here"},
        channel="C1",
        channel_name="general",
    )
    reply = await answer(office.store, here, office.now)
    assert isinstance(reply, Notice)
    office.keep("a weekly message is on its way", reply, {})
    await office.passes(days=5)


async def emergencies(office: Repertoire) -> None:
    """Content above all budgets, content that is too salesy for many, and content that is recalled."""
    asked = {"ask": "remove", "reason": "The figure of six decibels was wrong. Sorry!"}
    await office.passes(days=1)
    draft = await office.card("another draft", "carl", "post", values={**CONTENT, "url": "https://example.com/flood"})
    urgent = pressed(draft, "override")
    await office.act("above all budgets", "carl", "override", urgent)
    await office.act("above all budgets, without a reason", "carl", "override", urgent, values={"reason": ""})
    await office.act("asked above all", "carl", "override", urgent, values={"reason": "The street is flooded."})
    await office.passes(minutes=1)
    await office.act("not confirmed", "boss", "decline_override", urgent)
    await office.passes(minutes=1)
    await office.act("asked again", "carl", "override", urgent, values={"reason": "The street is flooded."})
    await office.act("published above all", "boss", "confirm_override", urgent)
    await office.passes(minutes=30)
    await office.act("content, with what went above all", "carl", "content")
    await office.act("taking back", "carl", "recall", urgent)
    for who in ("ria", "sem", "tom", "uma", "vik"):  # they are offered it too, and say nothing
        await office.does(who, "join", values=JOINING)
        await office.does(who, "next")
    for who in TEAM[3:]:
        await office.does(who, "next")
        await office.does(who, "skip", f"{who}.{urgent}")
        await office.act("skipped, as too salesy", who, "reason", f"salesy|{who}.{urgent}")
    await office.passes(days=1)
    await office.act("published again", "carl", "publish", urgent)
    for who in TEAM[:2]:
        await office.does(who, "next")
        begun = await office.does(who, "share", f"{who}.{urgent}")
        if isinstance(begun, Card):
            await office.does(who, "posted", pressed(begun, "rewrite"), values={"network": "linkedin"})
    await office.act("taken back", "carl", "recall", urgent, values=asked)
    await office.passes(minutes=1)


async def going_again(office: Repertoire) -> None:
    """Content that is stopped, runs again, and leads to a page that is gone; and days off that are still to come."""
    gone = await office.posts("carl", url="https://example.com/gone", title="Gone by then")
    await office.act("stopped", "carl", "stop", gone)
    await office.act("not stopped after all", "carl", "undo_stop", gone)
    await office.does("carl", "stop", gone)
    await office.act("publishing again what is gone", "carl", "publish_again", gone)
    await office.says("days off to come", "anna", "pause 24-31 december")


async def halting(office: Repertoire) -> None:
    """Start with a card that nobody has answered yet."""
    await office.posts("carl", url="https://example.com/wind", title="Wind, and who makes it")
    await office.passes(days=1)
    await office.passes(hours=1)
    await office.says("pausing everything", "carl", "pause all")
    await office.act("everything is paused", "carl", "pause_all")
    await office.act("a champion's home, paused", "carl", "home")
    await office.act("anybody's home, paused", "anna", "home")
    await office.act("paused already", "boss", "pause_all")
    await office.passes(minutes=1)
    await office.says("everything resumed", "carl", "resume all")
    await office.passes(minutes=1)


async def leaving(office: Repertoire, content: str) -> None:
    await office.act("home", "anna", "home")
    await office.act("help", "anna", "help")
    await office.act("pausing", "anna", "pause")
    await office.says("paused", "anna", "pause until 1 December")
    await office.act("home, at rest", "anna", "home")
    await office.act("resumed", "anna", "resume")
    await office.passes(days=1)
    await office.act("content with figures", "carl", "content")
    await office.act("stopped", "carl", "stop", content)
    await office.passes(minutes=30)
    await office.act("left", "anna", "leave")
