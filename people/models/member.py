import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from ..querysets import MemberQuerySet
from .fields import EMPLOYEE_NUMBER, MOBILE_NUMBER, employee_number_field, person_name_field


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    use_in_migrations = False

    def create_user(self, employee_number, password=None, **fields):
        """Make a member; without a password none can be used until a first sign-in code sets one."""
        member = self.model(employee_number=self.model.normalize_username(employee_number), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, employee_number, password=None, **fields):
        return self.create_user(employee_number, password, is_staff=True, is_superuser=True, **fields)


class Member(AbstractUser, index.Indexed):
    """A member of staff: the account, and what the union knows of the person.

    Dates of service are three different dates; medals count from `joined_hospital_on` (来院时间).
    Members are never deleted, since records point at them; who left long ago is emptied (`privacy/emptying.py`).
    """

    class Gender(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    class Employment(models.TextChoices):
        PERMANENT = "permanent", _("permanent post")
        QUOTA = "quota", _("quota post")
        CONTRACT = "contract", _("contract")
        DISPATCHED = "dispatched", _("dispatched or temporary")
        REHIRED = "rehired", _("rehired after retirement")
        RESIDENT = "resident", _("resident in training")

    class StaffStatus(models.TextChoices):
        ACTIVE = "active", _("in service")
        RETIRED = "retired", _("retired")
        HONOURED = "honoured", _("retired veteran")
        LONG_LEAVE = "leave", _("on long leave")
        TRAINING = "training", _("away for training")
        MEDICAL_AID = "aid", _("on a medical aid mission")
        LEFT = "left", _("left the hospital")
        DECEASED = "deceased", _("deceased")

    class MembershipStatus(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled")
        RETAINED = "retained", _("membership retained")
        MOVED_OUT = "moved_out", _("moved out")
        NONE = "none", _("not a member")

    PRESENT_STATUSES = [StaffStatus.ACTIVE, StaffStatus.LONG_LEAVE, StaffStatus.TRAINING, StaffStatus.MEDICAL_AID]
    # They stay members, and their account stays theirs.
    RETIRED_STATUSES = [StaffStatus.RETIRED, StaffStatus.HONOURED]
    GONE_STATUSES = [StaffStatus.LEFT, StaffStatus.DECEASED]

    username = None
    last_name = None

    employee_number = employee_number_field(
        unique=True,
        validators=[RegexValidator(EMPLOYEE_NUMBER, _("An employee number has letters and digits only."))],
        error_messages={"unique": _("Another member has this employee number.")},
    )
    name = person_name_field()
    pinyin = models.CharField(
        _("pinyin"),
        max_length=120,
        blank=True,
        # Letter by letter: by the rules of a language the space between surname and given name would not count.
        db_collation="C",
        help_text=_("Surname first, for example: shan yafang. Names sort by it."),
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    birthday = models.DateField(_("date of birth"), null=True, blank=True)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("department")
    )
    campus = models.ForeignKey(
        "people.Campus", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("campus")
    )
    union_group = models.ForeignKey(
        "people.UnionGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("union group"),
    )
    mobile = models.CharField(
        _("mobile number"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(MOBILE_NUMBER, _("A mobile number has 11 digits."))],
    )
    title = models.CharField(_("post"), max_length=40, blank=True)
    employment = models.CharField(_("kind of employment"), max_length=10, choices=Employment, blank=True)
    staff_status = models.CharField(_("staff status"), max_length=10, choices=StaffStatus, default=StaffStatus.ACTIVE)
    membership_status = models.CharField(
        _("membership status"), max_length=10, choices=MembershipStatus, default=MembershipStatus.ENROLLED
    )
    started_work_on = models.DateField(_("began working"), null=True, blank=True)
    joined_hospital_on = models.DateField(_("joined this hospital"), null=True, blank=True)
    started_practice_on = models.DateField(_("began practising or nursing"), null=True, blank=True)
    # Set and taken back by the trigger below, whoever writes the status.
    gone_since = models.DateField(_("gone since"), editable=False, null=True, blank=True)
    emptied_at = models.DateTimeField(_("emptied at"), editable=False, null=True, blank=True)
    roles_valid_until = models.DateTimeField(
        editable=False, null=True, blank=True, help_text="When a role of this member next begins or ends; null: never."
    )

    USERNAME_FIELD = "employee_number"
    REQUIRED_FIELDS = ["name"]

    objects = MemberManager()

    search_fields = [
        index.SearchField("employee_number"),
        index.SearchField("name"),
        index.AutocompleteField("employee_number"),
        index.AutocompleteField("name"),
        index.AutocompleteField("pinyin"),
        index.FilterField("is_active"),
        index.FilterField("department"),
    ]

    class Meta:
        ordering = ["pinyin", "employee_number"]
        constraints = [
            # Nobody says at the door whether a letter is a capital, so no two numbers differ by that alone.
            models.CheckConstraint(
                condition=models.Q(employee_number=Upper("employee_number")),
                name="people_member_number_in_capitals",
                violation_error_message=_("The letters of an employee number are capitals."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | ~models.Q(staff_status__in=["left", "deceased"]),
                name="people_member_gone_has_no_account",
                violation_error_message=_("Whoever has left or died has no active account."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="knows_since_when_gone",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"""
                    IF NEW.staff_status IN ('left', 'deceased') THEN
                        IF TG_OP = 'UPDATE' THEN
                            NEW.gone_since = COALESCE(NEW.gone_since, OLD.gone_since);
                        END IF;
                        NEW.gone_since = COALESCE(NEW.gone_since, (now() AT TIME ZONE '{settings.TIME_ZONE}')::date);
                    ELSE
                        NEW.gone_since = NULL;
                        NEW.emptied_at = NULL;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self):
        return f"{self.name} ({self.employee_number})"

    @classmethod
    def normalize_username(cls, username):
        """Return an employee number as it is stored, its letters as capitals."""
        return super().normalize_username(username).upper()

    @property
    def first_name(self):
        """What Wagtail's side bar calls the member; a Chinese name is not taken apart."""
        return self.name

    @property
    def is_retired(self) -> bool:
        return self.staff_status in self.RETIRED_STATUSES

    @property
    def is_gone(self) -> bool:
        return self.staff_status in self.GONE_STATUSES

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


def display_name(member: Member) -> str:
    """Return the name by which pages and mails call the member."""
    return member.name
