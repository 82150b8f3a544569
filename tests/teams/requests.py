"""What is posted at the door, with and without proof."""

import json

from tests.teams.activities import message


def bearer(token):
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def body(home, **changed):
    return json.dumps(message(home.service, "help") | changed).encode()
