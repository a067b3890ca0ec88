import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_audience"),
        ("home", "0004_calendar_feed"),
        ("people", "0006_privacy"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="homepage",
            name="audience",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the page is for an audience only: for which.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.audience",
                verbose_name="audience",
            ),
        ),
        migrations.AddField(
            model_name="standardpage",
            name="audience",
            field=models.ForeignKey(
                blank=True,
                help_text="Where the page is for an audience only: for which.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.audience",
                verbose_name="audience",
            ),
        ),
        migrations.AlterField(
            model_name="homepage",
            name="visibility",
            field=models.CharField(
                choices=[("public", "everyone"), ("staff", "signed-in staff only"), ("audience", "an audience only")],
                default="public",
                help_text="Holds for the pages below it too: none of them is more public than this one.",
                max_length=8,
                verbose_name="who may read it",
            ),
        ),
        migrations.AlterField(
            model_name="standardpage",
            name="visibility",
            field=models.CharField(
                choices=[("public", "everyone"), ("staff", "signed-in staff only"), ("audience", "an audience only")],
                default="public",
                help_text="Holds for the pages below it too: none of them is more public than this one.",
                max_length=8,
                verbose_name="who may read it",
            ),
        ),
        migrations.AddConstraint(
            model_name="homepage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience__isnull", False), ("visibility", "audience")),
                    models.Q(models.Q(("visibility", "audience"), _negated=True), ("audience", None)),
                    _connector="OR",
                ),
                name="home_homepage_audience_if_for_one",
                violation_error_message="A page that is for an audience only names the audience, and no other page names one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="standardpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience__isnull", False), ("visibility", "audience")),
                    models.Q(models.Q(("visibility", "audience"), _negated=True), ("audience", None)),
                    _connector="OR",
                ),
                name="home_standardpage_audience_if_for_one",
                violation_error_message="A page that is for an audience only names the audience, and no other page names one.",
            ),
        ),
        # What is for staff has said so until now; from now on its rows say so too.
        migrations.RunSQL(
            "INSERT INTO cms_restriction (page_id) SELECT p.id FROM wagtailcore_page p"
            " JOIN home_homepage own ON own.page_ptr_id = p.id WHERE p.live AND own.visibility = 'staff'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO cms_restriction (page_id) SELECT p.id FROM wagtailcore_page p"
            " JOIN home_standardpage own ON own.page_ptr_id = p.id WHERE p.live AND own.visibility = 'staff'",
            migrations.RunSQL.noop,
        ),
    ]
