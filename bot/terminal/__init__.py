"""The terminal: what the command line prints for administrators."""
