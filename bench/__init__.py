"""How fast Heraut answers, beside what it could cost at least: `python -m bench`."""
