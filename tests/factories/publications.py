"""Lists published for objection."""

import factory

from publications.models import Publication, PublicationLine

from .editorial import EditorialFactory


class PublicationFactory(EditorialFactory):
    """One list; `of` holds members or names, in order. Live by default, and so it stands from today's publication."""

    class Meta:
        model = Publication

    title = factory.Sequence(lambda n: f"先进职工推荐名单{n + 1}")
    introduction = "<p>经各分会推荐，工会委员会研究，拟表彰下列职工，现予公示。</p>"
    contact_name = "工会办公室"
    contact_phone = "8001"
    supervision_phone = "8002"
    of = ("急诊护理组",)

    @classmethod
    def _save(cls, model_class, by, fields):
        listed = fields.pop("of")
        publication = model_class(**fields)
        publication.lines = [_line(one, position) for position, one in enumerate(listed)]
        publication.save()
        return publication


def _line(one, position: int) -> PublicationLine:
    if isinstance(one, PublicationLine):
        one.position = position
        return one
    if isinstance(one, str):
        return PublicationLine(name=one, position=position)
    department = one.department.name if one.department else ""
    return PublicationLine(member=one, name=one.name, department=department, position=position)
