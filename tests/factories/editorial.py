"""What all things have in common that are drafted, reviewed and published."""

from factory.django import DjangoModelFactory
from wagtail.models import Page

from cms.restriction import follow

from .people import MemberFactory


class EditorialFactory(DjangoModelFactory):
    """Live, unless `draft=True` (saved once) or `submitted=True` (it waits for the chair).

    `by` wrote it; a draft gets a publicity officer when none is given. With `listed=True` it is a live row and has
    never been drafted or published: for lists that need many.
    """

    class Meta:
        abstract = True

    draft = False
    submitted = False
    listed = False
    by = None

    @classmethod
    def _create(cls, model_class, *args, draft, submitted, listed, by, **fields):
        if listed:
            thing = cls._save(model_class, by, fields)
            model_class.objects.filter(pk=thing.pk).update(live=True)
            thing = model_class.objects.get(pk=thing.pk)
            if isinstance(thing, Page):
                follow(thing)
            return thing
        if (draft or submitted) and by is None:
            by = MemberFactory(officer=True)
        thing = cls._save(model_class, by, fields)
        revision = thing.save_revision(user=by)
        if submitted:
            thing.get_workflow().start(thing, by)
        elif not draft:
            revision.publish(skip_permission_checks=True)
        return model_class.objects.get(pk=thing.pk)

    @classmethod
    def _save(cls, model_class, by, fields):
        thing = model_class(**fields)
        thing.save()
        return thing


class PageFactory(EditorialFactory):
    """A page below `parent`; without one, below the page that holds its kind, as `make_site` makes it."""

    class Meta:
        abstract = True

    parent = None

    @classmethod
    def _save(cls, model_class, by, fields):
        parent = fields.pop("parent") or cls._usual_parent()
        page = model_class(live=False, owner=by, **fields)
        # A parent in memory may not know of the children it got since.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        return page

    @classmethod
    def _usual_parent(cls):
        """Return the page below which such pages belong."""
        raise NotImplementedError
