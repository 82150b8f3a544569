"""The field with which content chooses its campaign. Pure."""

from collections.abc import Sequence

from handlers.core.interaction import Input, Option
from handlers.core.language import Words

NONE = "none"  # no platform lets a choice be empty


def campaign_inputs(words: Words, campaigns: Sequence[tuple[str, str]], chosen: str) -> tuple[Input, ...]:
    """The field, if there is something to choose. `campaigns`: as (id, name)."""
    if not campaigns:
        return ()
    none = Option(value=NONE, label=words.t("None"))
    options = (none, *(Option(value=id_, label=name) for id_, name in campaigns))
    hint = words.t("New content takes its days and its audience over, unless you choose others.")
    field = Input(name="campaign", label=words.t("Campaign"), hint=hint, kind="choice", options=options)
    return (field.model_copy(update={"value": chosen or NONE}),)
