"""Tracked links beside a bare redirect."""
