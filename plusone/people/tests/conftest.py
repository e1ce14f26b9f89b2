import pytest

from plusone.core import privacy


@pytest.fixture
def uses(monkeypatch):
    """Two uses of personal data, as later rooms declare them: one is asked at registration, one later."""
    monkeypatch.setattr(privacy, "_uses", {})
    privacy.use("follow_up", question="Ask you how it goes?", yes="Five letters.", no="We never ask.", version=2)
    privacy.use("name_in_dance", question="Say your name?", yes="Said.", no="Not said.", ask_at_registration=False)
    return privacy.uses()
