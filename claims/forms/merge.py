"""One claim into two."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.claim import LONGEST, Wording
from claims.actions.merge import Part
from claims.graph import words
from claims.models import Claim, Relation

from .edit import EditForm, text_area
from .relation import WITH_PREMISES, said_by

FIRST, SECOND = "first", "second"


class SplitForm(EditForm):
    """Both wordings, and for each step into the claim or out of it, which half it belongs to."""

    first = forms.CharField(label=_("The first claim"), max_length=LONGEST, widget=text_area(3))
    second = forms.CharField(label=_("The second claim"), max_length=LONGEST, widget=text_area(3))
    ratings = forms.ChoiceField(
        label=_("Ratings given so far"),
        choices=[
            ("", _("stay with the first claim alone")),
            ("both", _("count for both, marked as given on an earlier wording")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        super().__init__(*args, **options)
        self.claim = claim
        into = Relation.objects.filter(target_claim=claim)
        out = Relation.objects.filter(premises__claim=claim)
        steps = (into | out).filter(state=words.State.OPEN.value).distinct().select_related("target_claim")
        self.relations = list(steps.prefetch_related(WITH_PREMISES).order_by("pk"))
        for relation in self.relations:
            self.fields[f"step-{relation.pk}"] = forms.ChoiceField(
                label=self._told(relation),
                choices=[(FIRST, _("the first")), (SECOND, _("the second"))],
                initial=FIRST,
            )

    @property
    def steps(self) -> list[forms.BoundField]:
        return [self[f"step-{relation.pk}"] for relation in self.relations]

    @property
    def halves(self) -> tuple[Wording, Part]:
        kind = words.ClaimKind(self.claim.kind)
        first, second = (" ".join(self.cleaned_data[name].split()) for name in (FIRST, SECOND))
        chosen = [one for one in self.relations if self.cleaned_data[f"step-{one.pk}"] == SECOND]
        ratings = self.cleaned_data["ratings"] == "both"
        part = Part(Wording(text=second, kind=kind), relations=chosen, ratings=ratings)
        return Wording(text=first, kind=kind), part

    def _told(self, relation: Relation) -> str:
        if relation.target_claim_id == self.claim.pk:
            return _now("“%(premise)s” bears on") % {"premise": said_by(relation)}
        target = relation.target_claim or _now("a step elsewhere")
        return _now("What bears on “%(target)s” is") % {"target": target}
