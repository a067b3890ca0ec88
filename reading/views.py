from django.shortcuts import get_object_or_404, render

from .models import Book

ALIKE = 6


def book(request, pk):
    """One title and others of its subject."""
    found = get_object_or_404(Book.objects.live().with_card_data().select_related("donor"), pk=pk)
    alike = Book.objects.live().filter(subject=found.subject).exclude(pk=found.pk).with_card_data()[:ALIKE]
    return render(request, "reading/book.html", {"book": found, "thing": found, "alike": alike})
