"""The API: each room's router under `/api/v1/`, described at `/api/v1/openapi.json`."""

from ninja import NinjaAPI

from plusone.courses.api import router as courses
from plusone.home.api import router as goals

api = NinjaAPI(
    title="Plusone",
    version="1",
    description="What the school has published. No account is needed.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/courses", courses)
api.add_router("/goals", goals)
