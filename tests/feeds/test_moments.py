"""Moments as feeds write them."""

import pytest

from handlers.feeds.formats.moments import read_moment

AT = "2026-12-01T10:00Z"
READ = {
    # as RFC 822 and its successors
    "Tue, 01 Dec 2026 10:00:00 GMT": AT,
    "Tue, 1 Dec 2026 10:00 UT": AT,
    "01 Dec 26 10:00 Z": AT,
    "Tue, 01 Dec 2026 11:00:00 +0100": AT,
    "Tue, 01 Dec 2026 11:00:00 +01:00": AT,
    "Tue, 01 Dec 2026 05:00:00 EST": AT,
    "Tue, 01 Dec 2026 02:00:00 PST": AT,
    "Tue, 01 Dec 2026 10:00:00 A": AT,
    "Tue, 01 Dec 2026 10:00:00 -0000": AT,
    "Tuesday, 01-Dec-26 10:00:00 GMT": AT,
    "Tue, 01 Dec 126 10:00:00 GMT": AT,
    "Tue, 01 Dec 2026 10:00:00": AT,
    "Tue, 01 Dec 2026 10:00:00 GMT (UTC)": AT,
    "Mon, 06 Jul 98 10:00:00 GMT": "1998-07-06T10:00Z",
    "Tue, 1 Dec 2026 24:00:00 GMT": "2026-12-02T00:00Z",
    "Sat, 31 Dec 2016 23:59:60 GMT": "2017-01-01T00:00Z",
    "Tue, 01 Dec 2026": "2026-12-01T00:00Z",
    # zones by name
    "Tue, 01 Dec 2026 11:00:00 CET": AT,
    "Wed, 01 Jul 2026 12:00:00 CEST": "2026-07-01T10:00Z",
    "Wed, 01 Jul 2026 11:00:00 BST": "2026-07-01T10:00Z",
    "Tue, 01 Dec 2026 19:00:00 JST": AT,
    "Tue, 01 Dec 2026 21:00:00 AEDT": "2026-12-01T10:00Z",
    "Tue, 01 Dec 2026 12:00:00 GMT+2": AT,
    "Tue, 01 Dec 2026 12:00:00 GMT+0200": AT,
    "Tue, 01 Dec 2026 12:00:00 UTC+02:00": AT,
    "Tue, 01 Dec 2026 11:00:00 Europe/Amsterdam": AT,
    "Wed, 01 Jul 2026 12:00:00 Europe/Amsterdam": "2026-07-01T10:00Z",
    "Tue Dec 01 2026 11:00:00 GMT+0100 (Central European Standard Time)": AT,
    # full names, other orders, other languages
    "Tuesday, 1 December 2026 10:00:00 GMT": AT,
    "December 1, 2026 10:00 AM": AT,
    "Dec 1, 2026, 10:00:00 pm UTC": "2026-12-01T22:00Z",
    "Tue Dec  1 10:00:00 2026": AT,
    "Tue Dec 1 10:00:00 UTC 2026": AT,
    "Tue Dec 01 10:00:00 +0000 2026": AT,
    "di, 01 dec 2026 11:00:00 +0100": AT,
    "dinsdag 1 december 2026 11:00 CET": AT,
    "mar., 01 déc. 2026 11:00:00 +0100": AT,
    "mar, 01 dic 2026 11:00:00 +0100": AT,
    "Di, 01 Dez 2026 11:00:00 +0100": AT,
    "Do, 01 Mär 2026 11:00:00 +0100": "2026-03-01T10:00Z",
    "1. März 2026 11:00 +0100": "2026-03-01T10:00Z",
    "вт, 01 дек 2026 13:00:00 MSK": AT,
    # ISO 8601, RFC 3339, W3C
    "2026-12-01T10:00:00Z": AT,
    "2026-12-01T10:00:00.123456789Z": AT,
    "2026-12-01t10:00:00z": AT,
    "2026-12-01T11:00:00+01:00": AT,
    "2026-12-01T11:00:00+01": AT,
    "2026-12-01T11:00:00+0100": AT,
    "2026-12-01T11:00+01:00": AT,
    "2026-12-01 10:00:00": AT,
    "2026-12-01 10:00:00 UTC": AT,
    "2026-12-01 11:00:00 +0100": AT,
    "2026-12-01 02:00:00 AM PST": AT,
    "20261201T100000Z": AT,
    "20261201T1000Z": AT,
    "20261201100000": AT,
    "2026-W49-2T10:00:00Z": AT,
    "2026W492T100000Z": AT,
    "2026-335T10:00:00Z": AT,
    "2026335T100000Z": AT,
    "2026-12-01T10Z": AT,
    "2026/12/01 10:00:00": AT,
    "2026-12-01T24:00:00Z": "2026-12-02T00:00Z",
    "2026-12-01": "2026-12-01T00:00Z",
    "20261201": "2026-12-01T00:00Z",
    "2026-12": "2026-12-01T00:00Z",
    "2026": "2026-01-01T00:00Z",
    "2026-W49": "2026-11-30T00:00Z",
    # since 1970
    "1796119200": AT,
    "1796119200.5": AT,
    "1796119200000": AT,
}
UNREADABLE = (
    *("", "  ", "yesterday", "soon", "0", "1", "-62135596800", "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
    *("0001-01-01T00:00:00Z", "0000-00-00 00:00:00", "2026-02-30T10:00:00Z", "2026-13-01", "31 Feb 2026 10:00 GMT"),
    *("01/12/2026", "12/01/2026 10:00", "Tue, 01 Dec 2026 10:00:00 IST", "Tue, 01 Dec 2026 10:00:00 XYZ"),
    *("Tue, 01 Dec 2026 10:00:00 BST", "Tue, 01 Dec 2026 25:00:00 GMT", "Tue, 01 Dec 2026 10:61:00 GMT"),
    *(
        "2026-12-01T10:00:00+99:00",
        "2026-12-01T10:00:00 Mars/Phobos",
        "2026-366",
        "2026-W54-1",
        "1 listopad 2026 10:00",
    ),
    *("Tue, 01 Dec 2026 10:00:00 +0100" * 9, "9" * 4000, "10:00", "Tue", "Dec 2026"),
)


@pytest.mark.parametrize("text", READ)
def test_a_moment_is_read_as_it_is_meant(text: str):
    moment = read_moment(text)
    assert moment is not None and moment.strftime("%Y-%m-%dT%H:%MZ") == READ[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_moment_for_certain_is_left_empty(text: str):
    assert read_moment(text) is None
