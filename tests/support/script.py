"""Scripted answers in place of the handlers, with a record of the questions."""

from collections.abc import Callable

from handlers.core.interaction import Button, Buttons, Card, Form, Input, Interaction, Part, Reply, Text

MARK = "0123456789abcdef" * 2  # a message's name in the outbox
Line = Reply | Callable[[Interaction], Reply | None] | None


class Script:
    """Answers by action, or by the words after /heraut. A repeated event gets None, as from handlers.answer."""

    def __init__(self, **lines: Line) -> None:
        self.lines = lines
        self.heard: list[Interaction] = []
        self._keys: set[str] = set()

    async def answer(self, interaction: Interaction) -> Reply | None:
        self.heard.append(interaction)
        if interaction.key in self._keys:
            return None
        self._keys.add(interaction.key)
        typed = str(interaction.values.get("text", "")).partition(" ")[0]
        line = self.lines[typed if interaction.action == "command" else interaction.action]
        return line(interaction) if callable(line) else line


def card(title: str, *buttons: Button, text: str = "", instead: bool = False) -> Card:
    parts: tuple[Part, ...] = (*([Text(text=text)] if text else []), *([Buttons(buttons=buttons)] if buttons else []))
    return Card(title=title, summary=title, parts=parts, instead=instead)


def button(label: str, action: str, target: str = "", link: str = "") -> Button:
    return Button(label=label, action=action, target=target, link=link)


def form(*inputs: Input, title: str = "Your settings", target: str = "") -> Form:
    return Form(action="save", title=title, inputs=inputs, submit="Save", cancel="Cancel", target=target)
