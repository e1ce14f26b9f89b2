from plusone.outcomes import urls_cases, urls_count, urls_follow

app_name = "outcomes"
urlpatterns = [
    *urls_cases.urlpatterns,
    *urls_count.urlpatterns,
    *urls_follow.urlpatterns,
]
