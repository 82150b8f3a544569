"""Campaigns in the simulation: two of them, and what must never happen with them."""
