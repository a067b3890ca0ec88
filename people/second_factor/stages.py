from allauth.mfa.stages import AuthenticateStage

from .needing import counts_as_second_factor


class AskAtTheDoor(AuthenticateStage):
    """Ask for the second factor, unless the door by which somebody comes counts as one."""

    def _should_handle(self, request):
        if counts_as_second_factor(door_of(self.login.signal_kwargs)):
            return False
        return super()._should_handle(request)


def door_of(signal_kwargs: dict | None) -> str:
    """Return the code of the other service that a sign-in came by; nothing where it came by our own door."""
    login = (signal_kwargs or {}).get("sociallogin")
    return login.provider.id if login else ""
