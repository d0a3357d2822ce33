"""Published pages, drawn once and answered before Flask (DESIGN.md 7 and 11)."""

from app.web.page_cache.layer import DRAWING, PageCache

__all__ = ["DRAWING", "PageCache"]
