"""Which pages the acts of this room belong to: `cms.act_addresses` says what for."""

PAGES = {
    **dict.fromkeys(["award_contest", "contest_rosters", "contest_results"], ("kept_contest", ["pk"])),
    "rename_team": ("team", ["pk"]),
    **dict.fromkeys(["take_player_off", "seat_player", "decline_team"], ("my_teams", [])),
    "fixture_result": ("fixture", ["pk"]),
    **dict.fromkeys(["confirm_result", "dispute_result"], ("my_teams", [])),
    "submit_works": ("call_office", ["pk"]),
    "make_honours": ("round_office", ["pk"]),
}
