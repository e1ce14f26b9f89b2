"""The API: each room's router under `/api/v1/`, described at `/api/v1/openapi.json`."""

from ninja import NinjaAPI

from plusone.home.api import router as goals

api = NinjaAPI(title="Plusone", version="1", urls_namespace="api", docs_url=None)
api.add_router("/goals", goals)
