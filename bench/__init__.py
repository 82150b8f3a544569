"""How fast Heraut answers, beside the least it could cost: `python -m bench`."""
