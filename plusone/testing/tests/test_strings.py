"""The search for unmarked words, by good and bad examples."""

import pytest

from plusone.testing.strings import in_python, in_template

GOOD_TEMPLATES = [
    '<p>{% translate "Hello" %}</p>',
    "<p>{% blocktranslate trimmed %}\n  Hello {{ name }}\n{% endblocktranslate %}</p>",
    "<p>{{ name }} · {{ count }}</p>",
    "<p>+1</p>",
    "<b>Plusone</b> <code>x</code> Ed25519",
    "{# a remark #}{% comment %}<p>Old words</p>{% endcomment %}",
    '<img alt="" src="{{ address }}">',
    '<img alt="{% translate "A contrast" %}" src="x.png">',
    "<code>make demo</code>",
    '<p class="lead muted" data-chapter="two words">&nbsp;</p>',
]
BAD_TEMPLATES = [
    ("<p>Hello</p>", 1, "Hello"),
    ("<div>\n\n  <p>{{ name }}\n  said hello</p></div>", 4, "said hello"),
    ('<img alt="A contrast" src="x.png">', 1, "A contrast"),
    ('<input placeholder="Your name">', 1, "Your name"),
    ('<nav aria-label="Main">', 1, "Main"),
    ('{% if a %}Yes{% else %}{% translate "No" %}{% endif %}', 1, "Yes"),
    ("{% blocktranslate %}one\ntwo{% endblocktranslate %}\nthree", 3, "three"),
]
GOOD_PYTHON = [
    'raise Refused(_("No."))',
    'class Late(Refused):\n    sentence = _("Too late.")',
    'forms.CharField(label=_("Name"))',
    'raise ValueError("a mistake in the program")',
    'raise Refused(_("%(n)s left.") % {"n": 2})',
    'slots.fill("main", Link(_("Courses"), "courses:list", 10))',
    'models.CharField(max_length=20, default="draft")',
]
BAD_PYTHON = [
    ('raise Refused("No.")', 1, "No."),
    ('raise Refused(f"No, {name}.")', 1, "No, ."),
    ('class Late(Refused):\n    sentence = "Too late."', 2, "Too late."),
    ('class Late(Refused):\n    pass\nraise Late("Gone.")', 3, "Gone."),
    ('forms.CharField(label="Name")', 1, "Name"),
    ('models.CharField(max_length=3, help_text="Three letters")', 1, "Three letters"),
    ('raise forms.ValidationError("Wrong.")', 1, "Wrong."),
    ('Link("Courses", "courses:list", 10)', 1, "Courses"),
]


@pytest.mark.parametrize("source", GOOD_TEMPLATES)
def test_a_marked_template_passes(source):
    assert in_template(source) == []


@pytest.mark.parametrize(("source", "line", "text"), BAD_TEMPLATES)
def test_unmarked_words_in_a_template_are_found_with_their_line(source, line, text):
    assert in_template(source) == [(line, text)]


@pytest.mark.parametrize("source", GOOD_PYTHON)
def test_a_marked_sentence_passes(source):
    assert in_python(source) == []


@pytest.mark.parametrize(("source", "line", "text"), BAD_PYTHON)
def test_an_unmarked_sentence_is_found_with_its_line(source, line, text):
    assert in_python(source) == [(line, text)]
