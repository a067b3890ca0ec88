"""Who leads a branch, a group or a department stands in a field of it; a record of who led when follows the field."""

import pgtrigger
from django.conf import settings


def leaves_a_record(kind: str, column: str, field: str, post: str) -> pgtrigger.Trigger:
    """Return the trigger that gives a new part of the house its body, and that keeps the record true to the field.

    An act (`people/bodies/`) has written the record before the field, with who did it and since when; then there is
    nothing left to do. Whatever else writes the field leaves a record too, from today and without a name.
    `column` is that of `people_body` which points at the part, `field` that of the part which names who leads.
    """
    return pgtrigger.Trigger(
        name="leaves_a_record_of_who_leads",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("its_body", "bigint"), ("today", "date")],
        func=f"""
            today = (now() AT TIME ZONE '{settings.TIME_ZONE}')::date;
            INSERT INTO people_body (kind, {column}) VALUES ('{kind}', NEW.id) ON CONFLICT ({column}) DO NOTHING;
            SELECT id INTO its_body FROM people_body WHERE {column} = NEW.id;
            UPDATE people_postheld
                SET ends_on = GREATEST(starts_on, today), ended_at = now(), remark = '',
                    ending = CASE WHEN NEW.{field} IS NULL THEN 'other' ELSE 'succeeded' END
                WHERE body_id = its_body AND post = '{post}' AND ends_on IS NULL
                    AND member_id IS DISTINCT FROM NEW.{field};
            IF NEW.{field} IS NOT NULL AND NOT EXISTS (
                SELECT FROM people_postheld WHERE body_id = its_body AND post = '{post}' AND ends_on IS NULL
            ) THEN
                INSERT INTO people_postheld
                    (body_id, term_id, post, member_id, starts_on, entered_at, ending, remark)
                VALUES (
                    its_body,
                    (SELECT id FROM people_term WHERE body_id = its_body AND starts_on <= today
                        AND (ends_on IS NULL OR ends_on >= today)),
                    '{post}', NEW.{field}, today, now(), '', ''
                );
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - of names in this code, of nothing that anybody types
    )
