from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from .middleware import WANTED


@login_required
def go_on(request):
    """Lead on to where somebody wanted to go before the set-up came between."""
    wanted = request.session.get(WANTED, "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "my_page")
