"""Text reaches Slack unchanged, and cannot become a mention or markup on either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import escape, mentions, said, unescape
from bot.text import CONTROLS, absolute, clean, cut, length, travels

SAID = [
    ("invite <@U123|anna>", "invite @U123"),
    ("invite <@U123>", "invite @U123"),
    ("in <#C1|general>", "in #C1"),
    ("in <#C1|>", "in #C1"),
    ("post <https://a.example/?b=1&amp;c=2|a.example>", "post https://a.example/?b=1&c=2"),
    ("post <https://a.example>", "post https://a.example"),
    ("<mailto:a@b.example|a@b.example>", "a@b.example"),
    ("<!here> <!subteam^S1|@team> <!subteam^S1>", "@here @team @S1"),
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ("1 < 2", "1 < 2"),
    ("  join  ", "join"),
]


@pytest.mark.parametrize(("sent", "read"), SAID)
def test_a_command_is_read_as_it_was_typed(sent, read):
    assert said(sent) == read


def test_people_mentioned_in_a_command_are_found_with_their_names():
    assert mentions("thank <@U1|anna &amp; co> and <@U2> in <#C1|x>") == {"U1": "anna & co", "U2": ""}


@given(st.text())
def test_escaped_text_comes_back_unchanged(text):
    assert unescape(escape(text)) == text


NEVER_SENT = "\x00\x07\x0b\x1f\x7f\ud800\udfff"


@given(st.text(st.characters() | st.sampled_from(NEVER_SENT + "\r\n\t ")))
def test_nothing_that_a_chat_refuses_is_left_in_clean_text(text):
    assert not set(clean(text)) & set(NEVER_SENT + "\r")
    assert clean(text) == clean(clean(text)) == clean(text).strip()
    assert travels(text, 10_000) == (bool(text) and not set(text) & set(map(chr, CONTROLS)))


def test_no_client_opens_an_address_with_half_a_letter():
    assert [absolute(link, "") for link in ("https://a.example/\ud83d", "https://a\udc4d.example/")] == ["", ""]
    assert absolute("https://a.example/👍", "") == "https://a.example/👍"


@given(st.text(max_size=40), st.integers(1, 50))
def test_cut_text_fits(text, most):
    assert length(cut(text, most)) <= most
    assert cut(text, most) == text or cut(text, most).endswith("…")


WHOLE = [
    ("abcdef", 4, "abc…"),
    ("abc", 3, "abc"),
    ("cafe\u0301s", 5, "caf…"),
    ("ab👍🏽cd", 5, "ab…"),
    ("a👩\u200d👩\u200d👧b", 6, "a…"),
    ("🇳🇱🇧🇪", 7, "🇳🇱…"),
    ("👍👍", 3, "👍…"),
]


@pytest.mark.parametrize(("text", "most", "left"), WHOLE)
def test_no_letter_loses_its_accent_and_no_emoji_its_parts(text, most, left):
    assert cut(text, most) == left


def test_a_link_that_slack_made_right_behind_a_word_is_a_word_of_its_own():
    assert said("post<https://example.com/a|example.com/a>") == "post https://example.com/a"
    assert said("ask<@U1>") == "ask @U1"
