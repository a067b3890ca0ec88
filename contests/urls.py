from .works.urls import urlpatterns as works

urlpatterns = [*works]
