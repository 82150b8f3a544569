"""Crawlers are told from people by what they call themselves."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from handlers.links.crawlers import judge, read_kept
from handlers.links.visitors import Hit, Visitor, came, visitor_mark, visitor_of

JUDGE = judge(read_kept(""))
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 "

ANDROID = "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) "

KNOWN = [
    (f"{ANDROID}Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36", "person", ""),
    (f"{ANDROID}Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 MetaIAB Facebook", "person", ""),
    (f"{ANDROID}Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Viber/22.3.0.0", "person", ""),
    (f"{ANDROID}Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Line/14.1.0", "person", ""),
    (f"{IPHONE}Mobile/15E148 KAKAOTALK/10.4.0 INAPP", "person", ""),
    (f"{IPHONE}Version/17.0 Mobile/15E148 Safari/604.1 WhatsApp", "person", ""),
    (f"{CHROME} Signal-Desktop/7.1.0", "person", ""),
    (
        f"{ANDROID}Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "crawler",
        "",
    ),
    (f"{IPHONE}Mobile/15E148 Bytespider", "crawler", ""),
    ("Viber", "preview", "other"),
    ("facebookexternalhit/1.1", "preview", "facebook"),
    ("facebookexternalhit/1.1;line-poker/1.0", "preview", "other"),
    ("facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984", "preview", "other"),
    ("Twitterbot/1.0 Somebody/2.0", "preview", "other"),
    ("WhatsApp/2", "preview", "other"),
    ("LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)", "preview", "linkedin"),
    ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "preview", "slack"),
    ("Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com", "preview", "teams"),
    ("Twitterbot/1.0", "preview", "x"),
    ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "preview", "facebook"),
    ("WhatsApp/2.24.10.85 A", "preview", "whatsapp"),
    ("Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)", "preview", "bluesky"),
    ("http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/) Bot", "preview", "mastodon"),
    ("Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/)", "preview", "mastodon"),
    (f"{SAFARI}Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0", "preview", "imessage"),
    (CHROME.replace("Chrome", "HeadlessChrome"), "headless", ""),
    ("Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "crawler", "scanner"),
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "crawler", ""),
    ("curl/8.7.1", "crawler", ""),
    ("python-requests/2.32.3", "crawler", ""),
    ("Mozilla/5.0 (compatible; Heraut/1.0; link preview)", "crawler", ""),
    ("", "crawler", ""),
    (CHROME, "person", ""),
    (f"{IPHONE}Mobile/15E148 [LinkedInApp]/9.29.8513", "person", ""),
    (f"{IPHONE}Mobile/15E148 [FBAN/FBIOS;FBAV/440.0;FBDV/iPhone12,1]", "person", ""),
    (f"{CHROME} Teams/24102.2223 Electron/28", "person", ""),
    ("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36", "person", ""),
]


@pytest.mark.parametrize(("agent", "kind", "source"), KNOWN)
def test_known_crawlers_are_recognised_by_name(agent: str, kind: str, source: str):
    assert JUDGE(agent) == (kind, source)


@given(st.text(max_size=5000))
def test_any_user_agent_gets_a_verdict(agent: str):
    assert JUDGE(agent)[0] in {"person", "crawler", "preview", "headless"}


@pytest.mark.parametrize(
    ("method", "headers", "kind"),
    [
        ("GET", {"Accept-Language": "nl"}, "person"),
        ("GET", {}, "headless"),
        ("HEAD", {"Accept-Language": "nl"}, "head"),
        ("GET", {"Accept-Language": "nl", "Purpose": "prefetch"}, "prefetch"),
        ("GET", {"Accept-Language": "nl", "X-Moz": "prefetch"}, "prefetch"),
        ("GET", {"Accept-Language": "nl", "Sec-Fetch-Dest": "image"}, "prefetch"),
        ("GET", {"Accept-Language": "nl", "Sec-Fetch-Dest": "document"}, "person"),
    ],
)
def test_requests_that_nobody_sees_are_not_clicks(method: str, headers: dict[str, str], kind: str):
    hit = Hit("t", method, CIMultiDict({"User-Agent": CHROME, **headers}), "192.0.2.1")
    assert came(hit, 0, JUDGE).verdict == (kind, "")


@pytest.mark.parametrize(
    ("proxies", "written", "address"),
    [
        (0, "1.1.1.1", "peer"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (1, "", "peer"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "peer"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, written: str, address: str):
    headers = CIMultiDict({"X-Forwarded-For": written} if written else {})
    assert visitor_of(headers, "peer", proxies).address == address


def test_a_proxy_that_adds_its_own_header_line_is_read_too():
    headers = CIMultiDict([("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "1.1.1.1")])
    assert visitor_of(headers, "peer", 1).address == "1.1.1.1"


def test_a_mark_distinguishes_days_links_and_visitors_and_nothing_else():
    anna, bob = Visitor("192.0.2.1", CHROME), Visitor("192.0.2.2", CHROME)
    marks = {visitor_mark(key * 32, link, who) for key in (b"a", b"b") for link in "xy" for who in (anna, bob)}
    assert len(marks) == 8 and {len(one) for one in marks} == {22}
    assert visitor_mark(b"a" * 32, "x", anna) == visitor_mark(b"a" * 32, "x", Visitor("192.0.2.1", CHROME))


def test_a_newer_list_replaces_the_built_in_one(tmp_path: Path):
    file = tmp_path / "crawlers.json"
    file.write_text(json.dumps([{"pattern": "NewestBot", "url": "https://example.com"}]))
    newer = judge(read_kept(str(file)))
    assert newer(f"{CHROME} NewestBot/1.0") == ("crawler", "") and JUDGE(f"{CHROME} Newest") == ("person", "")


@pytest.mark.parametrize("written", ["{", "{}", '[{"pattern": "("}]', '["a"]'])
def test_a_useless_list_is_refused(tmp_path: Path, written: str):
    (tmp_path / "crawlers.json").write_text(written)
    with pytest.raises(ValueError):  # noqa: PT011 - of pydantic, or of json
        read_kept(str(tmp_path / "crawlers.json"))
