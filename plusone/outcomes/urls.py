from plusone.outcomes import urls_cases, urls_follow

app_name = "outcomes"
urlpatterns = [
    *urls_cases.urlpatterns,
    *urls_follow.urlpatterns,
]
