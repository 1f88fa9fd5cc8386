"""Every address of the API, named as pages are."""

from django.urls import path

from claims.models import Claim, Evidence, Relation

from .viewsets import ClaimViewSet, MapViewSet, RatingViewSet

app_name = "api"

RATE = {"post": "create"}

urlpatterns = [
    path("maps/", MapViewSet.as_view({"get": "list"}), name="map_list"),
    path("maps/<slug:slug>/", MapViewSet.as_view({"get": "retrieve"}), name="map_detail"),
    path("maps/<slug:slug>/document/", MapViewSet.as_view({"get": "document"}), name="map_document"),
    path("maps/<slug:slug>/claims/", MapViewSet.as_view({"get": "claims"}), name="map_claims"),
    path("maps/<slug:slug>/appraisals/", MapViewSet.as_view({"get": "appraisals"}), name="map_appraisals"),
    path("maps/<slug:slug>/answers/", MapViewSet.as_view({"get": "answers"}), name="map_answers"),
    path("claims/<int:pk>/", ClaimViewSet.as_view({"get": "retrieve"}), name="claim_detail"),
    path("claims/<int:pk>/rating/", RatingViewSet.as_view(RATE, table=Claim), name="claim_rate"),
    path("relations/<int:pk>/rating/", RatingViewSet.as_view(RATE, table=Relation), name="relation_rate"),
    path("evidence/<int:pk>/rating/", RatingViewSet.as_view(RATE, table=Evidence), name="evidence_rate"),
    path("ratings/", RatingViewSet.as_view({"get": "list"}), name="rating_list"),
]
