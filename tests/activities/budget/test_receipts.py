"""Receipts: what is one, where it lies, and that none is lost or used twice."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.budget import actions
from activities.models import Receipt
from tests.factories import ImageFactory

from .spending import a_pdf, an_ofd, as_member, post, text

D = Decimal


class TestReceipts:
    def present(self, spending, expense, *files, amount=""):
        return post(spending.leader, "present_expense", expense.pk, receipts=list(files), amount=amount)

    def test_receipts_are_handed_in_with_what_was_spent(self, spending):
        expense = spending.approved("100")
        self.present(spending, expense, a_pdf(), an_ofd(), amount="99.90")
        expense.refresh_from_db()
        assert (expense.state, expense.amount_spent, expense.receipts.count()) == ("presented", D("99.90"), 2)

    def test_a_receipt_is_kept_though_the_amount_was_wrong(self, spending):
        expense = spending.approved("100")
        for amount in ("1e5", "-3", "100.01"):
            answer = self.present(spending, expense, a_pdf(f"{amount}.pdf"), amount=amount)
            assert answer.status_code == 422
        assert expense.receipts.count() == 3
        assert "100.01.pdf" in text(answer)

    def test_one_that_is_no_receipt_keeps_no_other_from_being_kept(self, spending):
        expense = spending.approved("100")
        fake = SimpleUploadedFile("发票.pdf", b"MZ\x90 not a pdf")
        answer = self.present(spending, expense, fake, a_pdf("good.pdf"), amount="50")
        assert answer.status_code == 422
        assert [receipt.name for receipt in expense.receipts.all()] == ["good.pdf"]
        expense.refresh_from_db()
        assert expense.state == "approved"

    @pytest.mark.parametrize(
        "upload",
        [
            SimpleUploadedFile("票.exe", b"MZ"),
            SimpleUploadedFile("票.svg", b"<svg/>"),
            SimpleUploadedFile("票.png", b"%PDF-1.4"),
            SimpleUploadedFile("票.pdf", b""),
            an_ofd("票.ofd", "word/document.xml"),
            SimpleUploadedFile("票.ofd", b"PK\x03\x04 broken"),
            SimpleUploadedFile("票.pdf", b"%PDF-1.4\n" + b"x" * (10 * 1024 * 1024)),
        ],
        ids=["program", "svg", "pdf called png", "empty", "word called ofd", "broken ofd", "too large"],
    )
    def test_what_is_no_receipt_is_refused_with_a_sentence(self, spending, upload):
        upload.seek(0)
        expense = spending.approved("100")
        answer = self.present(spending, expense, upload)
        assert answer.status_code == 422
        assert "field__errors" in answer.content.decode()
        assert not Receipt.objects.exists()

    def test_a_picture_is_kept_without_what_the_camera_wrote_into_it(self, spending):
        expense = spending.approved("100")
        picture = ImageFactory().file
        picture.open()
        content = picture.read()
        suffix = "png" if content.startswith(b"\x89PNG") else "jpg"
        self.present(spending, expense, SimpleUploadedFile(f"票.{suffix}", content))
        assert expense.receipts.get().name == f"票.{suffix}"

    def test_the_same_file_is_no_receipt_of_a_second_expense(self, spending):
        first, second = spending.approved("100"), spending.approved("100")
        self.present(spending, first, a_pdf(words="same"))
        answer = self.present(spending, second, a_pdf("另一名.pdf", words="same"), amount="10")
        assert answer.status_code == 422
        assert not second.receipts.exists()

    def test_the_file_of_a_reversed_expense_proves_another(self, spending):
        first = spending.approved("100")
        self.present(spending, first, a_pdf(words="again"), amount="100")
        entry = actions.book(first, by=spending.chair)
        actions.reverse(entry, by=spending.chair, reason="类别有误")
        second = spending.approved("100")
        self.present(spending, second, a_pdf(words="again"), amount="100")
        assert spending.totals == (1000, 100, 0, 900)

    def test_a_receipt_lies_sealed_and_is_handed_over_to_be_saved(self, spending):
        receipt = spending.receipt(spending.approved(), a_pdf("发票 1.pdf", words="sealed"))
        assert b"sealed" not in Path(receipt.file.path).read_bytes()
        answer = as_member(spending.auditor).get(reverse("receipt", args=[receipt.expense_id, receipt.pk]))
        assert b"sealed" in answer.content
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_a_receipt_is_not_found_under_another_expense(self, spending):
        receipt = spending.receipt(spending.approved())
        other = spending.asked()
        answer = as_member(spending.chair).get(reverse("receipt", args=[other.pk, receipt.pk]))
        assert answer.status_code == 404

    def test_a_receipt_that_is_taken_off_stays_to_be_seen(self, spending):
        receipt = spending.receipt(spending.approved(), a_pdf("误传.pdf"))
        post(spending.leader, "void_receipt", receipt.expense_id, receipt.pk)
        page = as_member(spending.auditor).get(reverse("expense", args=[receipt.expense_id])).content.decode()
        assert "误传.pdf" in page
        assert "budget__receipt--void" in page

    def test_nothing_chosen_and_nothing_written_gets_a_sentence(self, spending):
        assert self.present(spending, spending.approved()).status_code == 422
