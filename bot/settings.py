"""Settings of Heraut that every platform needs too, and what is wrong with them."""

from pydantic import ValidationError


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


def wrong_settings(problem: ValidationError) -> str:
    """A sentence for each setting that is missing or wrong."""
    said = (f"{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in problem.errors())
    return "Please fix the settings.\n" + "\n".join(said)
