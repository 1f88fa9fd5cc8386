"""Every address of the app, grouped by noun."""

from django.urls import include, path

from claims.views import article, claim, comparison, home, map, page, question, rating, source

app_name = "claims"

urlpatterns = [
    path("", home.home, name="home"),
    path("help/scores/", page.help_scores, name="help_scores"),
    path("about/", page.about, name="about"),
    path("maps/", map.map_list, name="map_list"),
    path("maps/<slug:slug>/", map.map_detail, name="map_detail"),
    path("maps/<slug:slug>/outline/", map.map_outline, name="map_outline"),
    path("maps/<slug:slug>/compare/", comparison.map_compare, name="map_compare"),
    path("maps/<slug:slug>/articles/<slug:article_slug>/", article.article_detail, name="article_detail"),
    path(
        "maps/<slug:slug>/questions/<slug:question_slug>/", question.question_detail, name="question_detail"
    ),
    path("maps/<slug:slug>/sources/<int:pk>/", source.source_detail, name="source_detail"),
    path("claims/<int:pk>/", claim.claim_detail, name="claim_detail"),
    path("claims/<int:pk>/rating/", rating.claim_rate, name="claim_rate"),
    path("relations/<int:pk>/rating/", rating.relation_rate, name="relation_rate"),
    path("evidence/<int:pk>/rating/", rating.evidence_rate, name="evidence_rate"),
    path("api/v1/", include("claims.api.urls")),
]
