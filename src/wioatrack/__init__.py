"""Record and check what happens to WIOA and SNAP E&T participants."""

__version__ = "0.1.0"
