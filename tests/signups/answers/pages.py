"""What is answered, where its pages are, and where its files lie."""

from pathlib import Path

from django.test import Client
from django.urls import reverse

from ..asking import INSURED, MOBILE, PHONE, RESIDENT_ID, SIZE, name_of

DATA = {name_of(SIZE): "M", name_of(PHONE): MOBILE, name_of(INSURED): RESIDENT_ID}


def browser_of(somebody) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def own_address(session) -> str:
    return reverse("own_answers", args=[session.pk])


def file_address(answers) -> str:
    return reverse("answers_attachment", args=[answers.sign_up.session_id, answers.attachments.get().pk])


def stored(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []
