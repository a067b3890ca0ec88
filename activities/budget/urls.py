from django.urls import path

from . import expense_views, file_views, views
from .acts import ACTS

CLUB = "clubs/<int:pk>/budget/"
EXPENSE = "expenses/<int:pk>/"
# What an act is called in its address.
SLUGS = {"more": "ask-for-more", "send_back": "send-back"}

urlpatterns = [
    path("budgets/", views.budgets, name="budgets"),
    path("budgets/<int:year>/statement.pdf", file_views.all_statements_pdf, name="budgets_pdf"),
    path("budgets/<int:year>/statement.xlsx", file_views.all_statements_workbook, name="budgets_workbook"),
    path(CLUB, views.club_budget, name="club_budget"),
    path(f"{CLUB}book/", views.club_book, name="club_book"),
    path(f"{CLUB}book/<int:entry>/reverse/", views.reverse_entry, name="reverse_entry"),
    path(f"{CLUB}ask/", views.ask_expense, name="ask_expense"),
    path(f"{CLUB}allocate/", views.allocate_budget, name="allocate_budget"),
    path(f"{CLUB}proposals/<int:proposal>/decline/", views.decline_proposal, name="decline_proposal"),
    path(f"{CLUB}<int:year>/close/", views.close_budget, name="close_budget"),
    path(f"{CLUB}<int:year>/statement.pdf", file_views.statement_pdf, name="club_statement_pdf"),
    path(f"{CLUB}<int:year>/statement.xlsx", file_views.statement_workbook, name="club_statement_workbook"),
    path(EXPENSE, expense_views.expense, name="expense"),
    path(f"{EXPENSE}present/", expense_views.present, name="present_expense"),
    path(f"{EXPENSE}receipts/<int:receipt>/", expense_views.receipt, name="receipt"),
    path(f"{EXPENSE}receipts/<int:receipt>/take-off/", expense_views.void_receipt, name="void_receipt"),
    *[
        path(f"{EXPENSE}{SLUGS.get(key, key)}/", expense_views.act, {"act": key}, name=act.address)
        for key, act in ACTS.items()
    ],
]
