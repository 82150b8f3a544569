"""Turns what Teams sends into Interactions. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from html import unescape

from bot.teams import forms
from bot.teams.references import Reference
from bot.teams.settings import TeamsSettings
from bot.teams.wire import Account, Activity, Execute, Payload
from handlers.core.interaction import Actor, Interaction, Standing

PERSONAL = "personal"
TAG = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
NAME = re.compile(r"^[/@]?heraut\b[\s:,]*", re.IGNORECASE)
BLANKS = str.maketrans({"\u00a0": " ", "\u200b": None, "\u2060": None, "\ufeff": None})
ESCAPED = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&"}  # no more: an address may hold "&copy="
LINK = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
CLIENT = "clientInfo"
BOTS = "28:"  # how their ids begin
EXTERNAL = "#EXT#"


def actor(sent: Activity, settings: TeamsSettings, its: Standing = "member") -> Actor:
    client = next((entity for entity in sent.entities if entity.type == CLIENT), None)
    return Actor(
        workspace=settings.workspace,
        person=person(sent.from_),
        name=sent.from_.name,
        locale=sent.locale or (client.locale if client else ""),
        timezone=sent.local_timezone or (client.timezone if client else ""),
        admin=settings.administers(person(sent.from_)) if its == "member" else False,
        standing=its,
    )


def standing(account: Account, settings: TeamsSettings) -> Standing:
    """Where somebody belongs, as far as Teams says. Guests have a mark in their sign-in name too."""
    if account.id.startswith(BOTS):
        return "bot"
    if account.tenant_id and settings.tenant_id and account.tenant_id.lower() != settings.tenant_id.lower():
        return "stranger"
    if account.user_role == "anonymous":
        return "stranger"
    return "guest" if account.user_role == "guest" or EXTERNAL in account.user_principal_name.upper() else "member"


def person(account: Account) -> str:
    """Microsoft's own id of somebody, the same in every app and chat; or else the id that Teams uses."""
    return account.aad_object_id or account.id


def is_personal(sent: Activity) -> bool:
    kind = sent.conversation.conversation_type
    return kind == PERSONAL if kind else not sent.conversation.is_group


def channel(sent: Activity) -> str:
    """Empty in a chat with Heraut alone. A thread is part of its channel."""
    if is_personal(sent):
        return ""
    named = sent.channel_data.channel if sent.channel_data else None
    return (named.id if named else "") or sent.conversation.id.partition(";")[0]


def channel_name(sent: Activity) -> str:
    """For a team's first channel Teams tells only the name of the team."""
    if is_personal(sent) or sent.channel_data is None:
        return ""
    named = (sent.channel_data.channel, sent.channel_data.team)
    return next((one.name for one in named if one and one.name), "")


def reference(sent: Activity) -> Reference:
    """How to reach the person who wrote."""
    conversation = sent.conversation.id if is_personal(sent) else ""
    return Reference(service=sent.service_url, conversation=conversation, user=sent.from_.id, bot=sent.recipient.id)


def place(sent: Activity) -> Reference:
    """How to reach the channel or chat in which it was written."""
    return Reference(service=sent.service_url, conversation=channel(sent), bot=sent.recipient.id)


# ── Words ─────────────────────────────────────────────────────────────────────────────────────────


def mentions(sent: Activity) -> Iterator[Account]:
    """The people who are mentioned, once each, without our bot."""
    seen = {sent.recipient.id, ""}
    for entity in sent.entities:
        account = entity.mentioned
        if entity.type == "mention" and account and account.id not in seen:
            seen.add(account.id)
            yield account


def is_for_us(sent: Activity) -> bool:
    """In a channel, only what mentions our bot."""
    named = (entity.mentioned.id for entity in sent.entities if entity.type == "mention" and entity.mentioned)
    return is_personal(sent) or sent.recipient.id in named


def said(sent: Activity, known: Mapping[str, Actor]) -> str:
    """As typed, without the mention of our bot; people as @PERSON."""
    text = sent.text
    for entity in sent.entities:
        if entity.type == "mention" and entity.mentioned and entity.text:
            one = entity.mentioned
            ours = one.id == sent.recipient.id
            text = text.replace(
                entity.text, " " if ours else f"@{known[one.id].person if one.id in known else one.id}", 1
            )
    text = TAG.sub(r"\1", text)
    for escaped, letter in ESCAPED.items():
        text = text.replace(escaped, letter)
    return NAME.sub("", text.translate(BLANKS).strip())


def command(sent: Activity, who: Actor, known: Mapping[str, Actor]) -> Interaction:
    """The id of a message is a time, so it is unique only in its own chat."""
    return Interaction(
        key="message:" + digest(sent.conversation.id, sent.id or sent.timestamp, who.person),
        actor=who,
        action="command",
        values={"text": said(sent, known)},
        channel=channel(sent),
        channel_name=channel_name(sent),
        mentioned=tuple(known.values()),
        repeats=True,
    )


# ── Buttons and forms ─────────────────────────────────────────────────────────────────────────────


def pressed(sent: Activity, execute: Execute, who: Actor) -> Interaction:
    """A pressed button; the button of a form brings the form's values.

    Teams repeats a press with the same id at first, which the key shows, and later with a new one. For a form, its
    token shows that too; for a button, only the handlers can tell.
    """
    target, token = execute.data.get("target"), execute.data.get("form")
    data = json.dumps(execute.data, sort_keys=True)
    once = (token,) if isinstance(token, str) else (sent.id or sent.timestamp, sent.reply_to_id)
    return Interaction(
        key="press:" + digest(*once, who.person, execute.verb, data),
        actor=who,
        action=execute.verb,
        target=target if isinstance(target, str) else "",
        values=forms.values(execute.data) if execute.data.get("form") else {},
        channel=channel(sent),
        channel_name=channel_name(sent),
        repeats=sent.type == "message",
    )


def shared(sent: Activity, payload: Payload | None, who: Actor) -> Interaction:
    """*Share with colleagues* on a message: its first link is posted or suggested."""
    link = first_link(payload)
    key = digest(sent.id or sent.timestamp, who.person, link)
    return Interaction(key=f"share:{key}", actor=who, action="post", values={"text": link})


def installed(sent: Activity, who: Actor) -> Interaction:
    """Somebody got the app: they are shown what other platforms show on the Home tab."""
    key = digest(sent.conversation.id, sent.id or sent.timestamp)
    return Interaction(key=f"installed:{key}", actor=who, action="home", repeats=True)


def first_link(payload: Payload | None) -> str:
    """In the text or else in an attachment; empty when there is none."""
    if payload is None:
        return ""
    texts = [payload.body.content] if payload.body else []
    for attachment in payload.attachments:
        texts += [attachment.content_url, *_strings(attachment.content)]
    return next((link for text in texts for link in _links(text)), "")


def _links(text: str) -> Iterator[str]:
    for found in LINK.finditer(text):
        yield unescape(found[0]).rstrip(".,;:!?)]}")


def _strings(value: object) -> Iterable[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
        case _:
            pass


def digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
