"""A map as a file that somebody sends."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.exchange import FORMATS, MOST_BYTES, Imported, NotInForm, Problem, decoded

MOST_MEGABYTES = MOST_BYTES // 1_000_000


class ImportForm(forms.Form):
    """Cleans into `imported`: the map, under the slug that was asked for. `problems` say why a file was refused."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A map in argmap’s own format (JSON), at most 10 MB."),
        error_messages={
            "required": _("Choose a file. Nothing was stored."),
            "empty": _("This file is empty. Nothing was stored."),
            "missing": _("No file arrived. Choose it again. Nothing was stored."),
        },
    )
    slug = forms.SlugField(
        label=_("Its address here"),
        help_text=_("The last part, after “/maps/”. Leave it empty to take the one in the file."),
        required=False,
        max_length=80,
        error_messages={
            "invalid": _("An address has letters from a to z, digits, - and _ alone. Nothing was stored."),
            "max_length": _("An address has at most 80 characters. Nothing was stored."),
        },
    )

    problems: tuple[Problem, ...] = ()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than %(most)s MB. Nothing was stored."),
                params={"most": MOST_MEGABYTES},
            )
        try:
            self.read = FORMATS["argmap"].read(decoded(file.read()))
        except NotInForm as error:
            self.problems = (error.problem,)
            raise forms.ValidationError(
                _("This file cannot be read as a map. Nothing was stored. Mend it and choose it again.")
            ) from None
        return file

    @property
    def imported(self) -> Imported:
        slug = self.cleaned_data["slug"] or self.read.document.map.slug
        document = replace(self.read.document, map=replace(self.read.document.map, slug=slug))
        return Imported(document, self.read.problems)

    def offer(self, slug: str) -> None:
        """What was asked for is taken: another stands in the form."""
        self.data = {name: self.data[name] for name in self.data} | {"slug": slug}
        self.add_error(
            "slug",
            _(
                "There is a page at this address already. Another one stands here: choose the file again, and send it."
            ),
        )
