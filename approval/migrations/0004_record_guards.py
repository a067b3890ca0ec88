"""The row that every writer locks, and what pgtrigger cannot declare: a guard against TRUNCATE."""

from django.db import migrations

TABLES = ["approval_approvalrecord", "approval_recordwords", "approval_chainhead"]

GUARD = """
CREATE FUNCTION approval_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The approval record is only ever added to';
END;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("approval", "0003_record")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO approval_chainhead (id, number, digest) VALUES (1, 0, '')", migrations.RunSQL.noop
        ),
        migrations.RunSQL(GUARD, "DROP FUNCTION approval_refuse_truncate()"),
        *[
            migrations.RunSQL(
                f"CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION approval_refuse_truncate()",
                f"DROP TRIGGER refuse_truncate ON {table}",
            )
            for table in TABLES
        ],
    ]
