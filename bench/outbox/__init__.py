"""The outbox: how fast turns are claimed, however much was sent before, and how fast messages go out."""
