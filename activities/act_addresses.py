"""Which pages the acts of this room belong to: `cms.act_addresses` says what for."""

ON_A_ROUND = ["open_rating", "begin_rating_marks", "put_rating_forward", "withdraw_rating"]
ON_A_FILE = ["make_activity_file", "activity_file_zip", "activity_file_pdf", "discard_activity_file"]
PAGES = {
    **dict.fromkeys(ON_A_ROUND, ("rating_round", ["pk"])),
    "take_self_assessment_back": ("self_assessment", ["pk"]),
    "reopen_self_assessment": ("rating_outcome", ["pk"]),
    **dict.fromkeys([*ON_A_FILE, "remove_session_document"], ("activity_file", ["pk"])),
    "remove_session_photo": ("session_photos", ["pk"]),
    "remove_handout": ("handouts", ["pk"]),
    "end_club_duty": ("club_duties", ["pk"]),
    "bring_back_to_club": ("club_renewal", ["pk"]),
}
