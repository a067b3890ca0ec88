"""What the rooms below are told of clubs and who belongs to them."""

from signups.registry import Thing, register_thing

from ..rules import about_club, belongs_to, clubs_led_by, clubs_of, leaders_of, leads
from . import personal_data
from .following import follow
from .listing import remarks_of
from .own_places import address_of_list, address_of_page


def register() -> None:
    register_thing(
        "activities.clubpage",
        Thing(
            keeps_list=leads,
            belongs=belongs_to,
            about=about_club,
            kept_by=clubs_led_by,
            keepers=leaders_of,
            belonged_to=clubs_of,
            follow=follow,
            own_page=address_of_page,
            own_list=address_of_list,
            remarks=remarks_of,
        ),
    )
    personal_data.register()
