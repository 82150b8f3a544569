"""Teams: from a message to its reply, from a button to the changed card with its commit, beside a bare echo."""
