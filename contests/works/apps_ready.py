"""What festivals, works and votes enter with the rooms below."""


def register() -> None:
    """To be called by the room when all models are there."""
    from approval.schedule import register_changes
    from notices.kinds import register_kinds

    from . import own_section, personal_data, signal_handlers
    from .changes import next_change
    from .notice_kinds import KINDS, PLACES

    register_kinds(KINDS, **PLACES)
    register_changes(next_change)
    signal_handlers.connect()
    own_section.register()
    personal_data.register()
