"""The studio: the draft beside the page that it would become. Every action is a POST that answers 303."""

from dataclasses import replace

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import logout_user
from werkzeug.wrappers import Response as AnyResponse

from app.domain import facts
from app.domain.refusals import BadInput, StaleRevision
from app.domain.themes import THEMES
from app.services import pictures
from app.web import pages
from app.web.context import actor, services
from app.web.guards import require_fresh_sign_in, require_person
from app.web.page_cache import PAGE_CACHE

bp = Blueprint("studio", __name__)

UNCLAIMED = "your-address"
"""Stands in the preview where a page would show its handle."""


bp.before_request(require_person)


@bp.get("/studio")
def edit() -> str:
    room = services().studio.room(actor().person_id)
    page = pages.studio.edit_page(room, services().now())
    former = pages.former.former_notice(services().returning.former(actor().person_id))
    return render_template("studio/edit.html", page=replace(page, notices=(*former, *page.notices)))


@bp.get("/studio/preview")
def preview() -> AnyResponse:
    """The page itself, from the draft; `?theme=` tries another theme on."""
    draft = services().studio.draft(actor().person_id)
    tried = request.args.get("theme", "")
    shown = replace(draft.page(), theme=tried) if tried in THEMES else draft.page()
    page = pages.profile.profile_page(
        shown, handle=draft.handle or UNCLAIMED, card="", published_at=None, now=services().now(), preview=True
    )
    response = Response(render_template("public/page.html", page=page), mimetype="text/html")
    return response


@bp.get("/studio/icon.svg")
def icon() -> AnyResponse:
    draft = services().studio.draft(actor().person_id)
    return Response(pictures.icon_of(draft.page()), mimetype="image/svg+xml")


@bp.get("/studio/history")
def history() -> str:
    person_id = actor().person_id
    found, draft = services().studio.history(person_id), services().studio.draft(person_id)
    return render_template("studio/history.html", page=pages.versions.history_page(found, draft, services().now()))


@bp.get("/studio/status.json")
def status() -> AnyResponse:
    return jsonify(pages.status.status_document(services().studio.room(actor().person_id), services().now()))


@bp.post("/studio/handle")
def claim_handle() -> AnyResponse:
    services().studio.claim_handle(actor().person_id, request.form.get("handle", ""))
    return _back()


@bp.post("/studio/facts")
def save_facts() -> AnyResponse:
    services().studio.save_facts(actor().person_id, request.form)
    return _back("Saved. Not public until you publish.")


@bp.post("/studio/links")
def save_links() -> AnyResponse:
    """Save the rows; the button beside one, `move` = "up:2" or "down:2", moves it as well. Rows count from 0.

    The keyboard goes along with a row that moves: its label is focused where it stands then.
    """
    labels, urls = request.form.getlist("label"), request.form.getlist("url")
    hidden, move = set(request.form.getlist("link_hidden")), request.form.get("move")
    section = "links" if move else ""
    if move and len(labels) == len(urls):
        facts.parse_links(labels, urls)  # what is wrong is said beside its row, as the form stands
        labels, urls, hidden = facts.moved(labels, urls, hidden, move)
        place = facts.landed(labels, urls, move)
        section = section if place is None else f"link-label-{place + 1}"
    services().studio.save_links(actor().person_id, labels, urls, hidden)
    return _back("Saved. Not public until you publish.", section)


@bp.post("/studio/layout")
def save_layout() -> AnyResponse:
    form = request.form
    services().studio.save_layout(
        actor().person_id, form.getlist("section"), form.get("pinned", ""), form.get("release_url", "")
    )
    return _back("Saved. Not public until you publish.")


@bp.post("/studio/settings")
def save_settings() -> AnyResponse:
    services().studio.save_preferences(actor().person_id, request.form, request.form.getlist("hidden"))
    return _back("Saved. Not public until you publish.")


@bp.post("/studio/email/ask")
def ask_for_email() -> AnyResponse:
    if not services().mailboxes.ask_again(actor().person_id):
        flash("We sent five messages to confirm it today. Look for one of them, or try again tomorrow.", "problem")
        return _back()
    return _back("Sent. Open the link in it to confirm the address.")


@bp.post("/studio/copy/generate")
def generate() -> AnyResponse:
    services().copywriting.ask(actor().person_id, request.form.get("part") or "all")
    return _back()


@bp.post("/studio/copy/cancel")
def cancel() -> AnyResponse:
    services().copywriting.cancel(actor().person_id)
    return _back("Cancelled. Your words stay as they are.")


@bp.post("/studio/copy/advice")
def advise() -> AnyResponse:
    """What the critic says about words that are being typed; nothing is stored."""
    return jsonify(pages.words.advice_document(services().studio.draft(actor().person_id), request.form))


@bp.post("/studio/copy/accept")
def accept() -> AnyResponse:
    candidate = _number("candidate")
    services().studio.accept(actor().person_id, candidate, request.form.getlist("part"))
    return _back("Taken. Not public until you publish.")


@bp.post("/studio/copy/edit")
def edit_words() -> AnyResponse:
    captions = {
        name.removeprefix("caption."): text for name, text in request.form.items() if name.startswith("caption.")
    }
    services().studio.edit_words(actor().person_id, request.form.get("bio"), captions, _number("revision"))
    return _back("Saved. Not public until you publish.")


@bp.post("/studio/copy/restore")
def restore() -> AnyResponse:
    services().studio.restore(actor().person_id, _number("version"))
    return _back("Restored. Not public until you publish.")


@bp.post("/studio/publish")
def publish() -> AnyResponse:
    handle = services().publishing.publish(actor().person_id)
    current_app.extensions[PAGE_CACHE].show(handle, request.environ)
    return _back("Your page is public.")


@bp.post("/studio/unpublish")
def unpublish() -> AnyResponse:
    services().publishing.unpublish(actor().person_id)
    return _back("Your page is private now. Everything stays here.")


@bp.post("/studio/refresh")
def refresh() -> AnyResponse:
    services().refresh.by_hand(actor().person_id)
    return _back()


@bp.get("/studio/disconnect")
def confirm_disconnect() -> str:
    page = pages.studio_steps.disconnect_page(services().studio.draft(actor().person_id))
    return render_template("studio/disconnect.html", page=page)


@bp.post("/disconnect/spotify")
def disconnect() -> AnyResponse:
    services().leaving.disconnect(actor().person_id)
    return _back("Spotify is disconnected, and what came from it is deleted.")


@bp.get("/studio/delete")
def confirm_delete() -> str:
    handle = services().studio.draft(actor().person_id).handle or ""
    return render_template(
        "studio/delete.html", page=pages.studio_steps.delete_page(handle, suspended=bool(actor().suspended_for))
    )


@bp.post("/studio/delete")
def delete() -> AnyResponse:
    require_fresh_sign_in(url_for("studio.confirm_delete"))
    person_id, typed = actor().person_id, request.form.get("confirm", "")
    try:
        services().leaving.delete(person_id, typed, erase_now=bool(request.form.get("erase_now")))
    except BadInput as refusal:
        handle = services().studio.draft(person_id).handle or ""
        page = pages.studio_steps.delete_page(handle, typed, refusal.sentence, suspended=bool(actor().suspended_for))
        return Response(render_template("studio/delete.html", page=page), status=422, mimetype="text/html")
    logout_user()
    return redirect(url_for("public.landing"), code=303)


@bp.errorhandler(BadInput)
def refuse(refusal: BadInput) -> AnyResponse:
    """The same page with what was typed, and what is wrong beside its field."""
    return refused(pages.form.Wrong(refusal.field, refusal.sentence, dict(request.form.lists())))


def refused(wrong: "pages.form.Wrong") -> AnyResponse:
    room = services().studio.room(actor().person_id)
    page = pages.studio.edit_page(room, services().now(), wrong)
    return Response(render_template("studio/edit.html", page=page), status=422, mimetype="text/html")


@bp.errorhandler(StaleRevision)
def show_both(refusal: StaleRevision) -> AnyResponse:
    page = pages.studio_steps.conflict_page(refusal, services().studio.draft(actor().person_id))
    return Response(render_template("studio/conflict.html", page=page), status=409, mimetype="text/html")


def _number(field: str) -> int:
    typed = request.form.get(field, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 12):
        raise BadInput(field, "This form is incomplete. Reload the studio and try again.")
    return int(typed)


def _back(said: str = "", section: str = "") -> AnyResponse:
    if said:
        get_flashed_messages()  # of a form whose answer was never looked at, only the newest is said: cookies are small
        flash(said, "done")
    return redirect(url_for("studio.edit", _anchor=section or None), code=303)
