"""Reading and filling forms as a browser would."""

from html.parser import HTMLParser

from plusone.courses import quiz_forms
from plusone.courses.quizzes import Quiz
from plusone.learning import asking


class Page(HTMLParser):
    """Hidden fields, links and the text of a page."""

    def __init__(self, response):
        super().__init__()
        self.status = response.status_code
        self.html = response.content.decode()
        self.hidden, self.links, self.text = {}, [], ""
        self.feed(self.html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("type") == "hidden":
            name, value = given["name"], given["value"]
            before = self.hidden.get(name)
            self.hidden[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
        if tag == "a":
            self.links.append(given["href"])

    def handle_data(self, data):
        self.text += data


def filled(quiz, seed, answers):
    """The fields of a quiz's form, filled so that it says these answers."""
    sent = {}
    for one in quiz_forms.shown(quiz, seed, answers):
        if one.options:
            sent[one.name] = [option.value for option in one.options if option.chosen]
        for line in one.lines:
            sent[line.name] = [option.value for option in line.options if option.chosen] or [""]
        if one.typed:
            sent[one.name] = one.typed
    return sent


def form(client, address, answers):
    """Open a chapter and fill its quiz; `answers` as in `courses.quizzes`."""
    page = Page(client.get(address))
    slug, key = address.strip("/").split("/")[1:3]
    asked = asking.open_asked(page.hidden["asked"], slug, key)
    return {**page.hidden, **filled(Quiz.from_json(asked.chapter_version.quiz), asked.seed, answers)}


def send(client, address, answers, **more):
    """Open a chapter, answer its quiz, and follow where that leads."""
    return Page(client.post(f"{address}quiz/", {**form(client, address, answers), **more}, follow=True))
