"""Reasons as people give them, and steps as they change them."""

from typing import Any

from django import forms
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from claims.actions.claim import LONGEST, Wording
from claims.actions.relation import Bearing
from claims.graph import words
from claims.graph.scheme import SCHEMES
from claims.models import Claim, Premise, Relation

from .claim import ReusingForm, choices
from .edit import EditForm, text_area

BEARS = [
    (words.RelationKind.SUPPORT.value, _("supports it")),
    (words.RelationKind.ATTACK.value, _("attacks it")),
    (words.RelationKind.CONTRADICTION.value, _("contradicts it: both cannot be true")),
    (words.RelationKind.REPHRASE.value, _("says the same in other words")),
    (words.RelationKind.SUPERSEDES.value, _("overtakes it: true then, not any more")),
    (words.RelationKind.CONTEXT.value, _("is context for it, without weight")),
]
UNDERCUTS = [(words.RelationKind.ATTACK.value, _("undercuts the step"))]
WITH_PREMISES = Prefetch(
    "premises", Premise.objects.select_related("claim", "evidence").order_by("order", "uid")
)
NO_SCHEME = [("", _("I do not know, or another"))]


def undercut_field() -> forms.ChoiceField:
    """Of an attack on a step, where nothing else can be chosen."""
    return forms.ChoiceField(
        label=_("How does it bear on this step?"), choices=UNDERCUTS, initial=words.RelationKind.ATTACK.value
    )


class ReasonForm(ReusingForm):
    """A claim and how it bears on another."""

    bears = forms.ChoiceField(label=_("How does it bear on this claim?"), choices=BEARS)
    because = forms.CharField(
        label=_("because …"),
        required=False,
        max_length=1000,
        widget=text_area(2),
        help_text=_("How it bears on that claim, if it does not go without saying."),
    )
    together = forms.CharField(
        label=_("The other claim"),
        required=False,
        max_length=LONGEST,
        widget=text_area(2),
        help_text=_("The two count as one reason: neither says anything alone."),
    )
    field_order = ("text", "existing", "bears", "because", "together")

    def __init__(self, *args: Any, undercuts: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if undercuts:
            self.fields["bears"] = undercut_field()

    @property
    def bearing(self) -> Bearing:
        return Bearing(kind=words.RelationKind(self.cleaned_data["bears"]), note=self.cleaned_data["because"])

    @property
    def premises(self) -> list[Claim | Wording]:
        first = self.cleaned_data["existing"] or self.wording
        together = " ".join(self.cleaned_data["together"].split())
        return [first, Wording(text=together, said=self.said)] if together else [first]


class RelationForm(EditForm):
    """How a step bears on its target."""

    bears = forms.ChoiceField(label=_("How does it bear on this claim?"), choices=BEARS)
    scheme = forms.ChoiceField(
        label=_("What kind of argument is it?"),
        required=False,
        help_text=_("Each kind brings its own critical questions."),
    )
    because = forms.CharField(label=_("How it bears"), required=False, max_length=1000, widget=text_area(2))
    caveat = forms.CharField(label=_("Caveat"), required=False, max_length=1000, widget=text_area(2))
    curator_strength = forms.ChoiceField(
        label=_("Curator’s view of its relevance"),
        choices=[("", _("none, or as it is")), *choices(words.CuratorStrength)],
        required=False,
        help_text=_("Stands in until somebody has rated it."),
    )

    def __init__(self, *args: Any, undercuts: bool = False, curates: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(scheme.key, _(scheme.key)) for scheme in SCHEMES]
        sent = self.data.get("scheme") or self.initial.get("scheme") or ""
        other = [(sent, sent)] if sent and sent not in dict(known) else []
        self.fields["scheme"].choices = NO_SCHEME + known + other  # type: ignore[attr-defined]
        if undercuts:
            self.fields["bears"] = undercut_field()
        if not curates:
            del self.fields["curator_strength"]

    @property
    def bearing(self) -> Bearing:
        sent = self.cleaned_data
        view = sent.get("curator_strength")
        return Bearing(
            kind=words.RelationKind(sent["bears"]),
            note=sent["because"],
            caveat=sent["caveat"],
            scheme=sent["scheme"],
            curator_strength=words.CuratorStrength(view) if view else None,
        )


def filled(relation: Relation) -> dict[str, Any]:
    return {
        "bears": relation.kind,
        "scheme": relation.scheme,
        "because": relation.note,
        "caveat": relation.caveat,
        "curator_strength": relation.curator_strength,
        "version": relation.version,
    }


class JoinForm(EditForm):
    """Another reason that does the same to the same thing."""

    other = forms.ModelChoiceField(
        Relation.objects.none(),
        label=_("They only work together:"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the reason it only works together with.")},
    )

    def __init__(self, *args: Any, relation: Relation, **options: Any) -> None:
        super().__init__(*args, **options)
        beside = Relation.objects.filter(map=self.map, kind=relation.kind, state=words.State.OPEN.value)
        beside = beside.filter(target_claim=relation.target_claim, target_relation=relation.target_relation)
        beside = beside.exclude(pk=relation.pk).prefetch_related(WITH_PREMISES)
        field = self.fields["other"]
        field.queryset = beside.filter(premises__isnull=False).distinct()  # type: ignore[attr-defined]
        field.label_from_instance = said_by  # type: ignore[attr-defined]


class PartForm(EditForm):
    """One of several premises."""

    premise = forms.ModelChoiceField(
        Premise.objects.none(),
        label=_("Which of them is a reason of its own?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the premise that stands by itself.")},
    )

    def __init__(self, *args: Any, relation: Relation, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = Q(claim__state=words.State.OPEN.value) | Q(evidence__state=words.State.OPEN.value)
        premises = relation.premises.filter(seen).select_related("claim", "evidence").order_by("order", "uid")
        self.fields["premise"].queryset = premises  # type: ignore[attr-defined]


class OrderForm(EditForm):
    """A place for each reason that bears on a claim: the smallest comes first."""

    def __init__(self, *args: Any, claim: Claim, **options: Any) -> None:
        super().__init__(*args, **options)
        relations = claim.relations_in.filter(state=words.State.OPEN.value)
        relations = relations.prefetch_related(WITH_PREMISES)
        self.relations = list(relations.order_by("order", "uid"))
        for place, relation in enumerate(self.relations, 1):
            self.fields[f"place-{relation.pk}"] = forms.IntegerField(
                label=said_by(relation), min_value=1, max_value=9999, initial=place
            )

    @property
    def places(self) -> list[forms.BoundField]:
        return [self[f"place-{relation.pk}"] for relation in self.relations]

    @property
    def order(self) -> list[Relation]:
        return sorted(self.relations, key=lambda relation: self.cleaned_data[f"place-{relation.pk}"])


def said_by(relation: Relation) -> str:
    """What it does and its premises, in a list to choose from; what was withdrawn is not named."""
    ends = [premise.claim or premise.evidence for premise in relation.premises.all()]
    said = " + ".join(str(end) for end in ends if end and end.state == words.State.OPEN)
    return f"{_now(relation.kind)}: {said}" if said else _now(relation.kind)
