import pytest
from django.urls import reverse

from plusone.core.models import Event
from plusone.people.actions.change_profile import change_profile
from plusone.people.actions.register_person import NoName, UnknownLanguage, UnknownZone
from plusone.testing import cast

pytestmark = pytest.mark.django_db
GOOD = {"name": "Amara Ba", "language": "en", "time_zone": "Asia/Tokyo", "access_needs": " captions "}


def test_it_stores_the_four_together_and_logs_no_word_of_them():
    amara = change_profile(actor=cast.amara(), **GOOD)
    assert (amara.name, amara.time_zone, amara.access_needs) == ("Amara Ba", "Asia/Tokyo", "captions")
    assert Event.objects.get().data == {}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, NoName),
        ({"time_zone": "Europe/Atlantis"}, UnknownZone),
        ({"time_zone": "europe/brussels"}, UnknownZone),
        ({"language": "tlh"}, UnknownLanguage),
    ],
)
def test_it_refuses_and_keeps_what_was_there(change, refusal):
    amara = cast.amara()
    with pytest.raises(refusal):
        change_profile(actor=amara, **{**GOOD, **change})
    amara.refresh_from_db()
    assert amara.name != "Amara Ba"


def test_the_page_shows_stores_and_keeps_what_was_typed_wrong(client):
    amara = cast.amara()
    client.force_login(amara)
    page = reverse("people:profile")
    assert client.get(page).status_code == 200
    assert client.post(page, GOOD).status_code == 302
    wrong = client.post(page, {**GOOD, "time_zone": "Mars/X", "name": "Kept <b>"})
    assert wrong.status_code == 400
    assert "Kept &lt;b&gt;" in wrong.content.decode()
    assert client.post(page, {**GOOD, "name": "\u202e"}).status_code == 409
    assert client.post(page, {**GOOD, "access_needs": "x" * 5000}).status_code == 400
    amara.refresh_from_db()
    assert amara.name == "Amara Ba"


def test_every_zone_that_can_be_chosen_exists(client):
    from zoneinfo import ZoneInfo

    from plusone.people import zones

    assert all(ZoneInfo(name) for name in zones.known())
    assert {"Europe/Brussels", "America/Argentina/Ushuaia", "UTC"} <= zones.known()
