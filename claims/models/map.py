"""A map, who belongs to it, and the names its people and places go by."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from claims.graph import words

from .columns import MapRow, chosen_from, holds_one_of, new_code

RESERVED = ("import", "new")  # `/maps/new/` is a page


class ArgumentMap(models.Model):
    """One body of argument: articles, claims, relations, questions, and who may do what with them."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=16, default="en")
    licence = models.CharField(max_length=300, blank=True)
    visibility = chosen_from(words.Visibility, default=words.Visibility.PUBLIC.value)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_maps"
    )
    version = models.PositiveBigIntegerField(default=1, editable=False)
    scores_version = models.PositiveBigIntegerField(default=0, editable=False)
    who_rates = chosen_from(words.WhoRates, default=words.WhoRates.EVERYONE.value)
    evidence_raters = chosen_from(words.EvidenceRaters, default=words.EvidenceRaters.CURATORS.value)
    hide_until_rated = models.BooleanField("hide ratings until rated", default=False)
    fewest_raters = models.PositiveSmallIntegerField(
        "fewest raters before others see a number",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
    )
    ratings_named = models.BooleanField("ratings are shown with names", default=False)
    extra = models.JSONField(
        null=True, blank=True, help_text="What a file held that has no row, by external id."
    )
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]
        verbose_name = "map"
        constraints = [
            holds_one_of(words.Visibility, "visibility"),
            holds_one_of(words.WhoRates, "who_rates"),
            holds_one_of(words.EvidenceRaters, "evidence_raters"),
            models.CheckConstraint(
                condition=Q(fewest_raters__gte=1) & Q(fewest_raters__lte=1000),
                name="map_fewest_raters_is_1_to_1000",
            ),
            models.CheckConstraint(condition=~Q(slug__in=RESERVED), name="no_map_stands_where_a_page_does"),
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def roles_read(self) -> dict[int | None, str | None]:
        """By person: what `permissions.standing_on` found them to be, so that one request asks once."""
        return {}

    def get_absolute_url(self) -> str:
        return reverse("claims:map_detail", args=[self.slug])


def still_open() -> Q:
    """Which invitations let people in now."""
    return Q(revoked=None) & (Q(expires=None) | Q(expires__gt=timezone.now()))


class Invitation(models.Model):
    """A link that makes whoever follows it a member of a map, until it runs out or is called back."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=43, unique=True, default=new_code, editable=False)
    role = chosen_from(words.Role, default=words.Role.CONTRIBUTOR.value)
    note = models.CharField(max_length=120, blank=True, help_text="Whom it is for.")
    expires = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["map", "-pk"]
        constraints = [
            holds_one_of(words.Role, "role"),
            models.CheckConstraint(
                condition=~Q(role=words.Role.OWNER.value), name="nobody_becomes_owner_by_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.map}"


class Membership(models.Model):
    """Who belongs to a map beside its owner. The map itself names that one, so there is never a second."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = chosen_from(words.Role, default=words.Role.VIEWER.value)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="joined"
    )

    class Meta:
        ordering = ["map", "user"]
        constraints = [
            models.UniqueConstraint(fields=["map", "user"], name="a_person_is_a_member_of_a_map_once"),
            holds_one_of(words.Role, "role"),
            models.CheckConstraint(
                condition=~Q(role=words.Role.OWNER.value), name="the_map_alone_names_its_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role} of {self.map}"


class Alias(MapRow):
    """Names for one person, place or firm: a search for one finds the others."""

    names = models.JSONField(default=list)

    class Meta(MapRow.Meta):
        ordering = ["map", "uid"]
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return " = ".join(self.names)
