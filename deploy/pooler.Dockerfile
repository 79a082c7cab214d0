# PgBouncer as Debian builds it, which test/faults/scale.test.ts runs too.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends pgbouncer \
  && rm -rf /var/lib/apt/lists/*
COPY pgbouncer.ini /etc/pgbouncer/pgbouncer.ini
USER postgres
EXPOSE 6432
# It knows one user, by the password that Postgres has too.
CMD ["sh", "-c", "umask 077; printf '\"sourcebook\" \"%s\"\\n' \"$POSTGRES_PASSWORD\" >/tmp/userlist.txt; exec pgbouncer /etc/pgbouncer/pgbouncer.ini"]
