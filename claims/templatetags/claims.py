"""The only tag library: small parts of many pages, built without templates: one map shows 300."""

from collections.abc import Iterable, Sequence
from functools import cache

from django import template
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from claims.comparison import Group
from claims.credibility import in_numbers
from claims.credibility.rubric import rounded
from claims.graph.document import When
from claims.graph.words import EditKind, ParagraphRole
from claims.markup import html_of
from claims.models import ArgumentMap, Edit, Notification
from claims.permissions import may_contribute, may_manage, may_see_members
from claims.queries.live import state_of
from claims.queries.reading import ArticleRead, AttributionRead, RelationRead
from claims.queries.strength import Strength
from claims.queries.tree import Node

from .words import (
    EDIT_WORDS,
    GROUP_WORDS,
    ICONS,
    GroupWords,
    bearing_words,
    count_words,
    evidence_words,
    notification_words,
    relation_words,
    voice_words,
)

register = template.Library()

# `{% if user|may_manage:map %}` asks the database nothing where the view has read this person's role already.
for deed in (may_contribute, may_manage, may_see_members):
    register.filter(deed)

MINUS = "\N{MINUS SIGN}"
STEPS = ("0", "25", "50", "75", "100")


@register.simple_tag
def map_state(map: ArgumentMap) -> str:
    """The state of the map that a page shows, to be compared with later ones."""
    return state_of(map)


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def article_key(article: ArticleRead) -> SafeString:
    """The letter in its box. The author's name stands beside it where there is room."""
    return format_html('<span class="key" title="{}">{}</span>', article.byline, article.letter)


@register.simple_tag
def strength(
    shown: Strength, size: str = "", id: str = "", was: float | None = None, label: str = "", rate: str = ""
) -> SafeString:
    """Number, dot and band on a line, words. `was`: 0 to 100, before. `rate`: a link for a hidden one."""
    if shown.state in ("hidden", "none") or was == "":  # a template's word for a variable that is not there
        was = None
    number = {"hidden": "?", "none": "–"}.get(shown.state, shown.number)
    return format_html(
        '<{tag} class="strength{size}{moved}"{id}>'
        '<b{bound}><span class="only-heard">{label} </span>{number}</b>{scale}{words}</{tag}>',
        tag="span" if size == "tiny" else "div",
        size=f" {size}" if size else "",
        moved=" moved" if was is not None else "",
        id=format_html(' id="{}"', id) if id else "",
        bound=mark_safe(' class="bound"') if " " in number else "",
        label=label or gettext("Strength"),
        number=number,
        scale=_scale(shown, was, tiny=size == "tiny"),
        words="" if size == "tiny" else _words(shown, was, rate),
    )


def _scale(shown: Strength, was: float | None, *, tiny: bool) -> SafeString:
    """Geometry in attributes, since the content policy bars style; numbers with a dot in any language."""
    y, r = (6.5, 4) if tiny else (8, 5)
    if shown.state in ("hidden", "none") or shown.value is None:
        return _drawing([f'<line class="none" x1="0" x2="100%" y1="{y}" y2="{y}"/>'])
    parts = [f'<line class="track" x1="0" x2="100%" y1="{y}" y2="{y}"/>']
    if not tiny:
        parts.append('<line class="mid" x1="50%" x2="50%" y1="3" y2="13"/>')
    if shown.beside is not None:
        parts.append(f'<circle class="dot-few" cx="{_place(shown.beside):g}%" cy="{y}" r="3.5"/>')
    sure = shown.state in ("rated", "contested")
    if sure and shown.low is not None and shown.high is not None:
        low, width = _place(shown.low), max(_place(shown.high) - _place(shown.low), 0)
        top, height = (4, 5) if tiny else (5, 6)
        band = f'x="{low:g}%" y="{top}" width="{width:g}%" height="{height}" rx="3"'
        parts.append(f'<rect class="band" {band}/>')
    if was is not None:
        parts.append(f'<circle class="dot-few" cx="{_place(was):g}%" cy="{y}" r="3.5"/>')
    dot = "dot" if sure or shown.state == "own" else "dot-few"
    parts.append(f'<circle class="{dot}" cx="{_place(shown.value):g}%" cy="{y}" r="{r}"/>')
    return _drawing(parts)


def _drawing(parts: list[str]) -> SafeString:
    """Its parts hold numbers and names made in this file, nothing a person wrote."""
    return mark_safe(f'<svg class="scale" aria-hidden="true">{"".join(parts)}</svg>')  # noqa: S308


def _place(value: float) -> float:
    return round(min(max(float(value), 0), 100), 1)


def _words(shown: Strength, was: float | None, rate: str) -> SafeString:
    first, second = _first_words(shown, was), _second_words(shown, rate)
    if not second:
        return format_html('<span class="words"><em>{}</em></span>', first)
    return format_html('<span class="words"><em>{}</em>\N{NO-BREAK SPACE}· {}</span>', first, second)


def _first_words(shown: Strength, was: float | None) -> str | SafeString:
    if shown.state == "hidden":
        return gettext("hidden until you rate")
    if shown.state == "none":
        return gettext("no basis yet")
    if was is not None:
        return gettext("was %(number)s") % {"number": in_numbers(was / 100)}
    if shown.state == "own":
        return gettext("by your ratings")
    if shown.state == "carried":
        return gettext("not rated itself")
    if shown.state == "contested":
        return format_html("{} {}", icon("contested"), gettext("contested"))
    return gettext(shown.word) if shown.word else ""


def _second_words(shown: Strength, rate: str) -> str | SafeString:
    if shown.state == "hidden":
        return format_html('<a href="{}">{}</a>', rate, gettext("rate it")) if rate else ""
    if shown.veiled:
        others = gettext("others’ hidden until you rate")
        return format_html('<a href="{}">{}</a>', rate, others) if rate else others
    if shown.beside is not None:
        return _beside(shown, shown.beside)
    if shown.state == "none":
        return gettext("no ratings")
    if shown.limited:
        return gettext("circular: influence limited")
    if shown.state == "carried":
        return gettext("carried by its reasons")
    if shown.state == "few" or shown.low is None or shown.high is None:
        return gettext("too few ratings (%(n)s)") % {"n": shown.n}
    return format_html(
        '<span class="only-heard">{} </span>{}–{}\N{NO-BREAK SPACE}· n\N{NO-BREAK SPACE}{}',
        gettext("range"), shown.low, shown.high, shown.n,
    )  # fmt: skip


def _beside(shown: Strength, everyone: float) -> str:
    """What everyone's ratings come to, and how far one's own are from that."""
    words = {"number": in_numbers(everyone / 100)}
    if shown.value is None:
        return gettext("everyone %(number)s") % words
    apart = rounded(shown.value) - rounded(everyone)
    words["apart"] = f"+{apart}" if apart > 0 else f"{MINUS}{-apart}" if apart else "±0"
    return gettext("everyone %(number)s, yours %(apart)s") % words


@register.simple_tag
def histogram(counts: Sequence[int], names: Sequence[str] = STEPS, label: str = "") -> SafeString:
    """A bar above each name: of the five steps of a rating, or others. The counts are in its label as well."""
    top = max(counts, default=0) or 1
    steps = list(zip(names, counts, strict=True))
    told = " ".join(f"{step}: {count}." for step, count in steps)
    bars = format_html_join(
        "",
        '<div><b>{}</b><svg aria-hidden="true"><rect class="bar" x="12%" width="76%" y="{}%" height="{}%"/>'
        '<line class="floor" x1="0" x2="100%" y1="100%" y2="100%"/></svg>{}</div>',
        ((count, f"{100 - 96 * count / top:.4g}", f"{96 * count / top:.4g}", step) for step, count in steps),
    )
    return format_html(
        '<div class="histogram" role="img" aria-label="{} {}">{}</div>',
        label or gettext("Number of ratings at each step."), told, bars,
    )  # fmt: skip


@register.filter
def points(value: float) -> str:
    """With a sign and a tenth: "+12.3"."""
    number = number_format(round(abs(value), 1), 1)
    return f"{'+' if value > 0 else MINUS if value < 0 else ''}{number}"


@register.filter
def tenths(value: float) -> str:
    """A strength, 0 to 100, where its tenths tell something; never certain."""
    return number_format(round(value, 1), 1) if 1 <= value <= 99 else in_numbers(value / 100)


@register.simple_tag
def points_bar(value: float, widest: float, sign: str = "") -> SafeString:
    """From the middle to the right or the left; blue and solid up, orange and dashed down, ink without a sign."""
    width = _place(50 * abs(value) / widest)
    start = 50 if value >= 0 else 50 - width
    kind = {"support": "up", "attack": "down-edge"}.get(sign, "base")
    bar = f'<rect class="{kind}" x="{start:g}%" width="{width:g}%" y="6" height="12"/>' if width else ""
    zero = '<line class="zero" x1="50%" x2="50%" y1="0" y2="24"/>'
    return mark_safe(f'<svg aria-hidden="true">{zero}{bar}</svg>')  # noqa: S308


@register.filter
def when(date: When | None) -> str:
    """A date as it was given: "2012, date inferred"."""
    if date is None:
        return ""
    return gettext("%(date)s, date inferred") % {"date": date.words} if date.inferred else date.words


@register.filter
def voice(attribution: AttributionRead) -> str:
    """Who speaks, and how the article's author stands to it: "reported from Aliyev via Lu, not endorsed"."""
    return voice_words(attribution)


@register.simple_tag
def bears(relation: RelationRead, words: str = "") -> SafeString:
    """What a premise does, as icon and verb in the relation's colour."""
    colour = f" is-{relation.sign}" if relation.sign else ""
    verb = words or relation_words(relation)
    return format_html('<span class="chip{}">{} <b>{}</b></span>', colour, icon(ICONS[relation.word]), verb)


@register.simple_tag
def bears_on(relation: RelationRead) -> SafeString:
    """As `bears`, beside a claim that the premise may reach only by way of a step."""
    return bears(relation, bearing_words(relation))


@register.filter
def counts(node: Node) -> str:
    """What stands one level below a place in the outline: "5 supporting, 2 attacking"."""
    return count_words(node)


@register.filter
def evidence_count(pieces: int) -> str:
    """No evidence, a piece, or so many pieces."""
    return evidence_words(pieces)


@register.simple_tag
def edit_words(edit: Edit, what: str, texts: Sequence[str] = ()) -> SafeString:
    """What somebody did, before the name of the claim it was done to; `what` is a claim, a relation or evidence."""
    kind = EditKind(edit.kind)
    words = str(EDIT_WORDS.get((kind, what), EDIT_WORDS[kind, ""]))
    named = format_html_join(", ", "<q>{}</q>", ((text,) for text in texts))
    return format_html(words, named) if "{}" in words else format_html("{}", words)


@register.filter
def group_words(group: Group) -> GroupWords:
    """What a group of a comparison is called, its icon, and when a question falls into it."""
    return GROUP_WORDS[group]


@register.simple_tag
def role_options(role: ParagraphRole) -> SafeString:
    """What a paragraph may be, with this one chosen. A text may have 900 paragraphs."""
    return _role_options(role, get_language())


@cache
def _role_options(role: ParagraphRole, language: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (one.value, mark_safe(" selected") if one == role else "", gettext(one.value))
            for one in ParagraphRole
        ),
    )


@register.simple_tag
def markup(text: str, names: Iterable[str]) -> SafeString:
    """Markdown that a person typed. Those of these names that stand in it with an @ are set off."""
    return mark_safe(html_of(text, names))  # noqa: S308


@register.filter
def told(notification: Notification) -> str:
    """Who did what where, in a sentence."""
    return notification_words(notification)


@register.simple_tag
def form_input(field: BoundField, help: str = "") -> SafeString:
    """A field's control, tied to its help and its errors. The first one refused takes the focus."""
    told = [f"{field.auto_id}_helptext"] if help or field.help_text else []
    if field.errors:
        told.append(f"{field.auto_id}_error")
    refused = next((other.name for other in field.form if other.errors), None)
    return field.as_widget(
        attrs={
            "class": "field",
            "placeholder": False,
            "aria-describedby": " ".join(told) or False,
            "autofocus": (refused == field.name and not field.form.non_field_errors())
            or field.field.widget.attrs.get("autofocus", False),
        }
    )
