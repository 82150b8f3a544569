"""Read a calendar file as many mail and calendar programs do: with npm's ical.js, in Node."""

import json
import subprocess
from typing import NamedTuple

from tests.support.tree import ROOT

ICAL = ROOT / ".tools" / "ical.js-2.2.1" / "package" / "dist" / "ical.es5.cjs"
MISSING = f"{ICAL} is missing. To install it: tools/setup.sh ical"
READ = """
const ICAL = require(process.argv[1]);
const root = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf-8")));
const told = root.getAllSubcomponents("vevent").map(component => {
  const event = new ICAL.Event(component);
  const whole = event.startDate.isDate;
  const shown = (time) => whole ? time.toString() : time.toJSDate().toISOString();
  return [event.uid, event.summary, shown(event.startDate), shown(event.endDate), event.sequence];
});
console.log(JSON.stringify(told));
"""


class Told(NamedTuple):
    """An event as ical.js reads it: whole days as days, the end after the last one; times in UTC."""

    uid: str
    summary: str
    first: str
    after: str
    sequence: int


def read_as_programs_do(body: bytes) -> list[Told]:
    """Every event of the file."""
    command = ["node", "-e", READ, str(ICAL)]
    answered = subprocess.run(command, input=body, capture_output=True, check=True, timeout=60)
    return [Told(*row) for row in json.loads(answered.stdout)]
