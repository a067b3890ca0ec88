"""What may be asked with a sign-up, as the office writes it. Block names are stored in the database: rename none."""

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import blocks
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from . import questions as kinds
from .questions import CONSENTS, FILE_KINDS, PICTURE, question_of

MOST_QUESTIONS = 20
MOST_OPTIONS = 30
MEGABYTES = 10
MOST_PEOPLE = 4


class AskBlock(blocks.StructBlock):
    """What every question has."""

    label = blocks.CharBlock(label=gettext_lazy("Question"), max_length=80)
    help = blocks.CharBlock(label=gettext_lazy("Hint below it"), max_length=160, required=False)
    required = blocks.BooleanBlock(label=gettext_lazy("Has to be answered"), default=True, required=False)

    class Meta:
        icon = "help"


class ShortTextBlock(AskBlock):
    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Short text")


class LongTextBlock(AskBlock):
    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Long text")


class NumberBlock(AskBlock):
    least = blocks.IntegerBlock(label=gettext_lazy("Smallest number"), required=False)
    most = blocks.IntegerBlock(label=gettext_lazy("Largest number"), required=False)

    def clean(self, value):
        value = super().clean(value)
        if value["least"] is not None and value["most"] is not None and value["least"] > value["most"]:
            problem = ValidationError(_("The largest number is smaller than the smallest."))
            raise StructBlockValidationError({"most": problem})
        return value

    class Meta:
        icon = "order"
        label = pgettext_lazy("kind of question", "Number")


class ChoiceBlock(AskBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(label=gettext_lazy("Option"), max_length=60),
        label=gettext_lazy("Options"),
        min_num=2,
        max_num=MOST_OPTIONS,
    )

    def clean(self, value):
        value = super().clean(value)
        said = [option.strip() for option in value["options"]]
        twice = next((option for option in said if said.count(option) > 1), None)
        if twice is not None:
            problem = ValidationError(_("“%(option)s” is there twice.") % {"option": twice})
            raise StructBlockValidationError({"options": problem})
        return value

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("One of several")


class ChoicesBlock(ChoiceBlock):
    class Meta:
        icon = "tick"
        label = gettext_lazy("Any of several")


class DateBlock(AskBlock):
    class Meta:
        icon = "date"
        label = gettext_lazy("Date")


class MobileBlock(AskBlock):
    class Meta:
        icon = "mobile-alt"
        label = gettext_lazy("Mobile number")


class FileBlock(AskBlock):
    kinds = blocks.MultipleChoiceBlock(label=gettext_lazy("Kinds of file"), choices=FILE_KINDS, default=[PICTURE])
    megabytes = blocks.IntegerBlock(label=gettext_lazy("Up to MB"), min_value=1, max_value=MEGABYTES, default=MEGABYTES)

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("File")


class ResidentIdBlock(AskBlock):
    purpose = blocks.CharBlock(
        label=gettext_lazy("What for"),
        max_length=120,
        help_text=gettext_lazy(
            "Whoever is asked for it reads this, for instance: to insure you for the day. Ask for it only where it "
            "cannot be done without."
        ),
    )

    class Meta:
        icon = "lock"
        label = gettext_lazy("Resident ID number")


class ConsentBlock(AskBlock):
    purpose = blocks.ChoiceBlock(label=gettext_lazy("What it is"), choices=CONSENTS, default=kinds.GUARDIAN)
    text = blocks.TextBlock(
        label=gettext_lazy("Text to agree to"),
        max_length=4000,
        help_text=gettext_lazy("It is kept, word for word, with who agreed to it and when."),
    )

    class Meta:
        icon = "clipboard-list"
        label = gettext_lazy("Consent or undertaking")


class PickUpBlock(AskBlock):
    people = blocks.IntegerBlock(
        label=gettext_lazy("How many people at most"), min_value=1, max_value=MOST_PEOPLE, default=2
    )

    class Meta:
        icon = "group"
        label = gettext_lazy("Who picks the child up")


class QuestionsBlock(blocks.StreamBlock):
    """The questions with a sign-up. The id of each is the key under which its answers are kept."""

    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    number = NumberBlock()
    choice = ChoiceBlock()
    choices = ChoicesBlock()
    date = DateBlock()
    mobile = MobileBlock()
    file = FileBlock()
    resident_id = ResidentIdBlock()
    consent = ConsentBlock()
    pick_up = PickUpBlock()

    def clean(self, value):
        """Raises StreamBlockValidationError where two questions have one name: no table could tell them apart."""
        value = super().clean(value)
        seen, twice = set(), {}
        for position, child in enumerate(value):
            label = "".join(child.value["label"].split()).casefold()
            if label in seen:
                problem = ValidationError(
                    _("Another question is called “%(label)s” already.") % {"label": child.value["label"]}
                )
                twice[position] = StructBlockValidationError({"label": problem})
            seen.add(label)
        if twice:
            raise StreamBlockValidationError(block_errors=twice)
        return value

    def render_basic(self, value, context=None):
        """As those read it who look at what has been asked, one line for each."""
        return format_html_join("", "<p>{}</p>", ((question_of(child).in_words,) for child in value))

    class Meta:
        max_num = MOST_QUESTIONS
