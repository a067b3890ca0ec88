from django.shortcuts import get_object_or_404, render

from .models import Honour

WITH_RECIPIENTS = ["recipients__member__department", "recipients__department", "picture__renditions"]


def honour(request, pk):
    """One honour with its recipients and citation."""
    found = get_object_or_404(Honour.objects.live().select_related("picture").prefetch_related(*WITH_RECIPIENTS), pk=pk)
    return render(request, "honours/honour.html", {"honour": found, "thing": found})
