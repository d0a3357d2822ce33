"""Published pages, drawn once and answered before Flask (DESIGN.md 7 and 11)."""

from app.web.page_cache.layer import DRAWING, PAGE_CACHE, PageCache

__all__ = ["DRAWING", "PAGE_CACHE", "PageCache"]
