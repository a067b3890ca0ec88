"""How often somebody may be wrong at the door before waiting; docs/rules/sign-in.md says why so often."""

# Of one number, from wherever: five wrong in five minutes, and twenty in an hour.
OF_ONE_NUMBER = "5/5m/key,20/h/key"
# From one address, at whatever numbers, in five minutes.
FROM_ONE_ADDRESS = 20


def rate_limits(from_one_address: int = FROM_ONE_ADDRESS) -> dict[str, str]:
    """Return allauth's ACCOUNT_RATE_LIMITS; who signs in rightly counts for none of the failed."""
    return {
        "wrong_at_the_door": f"{OF_ONE_NUMBER},{from_one_address}/5m/ip",
        "wrong_in_known_browser": OF_ONE_NUMBER,
        # allauth's, which counts codes of second factors by it. A right one makes it forget all of the action's counts:
        # were the passwords' among them, whoever showed a code could go on guessing from the address.
        "login_failed": OF_ONE_NUMBER,
        # At an open sign-in, right ones too: whoever has found one guesses the password little faster than at the door.
        "reauthenticate": "10/m/user,30/h/user",
        "change_password": "5/m/user,20/h/user",
        # All attempts, right ones too: a whole hospital may come from one address, and each costs the server a hash.
        "login": f"{max(300, from_one_address)}/m/ip",
        # Codes by SMS are paid for: to one number, from one address, and by all together.
        "text_code": "1/m/key,5/d/key,20/h/ip",
        "text_code_of_all": "300/h/key",
        # Addresses of calendars that nobody has; right ones are not counted.
        "calendar_feed_unknown": "30/5m/ip",
        # Codes at the door of an activity that are none, or have changed: somebody guesses, or is slow.
        "door_code_wrong": "10/5m/user",
        # Mails to one address; and who asks for them.
        "reset_password": "20/m/ip,5/h/key",
    }
