"""What people write, in Markdown, as HTML that is safe on any page; and whom it names."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

DEEPEST = 20
MOST_SIGNS = 1000
SIGNS = re.compile(r"[\[\]*_`<>!@]")
NAME = re.compile(r"@([\w.@+-]{0,149}[^\W_])")
CLEANER = nh3.Cleaner(
    tags={"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"},
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    allowed_classes={"span": {"mention"}},
    url_schemes={"http", "https"},
    link_rel="noopener nofollow ugc",
)


def html_of(text: str, names: Iterable[str] = ()) -> str:
    """No raw HTML, no picture, no heading. Those of `names` that stand in the text with an @ are set off."""
    if _is_noise(text):
        return "<p>" + escapeHtml(text).replace("\n", "<br>\n") + "</p>\n"
    known = {name.casefold() for name in names}
    return CLEANER.clean(_MARKDOWN.render(text, {"names": known}))


def names_in(text: str) -> list[str]:
    """Whom the text calls with an @, each once, in turn; nobody may be called so. Code calls nobody."""
    if _is_noise(text):
        return []
    inline = [child for token in _MARKDOWN.parse(text) for child in token.children or ()]
    return list(dict.fromkeys(token.content[1:] for token in inline if token.type == "mention"))


def _is_noise(text: str) -> bool:
    """More signs than any remark has, each of which costs time to make sense of; it is shown as it was typed."""
    return len(SIGNS.findall(text)) > MOST_SIGNS


def _mention(state: StateInline, silent: bool) -> bool:
    found = NAME.match(state.src, state.pos)
    if found is None or re.match(r"[^\W_]", state.src[max(state.pos - 1, 0)]):
        return False
    if not silent:
        state.push("mention", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _flatten(state: StateCore) -> None:
    """Browsers stop at some depth, and so does this: 5,000 stars would open as many elements in each other."""
    for token in state.tokens:
        depth = 0
        for child in token.children or ():
            depth += child.nesting > 0
            child.hidden = child.nesting != 0 and depth > DEEPEST
            depth -= child.nesting < 0


def _show_mention(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]
) -> str:
    typed = tokens[index].content
    shown = escapeHtml(typed)
    return f'<span class="mention">{shown}</span>' if typed[1:].casefold() in env["names"] else shown


def _markdown() -> MarkdownIt:
    """A heading is a line in bold: it would stand among those of the page."""
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    markdown.disable("image")
    markdown.inline.ruler.push("mention", _mention)
    markdown.core.ruler.push("flatten", _flatten)
    markdown.add_render_rule("mention", _show_mention)
    markdown.add_render_rule("heading_open", lambda *_: "<p><strong>")
    markdown.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    return markdown


_MARKDOWN = _markdown()
