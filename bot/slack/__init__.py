"""Slack: listen, render, send."""
