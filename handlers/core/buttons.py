"""Small pieces that many cards share."""

from handlers.core.interaction import Button, Buttons, Refresh


def button_row(*buttons: tuple[str, str], target: str = "", lead: bool = False) -> Buttons:
    """A row of buttons, given as (action, label), that share one target. With `lead` the first one stands out."""
    return Buttons(
        buttons=tuple(
            Button(action=action, label=label, target=target, style="primary" if lead and place == 0 else "plain")
            for place, (action, label) in enumerate(buttons)
        )
    )


def as_it_is(nudge_id: str) -> Refresh:
    """How a nudge's card is fetched again: as it is by then."""
    return Refresh(action="current", target=nudge_id)


def clock(minutes: int) -> str:
    """Minutes after midnight as a time: 570 → 09:30."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
