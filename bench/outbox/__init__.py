"""The outbox: how fast turns are claimed after millions of messages, and how fast messages go out."""
