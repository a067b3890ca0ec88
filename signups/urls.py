from django.urls import include, path

urlpatterns = [
    path("", include("signups.own.urls")),
    path("", include("signups.organising.urls")),
    path("", include("signups.attendance.urls")),
    path("", include("signups.draws.urls")),
    path("", include("signups.quotas.urls")),
    path("", include("signups.swaps.urls")),
    path("", include("signups.drives.urls")),
    path("", include("signups.selections.urls")),
    path("", include("signups.answers.urls")),
    path("", include("signups.bookings.urls")),
]
