"""What a process of Heraut does."""

from typing import Literal

Role = Literal["all", "web", "worker"]  # web listens and answers; worker plans and sends
