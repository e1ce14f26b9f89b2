"""`/live` is answered before Django: a tag, 304, and never an error."""

import pytest
from django.db import OperationalError

from plusone.config.wsgi import Live


def django_app(environ, start_response):
    start_response("200 OK", [])
    return [b"django"]


@pytest.fixture
def ask(tmp_path):
    live = Live(django_app, tmp_path / "live.json")

    def asked(path="/live", method="GET", **headers):
        told = {}
        answer = live(
            {"PATH_INFO": path, "REQUEST_METHOD": method, **headers},
            lambda status, headers: told.update(status=status, headers=dict(headers)),
        )
        return told["status"], told["headers"], b"".join(answer)

    return asked


def test_everything_else_goes_to_django(ask):
    assert ask("/live/")[2] == b"django"
    assert ask("/")[2] == b"django"


def test_before_the_first_news_it_is_empty(ask):
    status, headers, body = ask()
    assert (status, body, headers["Content-Type"]) == ("200 OK", b"{}", "application/json")


def test_it_is_told_once_and_then_known_until_the_file_is_replaced(ask, tmp_path):
    (tmp_path / "live.json").write_text('{"n":1}')
    _status, headers, body = ask()
    assert (body, headers["Cache-Control"]) == (b'{"n":1}', "no-cache")
    assert "Date" in headers
    status, _headers, body = ask(HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    (tmp_path / "next").write_text('{"n":2}')
    (tmp_path / "next").replace(tmp_path / "live.json")
    status, _headers, body = ask(HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("200 OK", b'{"n":2}')


def test_head_and_other_methods(ask):
    status, headers, body = ask(method="HEAD")
    assert (status, headers["Content-Length"], body) == ("200 OK", "2", b"")
    assert ask(method="POST")[0] == "405 Method Not Allowed"


def test_on_several_machines_the_database_is_looked_at_once_a_second(tmp_path):
    looked = []

    def rewrite():
        looked.append(1)
        (tmp_path / "live.json").write_text('{"n":3}')

    live = Live(django_app, tmp_path / "live.json", rewrite)
    told = [b"".join(live({"PATH_INFO": "/live", "REQUEST_METHOD": "GET"}, lambda *_: None)) for _n in range(3)]
    assert (told, len(looked)) == ([b'{"n":3}'] * 3, 1)


def test_a_database_that_is_away_leaves_the_last_news_standing(tmp_path):
    (tmp_path / "live.json").write_text('{"n":4}')

    def rewrite():
        raise OperationalError

    live = Live(django_app, tmp_path / "live.json", rewrite)
    assert b"".join(live({"PATH_INFO": "/live", "REQUEST_METHOD": "GET"}, lambda *_: None)) == b'{"n":4}'
