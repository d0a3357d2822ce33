# The image that production runs: no compiler, no tests, no sandbox, no root.
FROM python:3.11-slim-bookworm AS build
# requirements-sentry.txt holds the same pins and the package that SENTRY_DSN needs: --build-arg REQUIREMENTS=...
ARG REQUIREMENTS=requirements.txt
COPY requirements.txt requirements-sentry.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r $REQUIREMENTS

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libpangocairo-1.0-0 libcairo2 libharfbuzz-subset0 \
        fontconfig fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji ca-certificates tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home anchor \
    && install -d -o anchor -g anchor /data
COPY --from=build /venv /venv
# Both make a folder beside themselves when they are first imported, which the image's own user may not.
RUN /venv/bin/python -c "import pangocffi, pangocairocffi"
WORKDIR /app
COPY pyproject.toml wsgi.py gunicorn.conf.py ./
COPY migrations migrations
COPY static static
COPY templates templates
COPY app app
# .dockerignore leaves them out already; an image that holds the imitation of Spotify must not be built at all.
RUN test ! -e app/sandbox && test ! -e app/demo.py && test ! -e tests
RUN /venv/bin/python -m compileall -q app wsgi.py
USER anchor
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORT=8080 \
    DATABASE_URL=sqlite:////data/anchor.db
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
