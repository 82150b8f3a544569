"""One entry in every format: A, at https://kievit.example/1, of 1 December 2026 at 10:00 UTC."""

ITEM = "<title>A</title><link>https://kievit.example/1</link><pubDate>Tue, 01 Dec 2026 10:00:00 GMT</pubDate>"
NETSCAPE = '"-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"'
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>A</title>
<link rel="alternate" type="text/html" href="https://kievit.example/1"/>
<issued>2026-12-01T10:00:00Z</issued><modified>2026-12-02T00:00:00Z</modified></entry></feed>"""
ENTRY = '<title>A</title><link href="/1"/><updated>2026-12-01T10:00:00Z</updated>'
PREFIXED = ENTRY.replace("<", "<a:").replace("<a:/", "</a:")
CDF = """<CHANNEL HREF="https://kievit.example/">
<ITEM HREF="https://kievit.example/1" LASTMOD="2026-12-01T10:00"><TITLE>A</TITLE></ITEM></CHANNEL>"""
JSON_10 = """{"version": "https://jsonfeed.org/version/1", "items": [
{"id": 1, "url": "/1", "title": "A", "date_published": "2026-12-01T11:00:00+01:00"}]}"""
JSON_11 = """\ufeff{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "https://kievit.example/1", "content_html": "<b>A</b>", "date_modified": "2026-12-01T10:00:00Z"}]}"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://kievit.example/"><title>K</title>
<items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel><item rdf:about="https://kievit.example/1">
<title>A</title><link>https://kievit.example/1</link><dc:date>2026-12-01T10:00Z</dc:date></item></rdf:RDF>"""
FORMATS = {
    "RSS 0.90": RDF.format("http://my.netscape.com/rdf/simple/0.9/"),
    "RSS 1.0": RDF.format("http://purl.org/rss/1.0/"),
    "RSS 0.91": f'<!DOCTYPE rss PUBLIC {NETSCAPE}><rss version="0.91"><channel><item>{ITEM}</item></channel></rss>',
    "RSS with a namespace": f'<rss xmlns="http://backend.userland.com/rss2"><channel><item>{ITEM}</item></channel></rss>',
    "Atom 0.3": ATOM_03,
    "Atom with a prefix": f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>{PREFIXED}</a:entry></a:feed>',
    "an entry alone": f'<entry xmlns="http://www.w3.org/2005/Atom">{ENTRY}</entry>',
    "CDF": CDF,
    "JSON Feed 1.0": JSON_10,
    "JSON Feed 1.1": JSON_11,
}
