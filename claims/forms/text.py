"""An article's text as people paste or upload it, and the role of each of its paragraphs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.graph.text import Text, joined, likely_roles, paragraphs_of
from claims.graph.words import ParagraphRole, TextRight

from .article import RIGHTS

LONGEST = 500_000
LARGEST_FILE = 2_000_000
MOST_PARAGRAPHS = 900  # a form with more fields than a thousand is refused unread

NO_WORDS = _("Paste the text, or choose a file. Nothing was saved.")
NOT_UTF8 = _(
    "This file is not UTF-8 text. Save it as plain text with the encoding UTF-8, or paste the text instead."
)
NUL = _(
    "This file is not plain text: it holds NUL characters. Save it as plain text, or paste the text instead."
)
TOO_LARGE = _("This file is larger than 2 MB. Keep the article’s own text alone.")
TOO_LONG = _(
    "This text is longer than 500,000 characters. Keep the article’s own words alone; nothing is lost."
)
TOO_MANY = _("This text falls into more than 900 paragraphs. A blank line parts them; nothing is lost.")


class TextForm(forms.Form):
    """Cleans into `paragraphs`, whose words come from a file where one is sent."""

    text = forms.CharField(
        label=_("The text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("A blank line parts paragraphs."),
    )
    file = forms.FileField(
        label=_("Or a text file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        help_text=_("Plain text in UTF-8, at most 2 MB. It takes the place of what stands above."),
    )
    text_right = forms.ChoiceField(label=_("By what right the text is held here"), choices=RIGHTS)
    consent = forms.BooleanField(
        label=_("I have the right to keep this text here in this way."), required=False
    )

    def clean_file(self) -> str:
        file: UploadedFile | None = self.cleaned_data["file"]
        return _decoded(file) if file else ""

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        text = self.cleaned_data["file"] or self.cleaned_data["text"]
        where = "file" if self.cleaned_data["file"] else "text"
        paragraphs = paragraphs_of(text)
        for wrong, sentence in (
            (not paragraphs, NO_WORDS),
            (len(text) > LONGEST, TOO_LONG),
            (len(paragraphs) > MOST_PARAGRAPHS, TOO_MANY),
        ):
            if wrong:
                self.add_error(where, sentence)
        if self.errors:
            return self.cleaned_data
        # A file's words too: no browser sends a chosen file twice.
        sent = {name: self.data[name] for name in self.data}
        self.data = sent | {"text": joined(paragraphs)}
        return {**self.cleaned_data, "paragraphs": paragraphs}

    @property
    def right(self) -> TextRight:
        return TextRight(self.cleaned_data["text_right"])

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        return self.cleaned_data["paragraphs"]

    @cached_property
    def seen(self) -> str:
        """What tells the text that was looked through from any other."""
        return Text(enumerate(self.paragraphs)).hash

    @property
    def was_seen(self) -> bool:
        return self.data.get("seen") == self.seen

    @cached_property
    def roles(self) -> list[ParagraphRole]:
        """As they were chosen for just these paragraphs, or else what each looks like."""
        likely = likely_roles(self.paragraphs)
        if not self.was_seen:
            return likely
        chosen = [self.data.get(f"role-{number}", "") for number in range(1, len(likely) + 1)]
        known = set(ParagraphRole)
        return [
            ParagraphRole(sent) if sent in known else role for sent, role in zip(chosen, likely, strict=True)
        ]


def _decoded(file: UploadedFile) -> str:
    if (file.size or 0) > LARGEST_FILE:
        raise forms.ValidationError(TOO_LARGE)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise forms.ValidationError(NOT_UTF8) from trouble
    if "\0" in text:
        raise forms.ValidationError(NUL)
    return text
