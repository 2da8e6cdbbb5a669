"""The process of a crawl: ``python -m crawler``, its orders on standard input.

What is loaded at the start stays to the end: it is looked through for garbage neither while it
loads nor with every later page.
"""

import gc
import sys

gc.disable()

from crawler.child import main  # noqa: E402

gc.freeze()
gc.enable()
sys.exit(main())
