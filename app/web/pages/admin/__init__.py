"""The admin's status page, a module for each part, and the page that asks before an action."""

from app.web.pages.admin.confirm import confirm_page
from app.web.pages.admin.page import status_page

__all__ = ["confirm_page", "status_page"]
