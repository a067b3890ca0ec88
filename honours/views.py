from django.shortcuts import get_object_or_404, render

from .models import Honour


def honour(request, pk):
    """One honour with its recipients and citation."""
    found = get_object_or_404(Honour.objects.live().with_card_data(), pk=pk)
    return render(request, "honours/honour.html", {"honour": found})
