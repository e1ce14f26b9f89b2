"""The cast on the sign-in page: "Continue as NAME (role)", learners first."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import format_lazy

from plusone.core.slots import Link, fill
from plusone.core.text import gettext_lazy as _
from plusone.demo.cast import BY_KEY, Member
from plusone.people.models import Role

ORDER = "amara yusuf nadia tom samir grace lea mei ines noor farid".split()


def in_the_demo(_request: HttpRequest) -> bool:
    return bool(settings.DEMO)


def _link(member: Member, order: int) -> Link:
    role = Role(member.roles[0]).label if member.roles else _("learner")
    label = format_lazy(_("Continue as {name} ({role})"), name=member.name, role=role)
    return Link(label, "demo:continue_as", order, in_the_demo, (member.key,), member.story)


for _order, _key in enumerate(ORDER):
    fill("people.demo_cast", _link(BY_KEY[_key], _order))
