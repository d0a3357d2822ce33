"""gunicorn for the bare route: the same figures as gunicorn.conf.py, without an app's settings and scheduler."""

import os

from app import quick_request, quick_response
from app.staying_worker import StayingWorker

quick_request.use()  # as the site's
quick_response.use()

bind = f"127.0.0.1:{os.environ['PORT']}"
workers = 1
worker_class = StayingWorker  # as the site's
threads = 8
timeout = 60
graceful_timeout = 30
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a heartbeat file, not data
control_socket_disable = True
accesslog = None
loglevel = "warning"
