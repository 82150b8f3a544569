"""Tools for people who work on Heraut. None of them runs in production."""
