"""Every address of the app, grouped by noun."""

from django.urls import include, path

from claims.views import (
    appraisal,
    article,
    claim,
    comparison,
    home,
    map,
    page,
    question,
    rating,
    scheme,
    semantics,
    source,
    what_if,
    why,
)

app_name = "claims"

urlpatterns = [
    path("", home.home, name="home"),
    path("help/scores/", page.help_scores, name="help_scores"),
    path("about/", page.about, name="about"),
    path("maps/", map.map_list, name="map_list"),
    path("maps/<slug:slug>/", map.map_detail, name="map_detail"),
    path("maps/<slug:slug>/outline/", map.map_outline, name="map_outline"),
    path("maps/<slug:slug>/compare/", comparison.map_compare, name="map_compare"),
    path("maps/<slug:slug>/semantics/", semantics.map_semantics, name="map_semantics"),
    path("maps/<slug:slug>/articles/<slug:article_slug>/", article.article_detail, name="article_detail"),
    path(
        "maps/<slug:slug>/articles/<slug:article_slug>/appraisal/",
        appraisal.article_appraise,
        name="article_appraise",
    ),
    path(
        "maps/<slug:slug>/questions/<slug:question_slug>/", question.question_detail, name="question_detail"
    ),
    path("maps/<slug:slug>/sources/<int:pk>/", source.source_detail, name="source_detail"),
    path("maps/<slug:slug>/sources/<int:pk>/appraisal/", appraisal.source_appraise, name="source_appraise"),
    path("claims/<int:pk>/", claim.claim_detail, name="claim_detail"),
    path("claims/<int:pk>/why/", why.claim_why, name="claim_why"),
    path("claims/<int:pk>/what-if/", what_if.claim_what_if, name="claim_what_if"),
    path("claims/<int:pk>/rating/", rating.claim_rate, name="claim_rate"),
    path("relations/<int:pk>/rating/", rating.relation_rate, name="relation_rate"),
    path("relations/<int:pk>/questions/", scheme.relation_examine, name="relation_examine"),
    path("evidence/<int:pk>/rating/", rating.evidence_rate, name="evidence_rate"),
    path("api/v1/", include("claims.api.urls")),
]
