"""Every sample of every room; each room that is new brings a module of its own."""

from tests.templates import samples
from tests.templates.share_samples import SHARE_SAMPLES
from tests.templates.visitors_samples import VISITORS_SAMPLES

SAMPLES = {**samples.SAMPLES, **SHARE_SAMPLES, **VISITORS_SAMPLES}
