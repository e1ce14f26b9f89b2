"""The read-only interface under /api/v1/: each room brings a router, described by one openapi.json."""

from ninja import NinjaAPI

from plusone.home.api import router as goals

api = NinjaAPI(
    title="Plusone",
    version="1",
    description="What the school has published. No account is needed.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/goals/", goals)
