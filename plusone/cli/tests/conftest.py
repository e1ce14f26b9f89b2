import shutil

import pytest

from plusone.testing import school


@pytest.fixture(scope="session")
def template_school(tmp_path_factory):
    return school.empty_school(tmp_path_factory.mktemp("school") / "data")


@pytest.fixture
def data(template_school, tmp_path):
    """A school of one's own, with its keys beside it."""
    place = tmp_path / "data"
    shutil.copytree(template_school, place)
    shutil.copytree(f"{template_school}.keys", f"{place}.keys")
    (place / "plusone.env").write_text(f"PLUSONE_KEYS={place}.keys\n")
    return place
