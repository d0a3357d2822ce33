"""Published pages, drawn once and answered before Flask (DESIGN.md 7 and 11)."""

from app.web.page_cache.layer import FOUND, PAGE_CACHE, PageCache
from app.web.page_cache.nobody import DRAWING

__all__ = ["DRAWING", "FOUND", "PAGE_CACHE", "PageCache"]
