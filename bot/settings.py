"""Settings of Heraut that every platform needs too."""


def shared(given: dict[str, object]) -> dict[str, object]:
    """Copy into each platform's settings what it needs of the common ones."""
    address = {"public_url": str(given.get("public_url", "")).rstrip("/")}
    azure = {"identity_url": given.get("identity_endpoint"), "identity_header": given.get("identity_header")}
    here = {"host": given.get("host", ""), **{name: value for name, value in azure.items() if value}}
    for platform, more in (("slack", address), ("teams", {**address, **here})):
        own = given.get(platform)
        if isinstance(own, dict):
            given[platform] = {**own, **more}
    return {**given, **address}
