"""People: who they are here, what they may do, what they allowed, and what others wrote about them."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from plusone.core import clock
from plusone.core.text import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account. Erasure blanks the row in place and keeps its number."""

    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    access_needs = models.TextField(_("access needs"), blank=True)
    registered_at = models.DateTimeField(default=clock.now)
    email_confirmed_at = models.DateTimeField(null=True)
    sign_in_generation = models.PositiveIntegerField(default=0)
    erased_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    is_staff = False
    is_superuser = False

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_person_email_once")]

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with *signed out everywhere*, and ends every other session."""
        return self._get_session_auth_hash()

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        value = f"{self.password}:{self.sign_in_generation}"
        return salted_hmac("plusone.people.session", value, secret=secret).hexdigest()

    def roles(self) -> frozenset[str]:
        """The roles in force; read once for each Person object, by hand because every page asks for them."""
        if not hasattr(self, "_roles"):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT role FROM people_rolegrant WHERE person_id = %s AND withdrawn_at IS NULL", [self.pk]
                )
                self._roles = frozenset(role for (role,) in cursor.fetchall())
        return self._roles

    def role_labels(self) -> list[Any]:
        """The roles in force by name; reads grants that were prefetched, without a query for each person of a list."""
        return [grant.label for grant in self.role_grants.all() if grant.withdrawn_at is None]

    def has_role(self, *roles: str) -> bool:
        return not self.roles().isdisjoint(roles)


class Role(models.TextChoices):
    """What somebody may be besides a learner."""

    AUTHOR = "author", _("author")
    REGISTRAR = "registrar", _("registrar")
    LEADERSHIP = "leadership", _("leadership")
    OPERATOR = "operator", _("operator")


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)


class RoleGrant(models.Model):
    """A role given by somebody, until it is withdrawn by somebody."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(withdrawn_at=None), name="people_role_once"
            )
        ]

    @property
    def label(self) -> Any:
        return Role(self.role).label


class Invitation(models.Model):
    """A mail that offers a role. Only the digest of its secret is stored."""

    email = models.EmailField()
    roles = models.JSONField(default=list)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > clock.now()

    @property
    def role_names(self) -> list[Any]:
        return [Role(role).label for role in self.roles]


class MailedLink(models.Model):
    """A secret that went out by mail. A newer one of the same kind takes the older one's place, which then is dead.

    Only the digest of the secret is stored. `email` is the address that the link proves.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm"
        RESET = "reset"
        ADDRESS = "address"

    person = models.ForeignKey(Person, models.CASCADE, related_name="mailed_links")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="people_link_once")]


class ConsentQuerySet(models.QuerySet["Consent"]):
    def newest(self) -> Self:
        """For each person and use, the last answer only."""
        later = Consent.objects.filter(
            person=models.OuterRef("person"), use=models.OuterRef("use"), pk__gt=models.OuterRef("pk")
        )
        return self.filter(~models.Exists(later))


class Consent(models.Model):
    """One answer to one use of personal data. The newest row is in force; none at all means no."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    use = models.CharField(max_length=60)
    wording = models.PositiveSmallIntegerField(default=1)
    answer = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "use"], name="people_consent_use")]


class Remark(models.Model):
    """Words about a person, apart from the immutable row that they belong to, which keeps their salted digest.

    A remark goes with the person whom it is about. If its writer is erased only the writer's name goes.
    """

    about = models.ForeignKey(Person, models.CASCADE, related_name="remarks")
    writer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField(default=clock.now)
