"""What points are for is read as it was kept."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from handlers.recognition.causes import Cause, reaction_cause, read_cause, share_cause
from handlers.recognition.rules import KINDS

ids = st.text(st.characters(exclude_characters=":"), min_size=1)


@given(st.sampled_from(KINDS), ids, st.text())
def test_a_cause_is_read_as_it_was_kept(kind, id_, which):
    assert read_cause(Cause(kind, id_, which).encode()) == Cause(kind, id_, which)


@given(st.text() | st.lists(st.sampled_from([*KINDS, ":", "x"])).map("".join))
def test_what_is_no_cause_is_none(kept):
    assert (read_cause(kept) is None) is (kept.partition(":")[0] not in KINDS)


def test_causes_are_kept_as_they_were_before():
    moment = datetime(2026, 3, 4, 10, 0, 0, 5, timezone(timedelta(hours=1)))
    assert share_cause("T", 2) == "share:T:2"
    assert reaction_cause("c1", moment) == "reaction:c1:20260304T090000000005"
    assert Cause("suggestion", "c1").encode() == "suggestion:c1" and Cause("thanks", "t1").encode() == "thanks:t1"
