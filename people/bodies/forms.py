from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.models import formfield_for_dbfield

from ..models import Body, PostHeld, Role

# What a post in the union committee usually goes with. A role is granted by an act of its own, never by a post.
ROLE_OF_POST = {PostHeld.Post.CHAIR: Role.CHAIR, PostHeld.Post.DEPUTY_CHAIR: Role.DEPUTY_CHAIR}


def day_input() -> forms.DateInput:
    """A browser's own calendar; it understands this format alone, whatever the language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def role_beside(held: PostHeld) -> Role | None:
    """Return the role that somebody with this post may need to be given."""
    return ROLE_OF_POST.get(held.post) if held.body.kind == Body.Kind.COMMITTEE else None


class AppointForm(forms.Form):
    post = forms.ChoiceField(label=pgettext_lazy("in a body", "Post"))
    starts_on = forms.DateField(
        label=_("Since"),
        widget=day_input(),
        help_text=_("Today or a day before. What is still to come is entered on its day."),
    )

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.data.get("member", "").isdecimal():
            # The chooser shows again whatever was sent, and knows nothing but numbers.
            self.data = self.data.copy()
            self.data["member"] = ""
        # With the chooser of members, which is registered after this file is read.
        self.fields["member"] = formfield_for_dbfield(PostHeld._meta.get_field("member"), label=_("Who"))
        self.order_fields(["post", "member", "starts_on"])
        self.fields["post"].choices = [(post.value, post.label) for post in body.posts]
        self.fields["starts_on"].initial = timezone.localdate


class EndPostForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=day_input())
    ending = forms.ChoiceField(
        label=_("Why"),
        # Nothing is chosen beforehand: a record is never rewritten.
        choices=[("", "—"), *[(ending.value, ending.label) for ending in PostHeld.ENDINGS_GIVEN]],
    )
    remark = forms.CharField(label=pgettext_lazy("of a record", "Remark"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class TermForm(forms.Form):
    number = forms.IntegerField(label=_("Number of the term"), min_value=1, max_value=99)
    starts_on = forms.DateField(
        label=_("First day"),
        widget=day_input(),
        help_text=_("Today or a day before. What is still to come is entered on its day."),
    )
    ends_on = forms.DateField(
        label=_("Planned last day"),
        widget=day_input(),
        required=False,
        help_text=_("Nothing happens by itself on that day; the list of bodies says that the term is over."),
    )
    staying = forms.MultipleChoiceField(
        label=_("Who goes on in the new term"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Take the tick off whoever goes: that person holds the post no longer. Others are appointed afterwards."
        ),
    )

    def __init__(self, *args, body: Body, **kwargs):
        super().__init__(*args, **kwargs)
        held = body.posts_held.held().select_related("member").order_by("post", "starts_on", "pk")
        in_order = sorted(held, key=lambda one: body.posts.index(one.post))
        self.fields["staying"].choices = [(str(one.pk), f"{one.get_post_display()} {one.member}") for one in in_order]
        # All of them, so that a press in haste lets nobody go.
        self.fields["staying"].initial = [str(one.pk) for one in in_order]
        if not in_order:
            del self.fields["staying"]
        last = body.terms.first()
        self.fields["number"].initial = last.number + 1 if last else 1
        self.fields["starts_on"].initial = timezone.localdate

    def clean_staying(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["staying"]]
