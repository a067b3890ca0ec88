"""Which pages the acts of this room belong to: `cms.act_addresses` says what for."""

ON_ONE_SIGN_UP = ["admit_sign_up", "refuse_sign_up", "put_sign_up_first", "transfer_sign_up", "take_sign_up_off"]
PAGES = {
    "sign_up": ("session", ["pk"]),
    "check_in_code": ("session", ["pk"]),
    "offer_place": ("session", ["pk"]),
    "cancel_sign_up": ("own_sign_ups", []),
    "confirm_sign_up": ("own_sign_ups", []),
    "accept_place": ("own_sign_ups", []),
    "withdraw_offer": ("own_sign_ups", []),
    "take_back_named": ("session_group", ["pk"]),
    "book_slot": ("venue", ["pk"]),
    "draw_session": ("session_list", ["pk"]),
    "reopen_date": ("session_list", ["pk"]),
    "settle_difference": ("differing_sessions", []),
    **{act: ("kept_sign_up", ["pk", "sign_up_pk"]) for act in ON_ONE_SIGN_UP},
    "walk_in": ("attendance", ["pk"]),
    "course_attendance_file": ("course_attendance", ["pk"]),
    "export_answers": ("session_answers", ["pk"]),
    **dict.fromkeys(["withdraw_from_selection", "doubt_points"], ("selection", ["pk"])),
    **dict.fromkeys(["make_list", "discard_list", "recompute_points", "publish_list"], ("selection_people", ["pk"])),
    "correct_mark": ("selections", []),
    "read_rating": ("base_ratings", []),
    "merge_pools": ("session_pools", ["pk"]),
}
