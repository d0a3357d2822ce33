"""An imitation of Spotify and of a language model, for tests, the demo and a person at the browser.

It speaks the wire formats and shares nothing with the application: no code, constants or fixtures.
Start it with ``python -m app.sandbox``, or from a test with ``app.sandbox.server.serve()``.
"""
