"""Static files: the style sheet is joined from one file a component, then named by its content and compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Files get a name by their content, so that a browser may keep them for ever."""

    manifest_strict = False
