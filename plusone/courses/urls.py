"""The authors' pages, and the files of a course."""

from django.urls import path

from plusone.courses.views import drafts, files, preview, publishing, standing

app_name = "courses"
urlpatterns = [
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", drafts.new, name="new"),
    path("drafts/review/", standing.review, name="review"),
    path("drafts/<slug:slug>/", drafts.draft, name="draft"),
    path("drafts/<slug:slug>/report.csv", drafts.report_table, name="report_table"),
    path("drafts/<slug:slug>/folder.zip", files.draft_folder, name="draft_folder"),
    path("drafts/<slug:slug>/files/<path:path>", files.draft_file, name="draft_file"),
    path("drafts/<slug:slug>/preview/", preview.contents, name="preview"),
    path("drafts/<slug:slug>/preview/<slug:key>/", preview.chapter, name="preview_chapter"),
    path("drafts/<slug:slug>/publish/", publishing.publish, name="publish"),
    path("drafts/<slug:slug>/answers/", publishing.answers, name="answers"),
    path("drafts/<slug:slug>/renewal/", publishing.renewal, name="renewal"),
    path("drafts/<slug:slug>/versions/", drafts.versions, name="versions"),
    path("drafts/<slug:slug>/standing/", standing.standing, name="standing"),
    path("drafts/<slug:slug>/authors/", standing.authors, name="authors"),
    path("courses/<slug:slug>/folder.zip", files.folder, name="folder"),
    path("courses/<slug:slug>/files/<int:version>/<path:path>", files.file, name="file"),
]
