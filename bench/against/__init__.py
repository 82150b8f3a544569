"""This tree against an older revision: both measured in turns on one machine, compared by ratios."""
