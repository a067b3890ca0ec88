from django.urls import path

from . import code_views, course_views, door_views, list_views, strike_views

urlpatterns = [
    path("sessions/<int:pk>/list/attendance/", list_views.attendance, name="attendance"),
    path("sessions/<int:pk>/list/attendance/marks/", list_views.marks, name="attendance_marks"),
    path("sessions/<int:pk>/list/attendance/close/", list_views.close_list, name="close_attendance"),
    path("sessions/<int:pk>/list/attendance/walk-in/", list_views.walk_in_view, name="walk_in"),
    path("sessions/<int:pk>/list/attendance/course/", course_views.course, name="course_attendance"),
    path("sessions/<int:pk>/list/attendance/course/file/", course_views.workbook, name="course_attendance_file"),
    path("sessions/<int:pk>/list/door/", door_views.screen, name="door_screen"),
    path("sessions/<int:pk>/list/door/code/", door_views.code, name="door_code"),
    path("sessions/<int:pk>/door/<str:code>/", door_views.check_in_at_door, name="check_in_at_door"),
    path("sessions/<int:pk>/code/", code_views.show_code, name="check_in_code"),
    path("check-in/<str:code>/", code_views.scanned, name="scanned_code"),
    path("missed/<int:pk>/waive/", strike_views.waive_strike, name="waive_strike"),
]
