"""The account pages a site without mail needs: sign-up, sign-in, sign-out, password change."""

from allauth.account import views as allauth_views
from django.urls import path

from . import views

urlpatterns = [
    path("accounts/signup/", allauth_views.signup, name="account_signup"),
    path("accounts/login/", allauth_views.login, name="account_login"),
    path("accounts/logout/", allauth_views.logout, name="account_logout"),
    path("accounts/password/change/", allauth_views.password_change, name="account_change_password"),
    path("accounts/password/set/", allauth_views.password_set, name="account_set_password"),
    path("accounts/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("accounts/sign-in/<int:pk>/<str:token>/", views.account_sign_in, name="account_sign_in"),
]
