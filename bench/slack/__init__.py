"""Slack: a press of Share, from the door to the card in its place, beside what that could cost at least."""
