"""What the rooms below are told of the files of activities."""

from . import panels, personal_data
from .parts import registering


def register() -> None:
    registering.register()
    panels.register()
    personal_data.register()
