import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_audience"),
        ("cms", "0008_audience"),
        ("news", "0004_page_review_by"),
        ("people", "0006_privacy"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="newsindexpage",
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
            model_name="newspage",
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
            model_name="newsindexpage",
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
            model_name="newspage",
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
            model_name="newsindexpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience__isnull", False), ("visibility", "audience")),
                    models.Q(models.Q(("visibility", "audience"), _negated=True), ("audience", None)),
                    _connector="OR",
                ),
                name="news_newsindexpage_audience_if_for_one",
                violation_error_message="A page that is for an audience only names the audience, and no other page names one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="newspage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience__isnull", False), ("visibility", "audience")),
                    models.Q(models.Q(("visibility", "audience"), _negated=True), ("audience", None)),
                    _connector="OR",
                ),
                name="news_newspage_audience_if_for_one",
                violation_error_message="A page that is for an audience only names the audience, and no other page names one.",
            ),
        ),
        # What is for staff has said so until now; from now on its rows say so too.
        migrations.RunSQL(
            "INSERT INTO cms_restriction (page_id) SELECT p.id FROM wagtailcore_page p"
            " JOIN news_newsindexpage own ON own.page_ptr_id = p.id WHERE p.live AND own.visibility = 'staff'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO cms_restriction (page_id) SELECT p.id FROM wagtailcore_page p"
            " JOIN news_newspage own ON own.page_ptr_id = p.id WHERE p.live AND own.visibility = 'staff'",
            migrations.RunSQL.noop,
        ),
    ]
