"""A class or a team on a map. The audience of a score may be a group."""

from django.conf import settings
from django.db import models

from claims.graph import words

from .columns import MapRow, chosen_from, holds_one_of, new_uid


class Group(MapRow):
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    join_code = models.CharField(max_length=32, unique=True, default=new_uid)
    expires = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_groups",
    )
    is_example = models.BooleanField(
        default=False, help_text="Its ratings are invented; every page that counts them says so."
    )

    class Meta(MapRow.Meta):
        ordering = ["map", "name"]
        constraints = [
            *MapRow.Meta.constraints,
            models.UniqueConstraint(fields=["map", "slug"], name="group_slug_is_unique_in_its_map"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="group_members")
    pseudonym = models.CharField(max_length=80)
    role = chosen_from(words.GroupRole, default=words.GroupRole.STUDENT.value)

    class Meta:
        ordering = ["group", "pseudonym"]
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="a_person_is_in_a_group_once"),
            models.UniqueConstraint(
                fields=["group", "pseudonym"], name="a_pseudonym_is_one_persons_in_a_group"
            ),
            holds_one_of(words.GroupRole, "role"),
        ]

    def __str__(self) -> str:
        return f"{self.pseudonym} in {self.group}"
