"""What somebody looks at who looks at answers, for the notes of `people.privacy`."""

ANSWERS, SEALED, ATTACHMENT = "signups.answers", "signups.sealed_answers", "signups.attachment"
EXPORT, PICK_UP = "signups.answers_export", "signups.pick_up_list"
