from django.core.management import call_command
from django.db import migrations

# As CACHES in cms/settings/base.py names it.
TABLE = "cms_cache"


def make_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f'DROP TABLE IF EXISTS "{TABLE}"')


class Migration(migrations.Migration):
    dependencies = [("cms", "0006_until_when_a_file_is_lent")]
    operations = [migrations.RunPython(make_table, drop_table)]
