"""What the web server runs: Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plusone.config.settings")
application = get_wsgi_application()
