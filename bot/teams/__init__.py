"""Microsoft Teams: listen, render, send."""
