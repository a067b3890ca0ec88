"""Which pages the acts of this room belong to: `cms.act_addresses` says what for."""

PAGES = dict.fromkeys(["take_up_objection", "answer_objection", "withdraw_objection"], ("objection", ["pk"]))
