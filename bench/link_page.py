"""A peer: the link page that Flask's own tutorial leads to, an ORM SELECT and a Jinja template for each visitor."""

import os
from pathlib import Path

from flask import Flask, render_template_string
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

LINKS = 12
TEMPLATE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ person.name }}</title>
<meta property="og:title" content="{{ person.name }}"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>{{ person.name }}</h1><p>{{ person.bio }}</p>
<ul>{% for link in person.links %}<li><a href="{{ link.url }}" rel="noopener">{{ link.label }}</a></li>{% endfor %}</ul>
</main></body></html>"""


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "people"
    handle: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    bio: Mapped[str]
    links: Mapped[list["Link"]] = relationship(lazy="selectin")


class Link(Base):
    __tablename__ = "links"
    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(ForeignKey("people.handle"))
    label: Mapped[str]
    url: Mapped[str]


engine = create_engine(f"sqlite:///{Path(os.environ['BARE_PAGE']).with_name('links.db')}")
Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    if session.get(Person, "mara") is None:
        links = [Link(label=f"Link {number}", url=f"https://example.org/{number}") for number in range(LINKS)]
        session.add(Person(handle="mara", name="Mara Lindqvist", bio="Singer, Bergen. " * 20, links=links))

app = Flask(__name__, static_folder=None)


@app.get("/<handle>")
def page(handle: str) -> str:
    with Session(engine) as session:
        person = session.scalars(select(Person).where(Person.handle == handle)).one()
        return render_template_string(TEMPLATE, person=person)
