"""The settings of the bot in Microsoft Teams; incomplete ones are refused here."""

import re
from typing import Self

from pydantic import ConfigDict, SecretStr, field_validator, model_validator

from handlers.core.interaction import Frozen

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SERVICES = ("smba.trafficmanager.net", ".botframework.com", ".teams.microsoft.com")  # a dot: all below it
SERVICE = re.compile(r"(https?)://([a-z0-9.-]+|\[::1\])(?::(\d{1,5}))?(?:/[\w.~/%-]*)?", re.IGNORECASE | re.ASCII)
NEEDED = (
    "Teams needs an app id, a tenant id and a credential: TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD, or "
    "TEAMS_MANAGED_IDENTITY=true where Heraut runs in Azure"
)


class TeamsSettings(Frozen):
    """As in `.env`. One tenant, because Microsoft no longer creates bots for several; addresses of the public cloud.

    `local` is for a client on this machine, which has no account: Heraut must listen on loopback only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    app_id: str = ""
    tenant_id: str = ""
    app_password: SecretStr | None = None
    managed_identity: bool = False
    identity_url: str = "http://169.254.169.254/metadata/identity/oauth2/token"  # or IDENTITY_ENDPOINT
    identity_header: SecretStr | None = None  # IDENTITY_HEADER, in App Service and Container Apps
    managers: frozenset[str] = frozenset()  # Entra object ids of programme managers: Teams tells no roles
    public_url: str = ""
    login_url: str = "https://login.microsoftonline.com"
    openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    issuer: str = "https://api.botframework.com"
    services: tuple[str, ...] = SERVICES
    local: bool = False
    host: str = ""  # where Heraut listens

    @field_validator("managers", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """The environment separates a list with commas."""
        return frozenset(one.strip() for one in value.split(",") if one.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        credential = bool(self.app_password and self.app_password.get_secret_value()) or self.managed_identity
        if self.local and self.host not in LOOPBACK:
            raise ValueError("Teams without an account works only while Heraut listens on loopback: HOST=127.0.0.1")
        if not (self.app_id and self.tenant_id and credential) and not (self.local and not self.app_id):
            raise ValueError(NEEDED)
        if not self.local and not (self.login_url.startswith("https://") and self.openid_url.startswith("https://")):
            raise ValueError("Teams' addresses for tokens and keys must begin with https://")
        return self

    @property
    def workspace(self) -> str:
        """The name of this tenant in the store."""
        return self.tenant_id.lower() or "local"

    def administers(self, person: str) -> bool | None:
        """None when no managers are set. Without an account, on your own machine, you may try everything."""
        if not self.app_id:
            return True
        return person in self.managers if self.managers else None

    def trusts(self, service: str) -> bool:
        """Whether our token may be sent to this address, and requests from there be answered."""
        found = SERVICE.fullmatch(service)
        if found is None:
            return False
        scheme, host, port = found[1].lower(), found[2].lower(), found[3]
        if self.local and host.strip("[]") in LOOPBACK:
            return True
        known = any(host == one or (one.startswith(".") and host.endswith(one)) for one in self.services)
        return scheme == "https" and known and port in (None, "443")
