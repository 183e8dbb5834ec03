"""A guestbook: writes to the primary database, reads from the replica, and says which hosts answered."""

import os
import socket

import pymysql
from flask import Flask, g, jsonify, redirect, render_template, request

import database

LONGEST_AUTHOR = 80
LONGEST_MESSAGE = 1000
SHOWN = 50

app = Flask(__name__)
HOST = os.environ.get("APP_HOST", socket.gethostname())


@app.after_request
def name_hosts(response):
    response.headers["X-Served-By"] = HOST
    response.headers["X-Database"] = g.get("database", "none")
    return response


@app.errorhandler(pymysql.MySQLError)
def database_failed(error):
    app.logger.warning("database: %s", error)
    return jsonify(error="the database does not answer"), 503


def read(work):
    result, g.database = database.read(work)
    return result


def entries():
    def work(cursor):
        cursor.execute(
            "SELECT id, author, message, written_at, written_by FROM entry ORDER BY id DESC LIMIT %s", (SHOWN,)
        )
        rows = cursor.fetchall()
        for row in rows:
            row["written_at"] = row["written_at"].isoformat()
        return rows

    return read(work)


def add_entry(author, message):
    def work(cursor):
        cursor.execute(
            "INSERT INTO entry (author, message, written_by) VALUES (%s, %s, %s)", (author, message, HOST)
        )
        return cursor.lastrowid

    result, g.database = database.write(work)
    return result


@app.get("/")
def page():
    rows = entries()
    return render_template("index.html", entries=rows, web=HOST, database=g.database)


@app.get("/entries")
def list_entries():
    return jsonify(entries=entries(), web=HOST, database=g.database)


@app.post("/entries")
def post_entry():
    fields = request.get_json(silent=True) if request.is_json else request.form
    fields = fields if hasattr(fields, "get") else {}
    author = str(fields.get("author") or "").strip()
    message = str(fields.get("message") or "").strip()
    if not author or not message:
        return jsonify(error="`author` and `message` are wanted"), 400
    if len(author) > LONGEST_AUTHOR or len(message) > LONGEST_MESSAGE:
        return jsonify(error=f"at most {LONGEST_AUTHOR} letters of author and {LONGEST_MESSAGE} of message"), 400
    number = add_entry(author, message)
    if request.is_json:
        return jsonify(id=number, web=HOST, database=g.database), 201
    return redirect("/", code=303)


@app.get("/healthz")
def healthz():
    return jsonify(status="ok", web=HOST)


@app.get("/readyz")
def readyz():
    """Ready while entries can be read; the write route is told too, but a site that can be read stays up."""
    read(lambda cursor: cursor.execute("SELECT 1 FROM entry LIMIT 1"))
    return jsonify(status="ok", web=HOST, read=g.database, write=write_route())


def write_route():
    def work(cursor):
        cursor.execute("SELECT @@read_only AS closed")
        return cursor.fetchone()["closed"]

    if database.WRITE.recently_failed():
        return "down"
    try:
        closed, host = database.WRITE.run(work)
    except pymysql.MySQLError:
        return "down"
    return f"{host} (read-only)" if closed else host
