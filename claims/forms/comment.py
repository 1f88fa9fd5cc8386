"""A comment as people type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Comment

LONGEST = Comment._meta.get_field("text").max_length


class TextField(forms.CharField):
    """Browsers send two characters for a new line, and count one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class CommentForm(forms.Form):
    text = TextField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write something first. Nothing was saved."),
            "max_length": _(
                "This has %(show_value)d characters, and a comment takes %(limit_value)d. Nothing was saved: all you "
                "typed is still here. Shorten it, or make two comments of it."
            ),
        },
    )

    def __init__(self, id: str, data: Any = None, *, text: str = "") -> None:
        """The ids of its parts end as the box's does in which it stands."""
        super().__init__(data, initial={"text": text}, auto_id=f"%s-{id}")
        self.fields["text"].widget.attrs.pop("maxlength", None)  # it would cut off what is pasted

    @property
    def typed(self) -> str:
        return str(self.cleaned_data.get("text", ""))
