"""Every door of the site: accounts, claims, admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("claims.urls")),
    path("", include("argmap.accounts.urls")),
    path("admin/", admin.site.urls),
]
