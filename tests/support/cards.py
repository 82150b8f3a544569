"""Every possible card and form, including absurd ones."""

from hypothesis import strategies as st

from handlers.core.interaction import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Form,
    Input,
    Items,
    Menu,
    Option,
    Picture,
    Preview,
    Refresh,
    Text,
)

ODD = [
    "",
    " ",
    "<!channel>",
    "<@U1|x>",
    "*b* _i_ `c` ~s~",
    "a & b < c > d",
    "\0\x07",
    "👩\u200d👩\u200d👧",
    "🇳🇱🇧🇪",
    "e\u0301",
    "👍🏽",
]
short = st.one_of(st.sampled_from(ODD), st.text(max_size=12))
# Cut, because the text that Hypothesis takes from our sources may be long.
words = st.builds(lambda text, times: (text * times)[:9000], short, st.sampled_from([1, 1, 1, 30, 700]))
links = st.one_of(
    st.sampled_from(
        ["", "/l/abc", "https://example.com/a?b=c&d=e", "http://x.y", "ftp://a.b/c", "nonsense", "https://"]
    ),
    st.builds(lambda times: "https://example.com/" + "a" * times, st.sampled_from([10, 2900, 4000])),
    short,
)
buttons = st.builds(
    Button,
    label=words,
    action=st.sampled_from(["", "share", "later", "a:b", "x" * 300]),
    target=st.sampled_from(["", "n1", "x" * 2000, "x" * 2001, '{"a": "<&>"}']),
    style=st.sampled_from(["plain", "primary", "danger"]),
    link=links,
    confirm=words,
)
items = buttons.map(lambda button: button.model_copy(update={"confirm": ""}))
menus = st.builds(Menu, label=words, buttons=st.lists(items, max_size=12).map(tuple))
lines = st.builds(
    Items,
    items=st.lists(words, max_size=5).map(tuple),
    head=st.lists(short, min_size=2, max_size=3).map(tuple),
    cells=st.lists(st.lists(short, min_size=2, max_size=3).map(tuple), max_size=120).map(tuple),
)
parts = st.one_of(
    lines,
    st.builds(Text, text=words, style=st.sampled_from(["normal", "strong", "quiet", "quote"])),
    st.builds(Facts, rows=st.lists(st.tuples(words, words), max_size=15).map(tuple)),
    st.builds(Items, items=st.lists(words, max_size=120).map(tuple), ordered=st.booleans()),
    st.builds(Preview, url=links, title=words, description=words, image=links, site=words),
    st.builds(Picture, path=links, alt=words),
    st.builds(Buttons, buttons=st.lists(buttons, max_size=30).map(tuple), menu=st.one_of(st.none(), st.none(), menus)),
    st.just(Divider()),
)
pieces = st.lists(  # previews in a row, each perhaps with a line above it, texts and buttons
    st.tuples(
        st.sampled_from([(), (Divider(),)]),
        st.builds(Preview, url=links, title=words, description=words, image=links, site=words).map(lambda one: (one,)),
        st.lists(st.builds(Text, text=words, style=st.sampled_from(["quiet", "quote"])), max_size=2).map(tuple),
        st.one_of(
            st.just(()),
            st.builds(Buttons, buttons=st.lists(buttons, max_size=4).map(tuple), menu=st.one_of(st.none(), menus)).map(
                lambda one: (one,)
            ),
        ),
    ).map(lambda found: tuple(part for some in found for part in some)),
    min_size=1,
    max_size=12,
).map(lambda found: [part for some in found for part in some])
cards = st.builds(
    Card,
    title=words,
    summary=words,
    parts=st.one_of(st.lists(parts, max_size=6), st.lists(parts, min_size=40, max_size=120), pieces).map(tuple),
)
options = st.builds(Option, value=st.one_of(short, st.just("x" * 151)), label=words)
values = st.one_of(
    words,
    st.sampled_from(["yes", "2026-03-09", "2026-99-99", "09:30", "25:00"]),
    st.lists(short, max_size=4).map(tuple),
)
inputs = st.builds(
    Input,
    name=st.one_of(short, st.just("x" * 256)),
    label=words,
    kind=st.sampled_from(["line", "text", "url", "choice", "choices", "date", "time", "flag"]),
    value=values,
    options=st.one_of(st.lists(options, max_size=12), st.lists(options, min_size=90, max_size=130)).map(tuple),
    hint=words,
    required=st.booleans(),
    longest=st.integers(-5, 10_000),
    folded=st.sampled_from([False, False, True]),
)
forms = st.builds(
    Form,
    action=st.sampled_from(["save", "x" * 300]),
    title=words,
    inputs=st.one_of(st.lists(inputs, max_size=4), st.lists(inputs, min_size=60, max_size=110)).map(tuple),
    submit=words,
    cancel=words,
    target=st.sampled_from(["", "n1", "x" * 2000]),
    intro=words,
    more=words,
    refresh=st.sampled_from([None, Refresh(action="fields", target="n1")]),
)
