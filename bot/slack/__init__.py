"""Slack: ears, face and mouth."""
