"""Slack: a press of Share, from the door to the card that replaces the nudge, beside the least it could cost."""
