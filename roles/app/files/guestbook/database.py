"""Connections to the two databases: the primary for writing, the replica for reading."""

import contextlib
import os
import threading
import time

import pymysql

# A dead database must not hold requests up: one failed try is remembered for this many seconds.
REMEMBER_FAILURE = 2.0
# Connections are made anew after this many seconds, so that they follow what the router has learned.
LONGEST_USE = 30.0
CONNECT_TIMEOUT = 1
# A read that the replica leaves unanswered for this many seconds is asked of the primary: the check of the load balancer
# waits for it too, and must not take this host for dead since another one is. A write has nobody else to ask.
READ_PATIENCE = 1
WRITE_PATIENCE = 5

_threads = threading.local()


class Route:
    """One of the two ways to the data, with a connection per thread."""

    def __init__(self, name, patience):
        self.name = name
        self.patience = patience
        self.failed_at = 0.0

    def setting(self, key):
        return os.environ[f"DATABASE_{self.name.upper()}_{key}"]

    def recently_failed(self):
        return time.monotonic() - self.failed_at < REMEMBER_FAILURE

    def connect(self):
        authority = os.environ.get("DATABASE_CA")
        return pymysql.connect(
            host=self.setting("HOST"),
            port=int(self.setting("PORT")),
            user=self.setting("USER"),
            password=self.setting("PASSWORD").encode(),  # PyMySQL would take text for Latin-1
            database=os.environ["DATABASE_NAME"],
            charset="utf8mb4",
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=self.patience,
            write_timeout=self.patience,
            cursorclass=pymysql.cursors.DictCursor,
            ssl={"ca": authority, "check_hostname": True} if authority else None,
        )

    def connection(self):
        """A live connection and the name of the host that it leads to."""
        kept = getattr(_threads, self.name, None)
        if kept:
            asked = time.monotonic()
            if asked - kept[2] < LONGEST_USE:
                with contextlib.suppress(Exception):
                    kept[0].ping(reconnect=False)
                    return kept[:2]
            self.forget()
            if time.monotonic() - asked >= self.patience:
                # Silent, and not gone: a new connection would be as silent.
                self.failed_at = time.monotonic()
                raise pymysql.err.OperationalError(2013, f"the {self.name} database does not answer")
        try:
            connection = self.connect()
            with connection.cursor() as cursor:
                cursor.execute("SELECT @@hostname AS host")
                kept = (connection, cursor.fetchone()["host"], time.monotonic())
        except pymysql.MySQLError:
            self.failed_at = time.monotonic()
            raise
        setattr(_threads, self.name, kept)
        return kept[:2]

    def forget(self):
        kept = getattr(_threads, self.name, None)
        if kept:
            with contextlib.suppress(Exception):
                kept[0].close()
            setattr(_threads, self.name, None)

    def run(self, work):
        """What `work` makes of a cursor, and the database host; what fails is not tried again."""
        connection, host = self.connection()
        try:
            with connection.cursor() as cursor:
                return work(cursor), host
        except pymysql.MySQLError:
            self.forget()
            raise


WRITE = Route("write", WRITE_PATIENCE)
READ = Route("read", READ_PATIENCE)


def read(work):
    """Reads from the replica, or from the primary if the replica does not answer."""
    if not READ.recently_failed():
        with contextlib.suppress(pymysql.MySQLError):
            return READ.run(work)
    try:
        return WRITE.run(work)
    except pymysql.MySQLError:
        return READ.run(work)


def write(work):
    """Writes to the primary."""
    return WRITE.run(work)
