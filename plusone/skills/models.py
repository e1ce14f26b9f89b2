"""Occupations and skills with stable identifiers: the key is (scheme, release, URI), never the label."""

from django.db import models


class Release(models.Model):
    """One release of one scheme, such as ESCO 1.1.1, with the words that its licence asks for."""

    scheme = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    attribution = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "version"], name="skills_release_once")]


class Identified(models.Model):
    """What has an identifier in a release and a label in each language."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    uri = models.URLField()
    code = models.CharField(max_length=20, blank=True)
    labels = models.JSONField()

    class Meta:
        abstract = True

    def label(self, language: str) -> str:
        """The name in `language`, else in English, else in any language there is."""
        found = self.labels.get(language) or self.labels.get("en") or next(iter(self.labels.values()), self.uri)
        return str(found)


class Occupation(Identified):
    skills: "models.ManyToManyField[Skill, Need]" = models.ManyToManyField("Skill", through="Need")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "uri"], name="skills_occupation_once")]


class Skill(Identified):
    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "uri"], name="skills_skill_once")]


class Need(models.Model):
    """An occupation needs a skill: essentially, or optionally."""

    occupation = models.ForeignKey(Occupation, models.CASCADE)
    skill = models.ForeignKey(Skill, models.CASCADE)
    essential = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="skills_need_once")]
