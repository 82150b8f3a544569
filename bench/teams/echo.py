"""The baseline for Teams: Microsoft's echo sample, `python -m bench.teams.echo PORT TEAMS`.

Its configuration names the stand-in's keys, so it checks every token. It is given its own token once: left to itself,
the SDK asks for one every turn, and only over https.
"""

import sys

import requests
from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import PasswordServiceClientCredentialFactory
from msrest.authentication import BasicTokenAuthentication

from bot.teams.check import MESSAGES
from tests.stages.teams.login import APP, ISSUER, PASSWORD, TENANT

SCOPE = "https://api.botframework.com"


class Config:
    """Named as in the sample; the capitals are the SDK's."""

    def __init__(self, teams: str) -> None:
        self.APP_TYPE, self.APP_ID, self.APP_PASSWORD, self.APP_TENANTID = "SingleTenant", APP, PASSWORD, TENANT
        self.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL = f"{teams}/v1/.well-known/openidconfiguration"
        self.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER = ISSUER
        self.TO_CHANNEL_FROM_BOT_LOGIN_URL = f"{teams}/{TENANT}"
        self.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE = SCOPE
        self.OAUTH_URL = teams


class Given(PasswordServiceClientCredentialFactory):
    """Uses one set of credentials for every turn."""

    def __init__(self, token: str) -> None:
        super().__init__(APP, PASSWORD, TENANT)
        self._credentials = BasicTokenAuthentication({"access_token": token})

    async def create_credentials(self, *_: object, **__: object) -> BasicTokenAuthentication:
        return self._credentials


class Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext):
        return await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


def token(teams: str) -> str:
    asked = {"grant_type": "client_credentials", "client_id": APP, "client_secret": PASSWORD}
    answer = requests.post(
        f"{teams}/{TENANT}/oauth2/v2.0/token", data={**asked, "scope": f"{SCOPE}/.default"}, timeout=5
    )
    return str(answer.json()["access_token"])


def serve(teams: str) -> web.Application:
    known = ConfigurationBotFrameworkAuthentication(Config(teams), credentials_factory=Given(token(teams)))
    adapter, echo = CloudAdapter(known), Echo()

    async def messages(request: web.Request):
        return await adapter.process(request, echo)

    app = web.Application()
    app.router.add_post(MESSAGES, messages)
    return app


if __name__ == "__main__":
    web.run_app(serve(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
