"""Feeds in the simulation: what they say, what champions make of it, and what must never happen."""
