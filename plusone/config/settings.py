"""Settings: one file, from the environment only.

`docs/operate/settings.md` is generated from `DESCRIBED`; `plusone check` fails for a setting without a sentence.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plusone.config.secrets import secret_key

DESCRIBED: dict[str, str] = {}


def env(name: str, default: str, meaning: str) -> str:
    """Read PLUSONE_`name`, and describe it for the reference."""
    DESCRIBED[f"PLUSONE_{name}"] = f"{meaning} Default: `{default or 'empty'}`."
    return os.environ.get(f"PLUSONE_{name}", default)


def env_flag(name: str, meaning: str) -> bool:
    return env(name, "0", meaning) in {"1", "true", "yes", "on"}


BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(env("DATA", "data", "Folder that holds the school: its database and its files.")).resolve()
KEYS = Path(
    env("KEYS", f"{DATA}.keys", "Folder of the school's keys. Keep it apart from the data and from back-ups.")
).resolve()
DEMO = env_flag("DEMO", "Demo mode: one-click sign-in under a banner, and an outbox page. Never for real people.")
CLOCK_SHIFT = env("CLOCK_SHIFT", "0", "Days by which the program's clock is ahead; for rehearsals in demo mode only.")
DEBUG = env_flag("DEBUG", "Show errors in the browser; for developers on their own machine.")
SECRET_KEY = secret_key(
    KEYS, env("SECRET_KEY", "", "Secret for signing sessions; made in the keys' folder when empty.")
)
ALLOWED_HOSTS = [
    host
    for host in env("HOSTS", "localhost,127.0.0.1,[::1]", "Host names that the school answers to, by commas.").split(
        ","
    )
    if host
]
HTTPS = env_flag("HTTPS", "The school is reached by HTTPS: secure cookies and strict transport security.")
TRUSTED_PROXIES = [
    address
    for address in env(
        "TRUSTED_PROXIES", "", "Addresses of proxies whose X-Forwarded-For is believed, by commas."
    ).split(",")
    if address
]
MAIL = env(
    "MAIL", "outbox", "Where mail goes: `outbox` (kept in the database only) or `smtp://user:password@host:port`."
)
MAIL_FROM = env("MAIL_FROM", "Plusone <school@localhost>", "Sender of the school's mail.")
DATABASE = env("DATABASE", "", "`postgresql://user:password@host/name`; empty for SQLite in the data folder.")
S3_BUCKET = env("S3_BUCKET", "", "Bucket for files (needs the extra `s3`); empty for the data folder.")
PSEUDO = env_flag("PSEUDO_LANGUAGE", "Offer the generated test language, longer and right to left; for developers.")

ROOMS = ["core", "people", "purpose", "skills", "courses", "learning", "outcomes", "home"]

INSTALLED_APPS = [
    "plusone.core.apps.CoreConfig",
    *(f"plusone.{room}" for room in ROOMS if room != "core"),
    *(["plusone.demo"] if DEMO else []),
    "plusone.config",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # the templates of its widgets, behind our own
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds a random length, so that sizes tell nothing of secrets
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plusone.core.middleware.client_address",
    "plusone.core.middleware.private_by_default",  # before what sets cookies
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plusone.core.middleware.language_and_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plusone.core.middleware.refusals",
]

ROOT_URLCONF = "plusone.config.urls"
WSGI_APPLICATION = "plusone.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "plusone.core.context.page",
            ],
            "builtins": ["plusone.core.templatetags.parts", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database() -> dict[str, object]:
    """SQLite with a write-ahead log and immediate transactions, or PostgreSQL with a pool."""
    if DATABASE:
        parts = urlsplit(DATABASE)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": {"min_size": 2, "max_size": 30, "timeout": 10}},
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "school.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-2000;"
            "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;",
        },
    }


DATABASES = {"default": database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

STORAGES = {
    "default": (
        {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": S3_BUCKET}}
        if S3_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}}
    ),
    "staticfiles": {"BACKEND": "plusone.core.static.Storage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("", BASE_DIR / "static" / "js")]
STATICFILES_FINDERS = [
    "plusone.core.static.JoinedSheets",
    "django.contrib.staticfiles.finders.FileSystemFinder",
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "plusone.people.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # our own action confirms, by a button; people learn meanwhile
ACCOUNT_FORMS = {"login": "plusone.people.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False  # core.limits counts across workers; the library counts in a cache

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), *([("ar-xb", "Pseudo")] if PSEUDO else [])]
LANGUAGES_BIDI = ["ar", "ar-xb", "he", "fa", "ur"]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [
    BASE_DIR / "locale",
    *([Path(path)] if (path := env("LOCALE", "", "A further folder of translations.")) else []),
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # numbers in links and attributes stay numbers; pages say |number

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "plusone.core.views.form_expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "plusone.core.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

if MAIL.startswith("smtp"):
    _mail = urlsplit(MAIL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the letter's row is the outbox
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
