"""`python app.py simulate`: a made-up company's weeks, played on the real Heraut, and figures about them."""

from bot.terminal.simulate.command import command

__all__ = ["command"]
