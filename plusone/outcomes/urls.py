from plusone.outcomes import urls_cases

app_name = "outcomes"
urlpatterns = [
    *urls_cases.urlpatterns,
]
