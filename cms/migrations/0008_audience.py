import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

VISIBILITIES = [
    ("private", "private: nothing live uses it"),
    ("audience", "those of an audience"),
    ("staff", "signed-in staff"),
    ("public", "everyone"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0007_cache_table"),
        ("people", "0006_privacy"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="fileuse",
            name="page",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="fileuse",
            name="visibility",
            field=models.CharField(choices=VISIBILITIES, max_length=8),
        ),
        *[
            migrations.AlterField(
                model_name=name,
                name="visibility",
                field=models.CharField(
                    choices=VISIBILITIES,
                    default="private",
                    editable=False,
                    max_length=8,
                    verbose_name="visibility",
                ),
            )
            for name in ("uniondocument", "unionimage")
        ],
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="people.audience",
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restriction",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "restriction of readers",
                "verbose_name_plural": "restrictions of readers",
            },
        ),
        migrations.RunSQL(
            "UPDATE cms_fileuse SET page_id = object_id::int WHERE base_content_type_id ="
            " (SELECT id FROM django_content_type WHERE app_label = 'wagtailcore' AND model = 'page')",
            migrations.RunSQL.noop,
        ),
    ]
