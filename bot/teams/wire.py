"""What Teams and Microsoft's servers send, as far as Heraut reads it. Unknown fields are ignored."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat
from pydantic.alias_generators import to_camel

from bot.wire import Said


def _or_none(value: object) -> object:
    return () if value is None else value


def _or_nothing(value: object) -> object:
    return value if isinstance(value, dict) else {}


Data = Annotated[dict[str, object], BeforeValidator(_or_nothing)]


class Wire(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        alias_generator=to_camel,
        populate_by_name=True,
        defer_build=True,
    )


# ── The proof ─────────────────────────────────────────────────────────────────────────────────────


class Header(Wire):
    """The header of a token."""

    alg: str
    kid: str


class Claims(Wire):
    """The claims of a token: when it is valid, and which address it is for."""

    exp: FiniteFloat
    nbf: FiniteFloat = 0
    serviceurl: str = Field(alias="serviceurl")


class Metadata(Wire):
    """The OpenID configuration."""

    jwks_uri: str = Field(alias="jwks_uri")


class PublicKey(Wire):
    kty: Said = ""
    kid: Said = ""
    n: Said = ""
    e: Said = ""
    endorsements: tuple[str, ...] | None = None


class KeySet(Wire):
    keys: tuple[PublicKey, ...]


# ── Activities ────────────────────────────────────────────────────────────────────────────────────


class Account(Wire):
    """A person or a bot."""

    id: Said = ""
    name: Said = ""
    aad_object_id: Said = ""
    tenant_id: Said = ""  # that they belong to; Teams does not always tell
    user_role: Said = ""  # user, guest or anonymous
    user_principal_name: Said = ""


class Named(Wire):
    """A tenant, a team, a channel."""

    id: Said = ""
    name: Said = ""


class Conversation(Wire):
    id: Said = ""
    conversation_type: Said = ""
    tenant_id: Said = ""
    is_group: bool | None = None


class ChannelData(Wire):
    tenant: Named | None = None
    team: Named | None = None
    channel: Named | None = None


class Entity(Wire):
    """A mention, or facts about the client."""

    type: Said = ""
    text: Said = ""
    mentioned: Account | None = None
    locale: Said = ""
    timezone: Said = ""


class Activity(Wire):
    """Anything that happened."""

    type: str
    id: Said = ""
    name: Said = ""
    action: Said = ""
    text: Said = ""
    locale: Said = ""
    local_timezone: Said = ""
    timestamp: Said = ""
    channel_id: Said = ""
    service_url: Said = ""
    reply_to_id: Said = ""
    from_: Account = Field(default=Account(), alias="from")
    recipient: Account = Account()
    conversation: Conversation = Conversation()
    channel_data: ChannelData | None = None
    entities: Annotated[tuple[Entity, ...], BeforeValidator(_or_none)] = ()
    members_added: Annotated[tuple[Account, ...], BeforeValidator(_or_none)] = ()
    members_removed: Annotated[tuple[Account, ...], BeforeValidator(_or_none)] = ()
    value: object = None


class Execute(Wire):
    """The action behind a pressed button."""

    verb: Said = ""
    data: Data = {}


class Pressed(Wire):
    """The value of adaptiveCard/action."""

    action: Execute


class Body(Wire):
    content: Said = ""


class Attachment(Wire):
    content_url: Said = ""
    content: object = None


class Payload(Wire):
    """The message on which somebody chose an action."""

    body: Body | None = None
    attachments: Annotated[tuple[Attachment, ...], BeforeValidator(_or_none)] = ()


class Extension(Wire):
    """The value of composeExtension/fetchTask and submitAction."""

    command_id: Said = ""
    data: Data = {}
    message_payload: Payload | None = None
