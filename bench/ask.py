"""The queries of a page, in the school that the environment names; printed as JSON, each by the table it reads first.

The school's own row (its name and its texts) is read once in five seconds by each process, for all pages together;
a page is asked twice, and the second time counts.
"""

import json
import re
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def tables(address: str, cookie: str) -> list[str]:
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="en", HTTP_ACCEPT_ENCODING="gzip", HTTP_COOKIE=cookie)
    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
    return [_table(query["sql"]) for query in asked.captured_queries]


def _table(sql: str) -> str:
    found = re.search(r'FROM "?(\w+)"?', sql)
    return found[1] if found else sql[:40]


def main() -> None:
    readers = json.loads((Path(settings.DATA) / "readers.json").read_text())
    chapter, learner = readers["chapter"], readers["cookies"]["amara"]
    pages = {
        "Chapter, anonymous": (chapter, ""),
        "Chapter, signed in": (chapter, learner),
        "My day": ("/me/", learner),
    }
    print(json.dumps({what: tables(*page) for what, page in pages.items()}))


if __name__ == "__main__":
    main()
