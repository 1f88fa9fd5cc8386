"""What a member may do, by the role they are given, and who is given the map."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.graph.words import Role
from claims.models import ArgumentMap, Membership
from claims.queries.member import memberships

ROLES: dict[Role, str | Promise] = {
    Role.VIEWER: _("viewer: reads the map"),
    Role.RATER: _("rater: also rates and comments"),
    Role.CONTRIBUTOR: _("contributor: also adds claims, reasons and evidence, and edits them"),
    Role.CURATOR: _("curator: also takes things off the map, and grades evidence"),
}
NO_SUCH_ROLE = _("Choose one of the roles. Nothing was changed.")


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        choices=[(role.value, words) for role, words in ROLES.items()],
        error_messages={"required": NO_SUCH_ROLE, "invalid_choice": NO_SUCH_ROLE},
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, member: Any) -> str:
        return f"{member.user.get_username()} ({gettext(member.role)})"


class TransferForm(forms.Form):
    """Cleans into `member`. The map's title, typed out, says that it is meant."""

    member = MemberField(
        label=_("New owner"),
        queryset=Membership.objects.none(),
        empty_label=_("Choose a member"),
        error_messages={
            "required": _("Choose who gets the map. Nothing was changed."),
            "invalid_choice": _("This person is not a member any more. Nothing was changed."),
        },
    )
    title = forms.CharField(
        label=_("Title of the map"),
        help_text=_("Type it out, to say that you mean it."),
        error_messages={"required": _("Type the title of the map. Nothing was changed.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, map: ArgumentMap, data: Any = None) -> None:
        super().__init__(data)
        self._map = map
        member = self.fields["member"]
        assert isinstance(member, MemberField)
        member.queryset = memberships(map).filter(user__is_active=True).order_by("user__username")

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if title.split() != self._map.title.split():
            raise forms.ValidationError(_("This is not the title of the map. Nothing was changed."))
        return title
