#!/bin/sh
# Everything that can be said about the code without running it. All of it runs; any complaint fails the whole.
bin=.venv/bin
failed=0

check() {
    what=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $what"
    else
        echo "FAILED  $what"
        echo "$output"
        failed=1
    fi
}

# Names and secrets that lead nowhere: production settings want them, and nothing here connects.
production() {
    env DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=only-for-linting-0123456789-abcdefghijklmnopqrstuvwxyz \
        ALLOWED_HOSTS=union.example.org DATABASE_URL=postgresql://nobody@127.0.0.1:1/nothing \
        EMAIL_URL=smtp://mail.example.org CACHE_URL= S3_BUCKET= "$@"
}

check "style (ruff check)" $bin/ruff check .
check "layout (ruff format)" $bin/ruff format --check .
check "imports between rooms (import-linter)" $bin/lint-imports
check "templates (djlint)" $bin/djlint --lint --quiet .
check "migrations are complete" production $bin/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
check "production settings (check --deploy)" production $bin/python manage.py check --deploy --fail-level WARNING

# The service may be out of reach, which is no fault of the code; the line says which of the two it was.
if output=$($bin/python -m cms.bootstrap.audit 2>&1); then
    echo "ok      known vulnerabilities (pip-audit): $output"
else
    echo "FAILED  known vulnerabilities (pip-audit)"
    echo "$output"
    failed=1
fi
exit $failed
