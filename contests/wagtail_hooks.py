from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .viewsets import ContestViewSet
from .works.viewsets import CallViewSet, VoteRoundViewSet, WorkViewSet

register_snippet(ContestViewSet)
register_snippet(CallViewSet)
register_snippet(WorkViewSet)
register_snippet(VoteRoundViewSet)


@hooks.register("construct_image_chooser_queryset")
def without_works(images, request):
    """What members have handed in is theirs: it is not offered for articles."""
    return images.filter(works=None)
