"""Small pieces that many cards share."""

from handlers.interaction import Button, Buttons


def row(*buttons: tuple[str, str], target: str = "", lead: bool = False) -> Buttons:
    """Buttons from (action, label), all about one target; with `lead` the first one stands out."""
    return Buttons(
        buttons=tuple(
            Button(action=action, label=label, target=target, style="primary" if lead and place == 0 else "plain")
            for place, (action, label) in enumerate(buttons)
        )
    )
