from django.db import migrations


def name_root(apps, schema_editor):
    """The root of the page tree is shown to officers; Wagtail calls it Root in every language."""
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title="Root").update(title="网站", draft_title="网站")


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(name_root, migrations.RunPython.noop)]
