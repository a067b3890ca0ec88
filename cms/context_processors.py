from cms.navigation import main_navigation


def site_frame(request):
    """Give every template the main navigation, with the current place marked. Asks nothing of the database."""
    return {"navigation": main_navigation(getattr(request, "path", "/"))}
