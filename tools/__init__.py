"""Tools for people who work on Heraut; none of them runs in production."""
