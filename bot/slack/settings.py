"""The settings of the bot in Slack."""

from pydantic import Field, SecretStr

from handlers.core.interaction import Frozen

EVENTS = "/slack/events"  # the path to which Slack posts


class SlackSettings(Frozen):
    """As in `.env`. With a signing secret, Slack calls us over HTTP; without one, we connect by Socket Mode."""

    bot_token: SecretStr
    signing_secret: SecretStr | None = None
    previous_signing_secret: SecretStr | None = None  # while a new one is being rolled out
    app_token: SecretStr | None = None
    public_url: str = ""
    api_url: str = "https://slack.com/api/"
    newer_blocks: bool = True  # cards, carousels and tables, where Slack takes them
    messages_per_minute: float = Field(default=300, gt=0)  # that this workspace accepts; Slack publishes no number

    @property
    def socket_mode(self) -> bool:
        return self.app_token is not None and self.signing_secret is None
