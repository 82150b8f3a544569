"""What a page says about itself is read from any bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.web.preview import preview
from handlers.core.interaction import Page

BASE = "https://example.com/blog/post"


def of(html: str | bytes, charset: str = "") -> Page:
    return preview("https://e.com", BASE, html if isinstance(html, bytes) else html.encode(), charset)


def test_a_preview_shows_what_open_graph_says() -> None:
    page = of("""<html><head><title>Old</title>
        <meta property="og:title" content="Fish &amp; chips&#x27;s
           return"><meta name="description" content="Plain">
        <meta property="og:description" content="Better"><meta property="og:image" content="/a.png">
        <meta property="og:site_name" content="The Shop"></head>""")
    assert page == Page(
        url="https://e.com",
        title="Fish & chips's return",
        description="Better",
        image="https://example.com/a.png",
        site="The Shop",
    )


def test_twitter_and_plain_tags_stand_in() -> None:
    page = of(
        "<meta name=twitter:title content=T><meta property=twitter:description content=D>"
        "<meta name=twitter:image content='https://cdn.example/i.png'>"
    )
    assert (page.title, page.description, page.image) == ("T", "D", "https://cdn.example/i.png")
    page = of("<title> A\n title </title><meta name=Description content='What it is'>")
    assert (page.title, page.description) == ("A title", "What it is")


def test_empty_tags_do_not_hide_full_ones() -> None:
    assert of("<meta property=og:title content=' '><title>Real</title>").title == "Real"


@pytest.mark.parametrize("html", ["", "not html", "<", "\x00", "<meta>", "<meta property=og:title>", "{}"])
def test_a_page_that_says_nothing_is_empty(html: str) -> None:
    assert of(html) == Page(url="https://e.com")


def test_long_words_are_cut_with_an_ellipsis() -> None:
    page = of(f"<title>{'t' * 100_000}</title><meta name=description content='{'d ' * 5000}'>")
    assert len(page.title) == 300 and page.title.endswith("t…")
    assert len(page.description) <= 600 and page.description.endswith("d…")


def test_invisible_characters_are_left_out() -> None:
    assert of("<title>a\u202egnp.exe\u0007\u0000b 👩\u200d👧</title>").title == "agnp.exeb 👩\u200d👧".replace(
        "eb", "e\ufffdb"
    )


@pytest.mark.parametrize(
    ("said", "image"),
    [
        ("https://cdn.example/i.png?a=1&b=2", "https://cdn.example/i.png?a=1&b=2"),
        ("//cdn.example/i.png", "https://cdn.example/i.png"),
        ("i.png", "https://example.com/blog/i.png"),
        ("javascript:alert(1)", ""),
        ("data:image/png;base64,AAAA", ""),
        ("file:///etc/passwd", ""),
        ("https://user:word@cdn.example/i.png", ""),
        ("/i.png?sig=a%2Bb%2F%3D&amp;at=1%2C2", "https://example.com/i.png?sig=a%2Bb%2F%3D&at=1%2C2"),
        ("/my picture.png", "https://example.com/my%20picture.png"),
        ("https://cdn.example/" + "i" * 3000, ""),
        ("http://[::1", ""),
        ("http://[::1]ann@", ""),
        ("", ""),
    ],
)
def test_a_picture_has_a_web_address_or_there_is_none(said: str, image: str) -> None:
    assert of(f'<meta property="og:image" content="{said}">').image == image


def test_the_first_picture_that_has_a_web_address_is_taken() -> None:
    tags = "".join(
        f'<meta property="og:image" content="{said}">'
        for said in ("data:image/png;base64,AAAA", "", "/b.png", "/c.png")
    )
    assert of(tags).image == "https://example.com/b.png"
    assert of("<meta property=og:image content=blob:x><meta name=twitter:image content=/t.png>").image.endswith(
        "/t.png"
    )


def test_a_value_may_hold_what_looks_like_a_tag() -> None:
    page = of(
        """<meta property="og:title" content="Owls < hawks > 'gulls'"><meta name=description content='<b>"Hi"</b>'>"""
    )
    assert (page.title, page.description) == ("Owls < hawks > 'gulls'", '<b>"Hi"</b>')


@pytest.mark.parametrize(
    "tag", ["<meta name=x content=y>", "<meta property=og:image content=/i.png>", "<meta charset=utf-8>"]
)
def test_five_hundred_other_tags_hide_no_title(tag: str) -> None:
    assert of(tag * 500 + "<meta property=og:title content=Late>").title == "Late"


def test_half_a_title_is_no_title() -> None:
    assert of("<head><title>How an o").title == ""
    assert of("<meta property=og:title content=Whole><title>How an o").title == "Whole"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<title>Grüße</title>".encode(), ""),
        ("<title>Grüße</title>".encode(), "utf8"),
        ("<title>Grüße</title>".encode("cp1252"), ""),
        ("<title>Grüße</title>".encode("cp1252"), "ISO-8859-1"),
        ("<title>Grüße</title>".encode("cp1252"), "nonsense"),
        ("<title>Grüße</title>".encode(), "punycode"),
        ("<title>Grüße</title>".encode(), "zlib"),
        ("<title>Grüße</title>".encode(), "utf-8\x00"),
        ("<title>Grüße</title>".encode(), "../../x"),
        (b"<meta charset=cp1252>" + "<title>Grüße</title>".encode("cp1252"), ""),
        (b"<meta http-equiv=c content='text/html; charset=koi8-r'><title>Gr\xffe</title>", "cp1252"),
        (b"<meta charset=utf-16>" + "<title>Grüße</title>".encode(), ""),
        (codecs.BOM_UTF8 + "<title>Grüße</title>".encode(), "cp1252"),
        (codecs.BOM_UTF16_LE + "<title>Grüße</title>".encode("utf-16-le"), ""),
        ("<title>Grüße</title>".encode("utf-16-be"), "utf-16be"),
    ],
)
def test_letters_are_read_in_the_encoding_of_the_page(body: bytes, charset: str) -> None:
    assert of(body, charset).title.replace("ÿ", "üß") == "Grüße"


def test_a_page_cut_within_a_letter_is_still_utf_8() -> None:
    assert of("<title>Grüße</title>é".encode()[:-1]).title == "Grüße"


def test_other_scripts_are_read() -> None:
    assert of("<meta charset=shift_jis><title>日本</title>".encode("shift_jis")).title == "日本"
    assert of("<title>Привет</title>".encode("cp1251"), "windows-1251").title == "Привет"


@pytest.mark.parametrize(
    ("letters", "said", "label"),
    [
        ("①㈱髙", "cp932", "Shift_JIS"),
        ("～－∥", "cp932", "x-sjis"),
        ("镕", "gb18030", "gb2312"),
        ("㐀𠀀", "gb18030", "gbk"),
        ("똠방각하", "cp949", "euc-kr"),
        ("펲", "cp949", "ks_c_5601-1987"),
        ("嘅咗", "big5hkscs", "Big5"),
        ("“Grüße” – €", "cp1252", "iso-8859-1"),
        ("“Grüße” – €", "cp1252", "us-ascii"),
        ("“İı”", "cp1254", "iso-8859-9"),
        ("“ไทย”", "cp874", "tis-620"),
        ("Ґанок", "koi8_u", "koi8-u"),
        ("Мова", "mac_cyrillic", "x-mac-ukrainian"),
        ("שלום", "iso8859_8", "logical"),
    ],
)
def test_a_label_means_what_browsers_mean_by_it(letters: str, said: str, label: str) -> None:
    body = f"<title>{letters}</title>".encode(said)
    assert of(body, label).title == letters
    assert of(f"<meta charset={label}>".encode() + body).title == letters


@pytest.mark.parametrize(
    ("letters", "body", "label"),
    [
        ("日本①Ⅳ髙", b"\xc6\xfc\xcb\xdc\xad\xa1\xad\xb8\xfc\xe2", "euc-jp"),
        ("日本①Ⅳ髙", b"\x1b$B\x46\x7c\x4b\x5c\x2d\x21\x2d\x38\x7c\x62\x1b(B", "iso-2022-jp"),
        ("ｱｲ", b"\x1b(I\x31\x32\x1b(B", "iso-2022-jp"),
    ],
)
def test_signs_that_windows_added_to_japanese_are_read(letters: str, body: bytes, label: str) -> None:
    assert of(b"<title>" + body + b"</title>", label).title == letters


def test_an_xml_declaration_names_the_encoding() -> None:
    page = '<?xml version="1.0" encoding="windows-1251"?><html><title>Привет</title>'
    assert of(page.encode("cp1251")).title == "Привет"


HOSTILE = [
    "<meta \"'",
    '<meta "\'"\'"',
    '<meta a="<',
    '<meta name=og:title content="',
    "<meta name=og:title content=''>",
    "<div>",
    "<p><b>",
    "<table><tr><td>",
    "<svg>",
    "<meta name=a content=b>",
    "<meta ",
    "<meta '",
    "<meta a=\"'",
    "<meta a='<",
    "<title",
    "<title>",
    "<title ",
    "<!--",
    "<!-- -->",
    "<script",
    "<script></scrip",
    "<style></style>",
    "<",
    "&#x27;",
    "&",
    "\0",
    " ",
]


@pytest.mark.timeout(15)  # a parser that searches repeatedly takes minutes; one that reads once takes no time
@pytest.mark.parametrize("piece", HOSTILE)
def test_two_megabytes_of_anything_are_read_once(piece: str) -> None:
    assert of("<title>T</title>" + piece * (2 * 1024 * 1024 // len(piece))).title == "T"


def test_nested_tags_hide_nothing() -> None:
    page = of("<div>" * 300 + "<meta property=og:title content='a > b'>")
    assert page.title == "a > b"


def test_comments_and_scripts_are_ignored() -> None:
    tag = "<meta property=og:title content=No><title>No</title>"
    assert of(f"<!-- {tag} --><script>'{tag}'</script><style>{tag}</style><title>Yes</title>").title == "Yes"
    assert of(f"<title>Yes</title><!-- {tag}").title == "Yes"


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "gb18030", "iso-2022-jp", "big5", "latin1"]))
def test_any_bytes_are_a_page(body: bytes, charset: str) -> None:
    page = of(b"<title>" + body + b"</title><meta property=og:image content='" + body + b"'>", charset)
    assert page.title == " ".join(page.title.split()) and len(page.title) <= 300
    assert page.image == "" or URL(page.image).scheme in {"http", "https"}


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<!doctype html><html class="a" lang="nl-BE"><title>T</title>', "nl-BE"),
        ("<HTML LANG=en><meta property=og:locale content=nl_NL>", "en"),
        ("<html><meta property=og:locale content=nl_NL>", "nl_NL"),
        ("<html lang=''><meta http-equiv=Content-Language content='nl, en'>", "nl"),
        ("<html lang=-><title>T</title>", ""),
        ("<!-- <html lang=nl> --><title>T</title>", ""),
        ("<p lang=nl>T</p>", ""),
    ],
)
def test_a_page_says_its_language(html: str, language: str) -> None:
    assert of(html).language == language
