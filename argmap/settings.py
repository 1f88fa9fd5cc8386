"""Every setting of the site. What a site may change is read from the environment here, once."""

from pathlib import Path

from django.utils.csp import CSP

from . import environment

PROJECT = Path(__file__).resolve().parent
CHECKOUT = PROJECT.parent
ASSETS = PROJECT / "assets" if (PROJECT / "assets").is_dir() else CHECKOUT  # a wheel carries its own

DATA_DIR = environment.folder(
    "ARGMAP_DATA_DIR", CHECKOUT / "data" if ASSETS == CHECKOUT else Path.home() / ".argmap"
)
DEBUG = environment.flag("ARGMAP_DEBUG")
SECRET_KEY = environment.secret_key("ARGMAP_SECRET_KEY", DATA_DIR / "secret_key")
ALLOWED_HOSTS = environment.names("ARGMAP_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = environment.origins("ARGMAP_TRUSTED_ORIGINS")
HTTPS = environment.flag("ARGMAP_HTTPS")
SITE_URL = environment.address("ARGMAP_SITE_URL", "http://127.0.0.1:8000")
BEHIND_PROXY = environment.flag("ARGMAP_BEHIND_PROXY")
RECOUNT = environment.one_of("ARGMAP_RECOUNT", {"at once": "", "by worker": "django_tasks_db"})
CONNECTIONS = environment.number("ARGMAP_DATABASE_CONNECTIONS", 10, least=1)
DATABASES = {"default": environment.database("DATABASE_URL", DATA_DIR / "argmap.sqlite3", CONNECTIONS)}

INSTALLED_APPS = [
    "argmap.accounts",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "rest_framework",
    "django_htmx",
]

# Whoever rates has the map recounted before they are answered, or leaves that to `manage.py db_worker`.
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
if RECOUNT == "by worker":
    INSTALLED_APPS.append("django_tasks_db")
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "argmap.urls"
WSGI_APPLICATION = "argmap.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ASSETS / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

# Kept outlines may be half a megabyte each. They are keyed by version, so losing them costs time only.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100},
    }
}

STATIC_URL = "static/"
STATICFILES_DIRS = [ASSETS / "static"]
STATIC_ROOT = environment.folder("ARGMAP_STATIC_DIR", DATA_DIR / "static")
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_DIR / "media"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "UTC"
USE_TZ = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "claims:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "argmap.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "claims:home"
# A class of thirty signs up from one school's address in one minute: limits go by account, not by address.
ACCOUNT_RATE_LIMITS = {"login": False, "signup": False, "login_failed": "10/5m/key"}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["claims.api.parsers.SmallJSON"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "claims.api.errors.answer",
    "URL_FORMAT_OVERRIDE": None,
}

# Without this an error would be told by mail alone, and so to nobody.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"in_earnest": {"()": "django.utils.log.RequireDebugFalse"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR", "filters": ["in_earnest"]}},
    "root": {"handlers": ["stderr"]},
}

# Only `manage.py send_digest` sends mail, to people who want it: a site can do without, and mails are printed then.
MAILERS = {"default": environment.mailer("ARGMAP_MAIL_URL")}
DEFAULT_FROM_EMAIL = environment.mail_address("ARGMAP_MAIL_FROM", "argmap@localhost")
SILENCED_SYSTEM_CHECKS = ["mail.E001"]
