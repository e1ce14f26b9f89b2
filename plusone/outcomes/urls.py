from plusone.outcomes import urls_cases, urls_count

app_name = "outcomes"
urlpatterns = [
    *urls_cases.urlpatterns,
    *urls_count.urlpatterns,
]
