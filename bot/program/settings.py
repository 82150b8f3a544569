"""The settings, from the environment or `.env`, and what is opened with them."""

import asyncio
from contextlib import closing

from pydantic import SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings import shared, wrong_settings
from bot.slack.settings import SlackSettings
from bot.teams.settings import TeamsSettings
from bot.terminal.key_place import Place
from handlers.core.work import After, T, Work
from handlers.encryption.keys import Unreadable
from handlers.features import open_store, run_once
from handlers.links.crawlers import CrawlersFile
from handlers.links.redirects import Door, door
from models.migrate import NewerDatabase, NoStore
from models.store import Store, Unavailable
from scheduler import Clock


class Settings(BaseSettings):
    """Read from the environment or `.env`: SLACK_BOT_TOKEN is `slack.bot_token`. A platform without settings is off."""

    model_config = SettingsConfigDict(
        env_file=".env",
        extra="ignore",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        enable_decoding=False,
        hide_input_in_errors=True,
    )

    public_url: str = ""  # https://heraut.example.com
    proxies: int = 1  # how many of your own proxies stand one behind the other in front of Heraut
    crawlers_file: CrawlersFile = ""  # a newer crawler-user-agents.json than the one in Heraut
    host: str = "0.0.0.0"  # noqa: S104 - a server in a container; the playground listens to loopback only
    port: int = 8080
    database_url: str = "sqlite:///heraut.db"
    forgotten_file: str = ""  # the list of the forgotten; empty: beside an SQLite file
    guide_folder: str = ""  # a guide of your own, in place of the one that comes with Heraut
    courses_folder: str = ""  # courses of your own, beside those that come with Heraut
    heraut_keys: SecretStr = SecretStr("")  # encrypt secrets in the store; without them, a file beside the store does
    keys_file: str = ""  # another place for that file
    identity_endpoint: str = ""  # Azure itself sets these two
    identity_header: SecretStr | None = None
    slack: SlackSettings | None = None
    teams: TeamsSettings | None = None

    @property
    def door(self) -> Door:
        """How links tell visitors and crawlers apart."""
        return door(self.proxies, self.crawlers_file)

    @property
    def package(self) -> tuple[str, str]:
        return self.teams.app_id if self.teams else "", self.public_url

    def open_store(self, *, create: bool) -> Store:
        """The store, with its keys."""
        keys = Place.of(self).open(create=create)
        guide, courses, forgotten = self.guide_folder, self.courses_folder, self.forgotten_file
        return open_store(
            self.database_url, keys=keys, create=create, forgotten=forgotten, guide=guide, courses=courses
        )

    @model_validator(mode="before")
    @classmethod
    def _shared(cls, given: dict[str, object]) -> dict[str, object]:
        return shared(given)


def settings_or_stop() -> Settings:
    """The settings. If any is missing or wrong, the program ends with a sentence for each."""
    try:
        return Settings()
    except ValidationError as problem:
        raise SystemExit(wrong_settings(problem)) from None


def in_store(work: Work[T], after: After | None = None) -> T:
    """Run work in one transaction, in the store from the settings, and then what comes `after`. Creates no store."""
    try:
        with closing(settings_or_stop().open_store(create=False)) as store:
            return asyncio.run(run_once(store, work, after, Clock().now()))
    except (NewerDatabase, NoStore, Unavailable, Unreadable) as problem:
        raise SystemExit(f"The store cannot be used: {problem}\nTo see why: python app.py doctor") from None
